"""The short way for what never changes: an answer is made once, and whoever may have it gets it from memory.

Whether somebody may is looked up by the long way, through Flask and the database. What was found holds for a second:
a tablet that leafs through a paper asks for many pages of it. It holds no longer once anything happens in the meeting
that could touch it, or the session is ended; what other processes do is seen when the second is over. A page that was
never answered takes the long way, but need not look up again who may have it.
"""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, request

from icabinet import ids
from icabinet.journal.batches import Told
from icabinet.people.sessions import id_of
from icabinet.web.lasting import PARTIAL
from icabinet.web.security import cookie_of, token_in

_PASS_S = 1.0
_MOST_PASSES = 10_000
_MOST_BYTES = 64 * 1024 * 1024
_LARGEST = 1024 * 1024
_OVERHEAD = 4096  # bytes of an answer that are not its body
# Of these no fact changes who may read what; of any other it may.
_HARMLESS = ("ink.", "comments.", "polls.", "floor.", "presenting.", "attendance.", "positions.")
_OF_ONE_ANSWER = {"X-Request-Id", "Date"}
_GRANT, _HELD = "icabinet.grant", "icabinet.held"
_NAME = "shortcut"
_log = logging.getLogger("icabinet.web.following")

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Pass = tuple[str, str]  # a session and the SHA-256 of a paper


@dataclass(frozen=True)
class Grant:
    """This session may have everything of a paper, because of its part in the meeting of this stream.

    `seen` is told the environment of each question that is answered without asking anybody. `found` is what was looked
    up for it.
    """

    session: str
    sha: str
    stream: str
    seen: Callable[[dict[str, Any]], None]
    found: object


@dataclass(frozen=True)
class Kept:
    """A whole answer of status 200."""

    sha: str
    headers: list[tuple[str, str]]
    body: bytes


class Shortcut:
    """A WSGI app before another, which says by `grant` what may be kept and for whom."""

    def __init__(self, behind: Wsgi, cookie: str) -> None:
        self._behind = behind
        self._cookie = cookie
        self._answers: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._passes: OrderedDict[Pass, tuple[float, Grant]] = OrderedDict()
        # Counts what was taken back: what was looked up before must not be noted after it.
        self._taken_back = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not environ["PATH_INFO"].startswith("/papers/"):
            return self._behind(environ, start_response)
        address = _address(environ)
        kept = self._answers.get(address)
        grant = self._grant(environ, kept.sha) if kept and self._is_short(environ) else None
        if kept and grant:
            grant.seen(environ)
            start_response("200 OK", [*kept.headers, ("X-Request-Id", ids.new())])
            return [kept.body]
        return self._long_way(environ, start_response, address)

    def find(self, environ: dict[str, Any]) -> Kept | None:
        """Return the answer to this question, whoever asked before; may this one ask? The caller knows."""
        return self._answers.get(_address(environ))

    def hear(self, told: list[Told]) -> None:
        """Listen to the journal."""
        if any(not one.entry.kind.name.startswith(_HARMLESS) for one in told):
            stream = told[0].entry.stream
            self._take_back(lambda _session, of: of == stream)

    def end_session(self, session: str) -> None:
        self._take_back(lambda whose, _stream: whose == session)

    def forget(self, sha: str) -> None:
        """Nobody has this any more."""
        self._taken_back += 1
        for mine in [mine for mine in self._passes if mine[1] == sha]:
            self._passes.pop(mine, None)
        for address in [address for address, kept in self._answers.items() if kept.sha == sha]:
            self._bytes -= len(self._answers.pop(address).body) + _OVERHEAD

    def _take_back(self, is_meant: Callable[[str, str], bool]) -> None:
        self._taken_back += 1
        for mine, (_, grant) in list(self._passes.items()):
            if is_meant(grant.session, grant.stream):
                self._passes.pop(mine, None)

    def _is_short(self, environ: dict[str, Any]) -> bool:
        # Every request has its line in a log that wants to know everything; the long way writes it.
        return not any(name in environ for name in PARTIAL) and not _log.isEnabledFor(logging.DEBUG)

    def _grant(self, environ: dict[str, Any], sha: str) -> Grant | None:
        token = token_in(environ, self._cookie) or ""
        until, grant = self._passes.get((id_of(token), sha), (0.0, None))
        return grant if time.monotonic() < until else None

    def _long_way(self, environ: dict[str, Any], start_response: Callable[..., Any], address: str) -> Iterable[bytes]:
        before, said = self._taken_back, []
        held = self._grant(environ, environ["PATH_INFO"].split("/")[2])
        if held is not None:
            environ[_HELD] = held

        def note(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said.append((status, headers))
            return start_response(status, headers, *more)

        body = self._behind(environ, note)
        grant: Grant | None = environ.get(_GRANT)
        if grant is None or not said:
            return body
        # What was held before was not looked up anew, and holds no longer for having been used.
        if before == self._taken_back and grant is not held:
            self._passes[grant.session, grant.sha] = time.monotonic() + _PASS_S, grant
            if len(self._passes) > _MOST_PASSES:
                self._passes.popitem(last=False)
        status, headers = said[-1]
        if not status.startswith("200 ") or _length(headers) > _LARGEST:
            return body
        whole = _whole(body)
        lasting = [(name, value) for name, value in headers if name not in _OF_ONE_ANSWER]
        if address not in self._answers:
            self._keep(address, Kept(grant.sha, lasting, whole))
        return [whole]

    def _keep(self, address: str, answer: Kept) -> None:
        self._answers[address] = answer
        self._bytes += len(answer.body) + _OVERHEAD
        while self._bytes > _MOST_BYTES:
            self._bytes -= len(self._answers.popitem(last=False)[1].body) + _OVERHEAD


def shorten(app: Flask) -> None:
    """Lay the short way before this app."""
    way = Shortcut(app.wsgi_app, cookie_of(app))
    app.wsgi_app = way  # type: ignore[method-assign]
    app.extensions[_NAME] = way
    made = app.extensions["icabinet"]
    made.writer.listen(way.hear)
    made.farewells.append(way.end_session)


def known() -> Response | None:
    """Return the answer to the request under way, if it was given before, to somebody."""
    way: Shortcut = current_app.extensions[_NAME]
    kept = way.find(request.environ)
    if kept is None:
        return None
    response = Response(kept.body, headers=kept.headers)
    if kept.body:  # else the proxy sends it, and answers conditions
        response.make_conditional(request, accept_ranges=True, complete_length=len(kept.body))
    return response


def forget(sha: str) -> None:
    """What was answered of these bytes is not kept any longer, in this process."""
    way: Shortcut = current_app.extensions[_NAME]
    way.forget(sha)


def granted() -> object | None:
    """Return what was found when this session last asked for something of this paper, if that was just now."""
    held: Grant | None = request.environ.get(_HELD)
    return held.found if held else None


def grant(made: Grant) -> None:
    """The request under way was allowed, and its answer is the same for all who may have it."""
    request.environ[_GRANT] = request.environ.get(_HELD) or made


def _address(environ: dict[str, Any]) -> str:
    return f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"


def _length(headers: list[tuple[str, str]]) -> int:
    return int(next((value for name, value in headers if name.lower() == "content-length"), _LARGEST + 1))


def _whole(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
