"""Signing in with a password or a join code, and out again."""

from flask import current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from icabinet.errors import Refusal
from icabinet.people import accounts, attempts, codes, sessions
from icabinet.people.attempts import Source
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.paths import own_path
from icabinet.web.refusals import sentence
from icabinet.web.security import address, cookie_of, device, leave, limited, remember, viewer, viewer_or_none


@pages.get("/sign-in")
def sign_in() -> Response:
    page = make_response(_sign_in_page(next_path=request.args.get("next", "")))
    # A session that ended without its tablet, which hears of it now.
    ended = viewer_or_none() is None and cookie_of(current_app) in request.cookies
    return leave(page) if ended else page


@pages.post("/sign-in")
@limited
def sign_in_now() -> Response | tuple[str, int]:
    login, next_path = request.form.get("login", ""), own_path(request.form.get("next", ""))
    try:
        token = accounts.sign_in(login, request.form.get("password", ""), device(), address())
    except Refusal as refusal:
        return _sign_in_page(login, next_path, sentence(refusal)), refusal.status
    return remember(redirect(next_path or url_for("pages.home"), 303), token)


@pages.post("/sign-out")
def sign_out() -> Response:
    asker = viewer()
    attempts.note_leaving(Source("", device(), address()), asker.person, asker.meeting)
    sessions.end(asker.session)
    return leave(redirect(url_for("pages.sign_in"), 303))


@pages.get("/join")
def join() -> str:
    return render_template("people/join.html", code="", problem=None)


@pages.get("/join/<code>")
def join_code(code: str) -> str:
    return render_template("people/join_code.html", code=code)


@pages.post("/join")
@limited
def join_now() -> Response | tuple[str, int]:
    code = request.form.get("code", "")
    try:
        token, meeting = codes.redeem(code, device(), address())
    except Refusal as refusal:
        return render_template("people/join.html", code=code, problem=sentence(refusal)), refusal.status
    return remember(redirect(url_for("pages.room", meeting=meeting), 303), token)


def _sign_in_page(login: str = "", next_path: str = "", problem: str | None = None) -> str:
    return render_template("people/sign_in.html", login=login, next=own_path(next_path), problem=problem)
