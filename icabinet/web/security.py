"""Who is asking, and what every answer carries: cookies, CSRF, Content-Security-Policy, rate limits."""

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFError, CSRFProtect, validate_csrf
from werkzeug.http import parse_cookie
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse
from wtforms import ValidationError

from icabinet.errors import NotAllowed, NotSignedIn, Refusal
from icabinet.extensions import services
from icabinet.people import sessions
from icabinet.people.devices import Device, device_of
from icabinet.people.keys import Key
from icabinet.people.sessions import Viewer
from icabinet.performing import Actor
from icabinet.web.limits import counted_key, refusing
from icabinet.web.limits import limiter as _limiter

R = TypeVar("R", bound=BaseResponse)
F = TypeVar("F", bound=Callable[..., Any])
_YEAR_S = 366 * 24 * 3600
_csrf = CSRFProtect()
# Per address, not per account: nobody can lock a minister out by typing wrong passwords.
_SIGN_IN_RATE = "30 per minute"
# A turnstile in front of a hall; and what a house full of devices may ask behind one address, known or not.
_DEVICE_RATE, _DEVICES_RATE = "120 per minute", "1200 per minute"


class BadCsrf(Refusal):
    """The form or script comes from a page that this session did not get."""

    code, status = "bad_csrf", 400


def secure(app: Flask) -> None:
    """Protect every request of the app."""
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    _csrf.init_app(app)
    _limiter.init_app(app)
    app.before_request(_check_csrf)
    app.after_request(_add_headers)
    app.jinja_env.globals.update(csp_nonce=csp_nonce)


def trust_proxies(app: Flask) -> None:
    """Believe the proxies in front who asks and by which scheme; whoever else could say so must not reach this port."""
    hops = app.extensions["icabinet"].settings.proxies
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]


def viewer_or_none() -> Viewer | None:
    """Return who is asking, None if nobody is signed in."""
    if "viewer" not in g:
        token = token_in(request.environ, cookie_of(current_app))
        try:
            g.viewer = sessions.viewer_of(token) if token else None
        except NotSignedIn:
            g.viewer = None
    return g.viewer  # type: ignore[no-any-return]


def viewer() -> Viewer:
    """Return who is asking, or refuse with `not_signed_in`."""
    found = viewer_or_none()
    if found is None:
        raise NotSignedIn
    return found


def administrator() -> Viewer:
    """Return the asking administrator, or refuse."""
    found = viewer()
    if not found.administers or found.meeting:
        raise NotAllowed(permission="administer")
    return found


def actor() -> Actor:
    asking = viewer()
    return Actor(asking.person, asking.meeting)


def asking_device() -> Device:
    """Return which device is asking, by the token that it was made with, or refuse with `device_unknown`."""
    return device_of(bearer() or "")


def asking_key() -> Key:
    """Return which program is asking, by its key; each request counts once."""
    if "key" not in g:
        g.key = counted_key(bearer() or "")
    return g.key  # type: ignore[no-any-return]


def socket_viewer(auth: object, environ: dict[str, Any]) -> Viewer:
    """Return who opens a socket: by bearer token, or by the page's cookie together with its CSRF token."""
    given = auth if isinstance(auth, dict) else {}
    if isinstance(given.get("token"), str):
        return sessions.viewer_of(given["token"])
    with current_app.request_context(environ):
        try:
            validate_csrf(given.get("csrf"))
        except ValidationError as error:
            raise BadCsrf from error
        return viewer()


def bearer() -> str | None:
    """Return the token of `Authorization: Bearer …`, if there is one."""
    return _bearer_in(request.environ)


def token_in(environ: dict[str, Any], cookie: str) -> str | None:
    """Return the token that a request brings, by header or by the cookie of this name."""
    return _bearer_in(environ) or parse_cookie(environ).get(cookie)


def cookie_of(app: Flask) -> str:
    """Return the name of the cookie that holds a session's token."""
    return "__Host-icabinet" if app.config["SESSION_COOKIE_SECURE"] else "icabinet"


def device() -> str:
    return request.user_agent.string[:200]


def address() -> str:
    """Return from where the request comes, as far as the proxies in front are to be believed."""
    return str(get_remote_address())


def remember(response: R, token: str) -> R:
    """Give the browser its session."""
    hours = services().settings.session_hours
    _set(response, cookie_of(current_app), token, max_age=hours * 3600)
    return response


def forget(response: R) -> R:
    response.delete_cookie(cookie_of(current_app), secure=_is_secure(), httponly=True, samesite="Lax")
    return response


def leave(response: R) -> R:
    """Let the browser forget its session, and the pictures of pages that it keeps.

    What it keeps for a time without network is taken away by the page itself (static/offline/signed_out.js).
    """
    response.headers["Clear-Site-Data"] = '"cache"'
    return forget(response)


def remember_locale(response: R, locale: str) -> R:
    _set(response, "locale", locale if locale in ("vi", "en") else "vi", max_age=_YEAR_S)
    return response


def limited(view: F) -> F:
    """Slow down guessing: so many tries a minute from one address."""
    return refusing(_limiter.limit(_SIGN_IN_RATE, methods=["POST"])(view))  # type: ignore[no-any-return]


def device_limited(view: F) -> F:
    """Slow down a device that runs wild, by its token, and whoever tries tokens, by address."""
    by_address = _limiter.limit(_DEVICES_RATE, methods=["POST"])(view)
    return refusing(_limiter.limit(_DEVICE_RATE, key_func=lambda: bearer() or "", methods=["POST"])(by_address))  # type: ignore[no-any-return]


def csp_nonce() -> str:
    """Return this answer's nonce for scripts."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return g.nonce  # type: ignore[no-any-return]


def _check_csrf() -> None:
    if request.method in ("GET", "HEAD", "OPTIONS") or bearer():
        return
    # Signing in by the API has no session that could be abused yet, and gives none to the browser.
    if request.endpoint == "api.sign_in":
        return
    try:
        _csrf.protect()
    except CSRFError as error:
        raise BadCsrf from error


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _policy())
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    response.headers.setdefault("Cache-Control", "no-store")
    if _is_secure():
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR_S}"
    return response


def _policy() -> str:
    host = request.host
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{csp_nonce()}' 'strict-dynamic'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "font-src 'self'",
            f"connect-src 'self' ws://{host} wss://{host}",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _bearer_in(environ: dict[str, Any]) -> str | None:
    kind, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token if kind.lower() == "bearer" else None


def _is_secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _set(response: BaseResponse, name: str, value: str, *, max_age: int) -> None:
    response.set_cookie(name, value, max_age=max_age, secure=_is_secure(), httponly=True, samesite="Lax", path="/")
