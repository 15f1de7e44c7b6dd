"""How a "no" and a bug look over HTTP: JSON for programs, a page for people, never a bare 500."""

import errno
import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from icabinet import ids, metrics
from icabinet.errors import Incident, Invalid, NotFound, NotSignedIn, Refusal, TooLarge, TooMany, Unavailable
from icabinet.web.refusals import as_error, sentence

log = logging.getLogger(__name__)
_KINDS: dict[int, type[Refusal]] = {404: NotFound, 405: NotFound, 413: TooLarge, 429: TooMany}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def answer_errors(app: Flask) -> None:
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OSError, _no_space)
    app.register_error_handler(Exception, _broken)


def _refused(refusal: Refusal) -> Any:
    metrics.count_refusal(refusal)
    log.debug("refused", extra={"code": refusal.code})
    if _wants_json():
        return jsonify(error=as_error(refusal)), refusal.status
    if isinstance(refusal, NotSignedIn) and request.method == "GET":
        return redirect(url_for("pages.sign_in", next=request.full_path.rstrip("?")))
    page = render_template(
        "errors/error.html",
        status=refusal.status,
        message=sentence(refusal),
        code=refusal.code,
        incident=refusal.data.get("incident"),
        sign_in=isinstance(refusal, NotSignedIn),
    )
    return page, refusal.status


def _http(error: HTTPException) -> Any:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return error
    return _refused(_KINDS.get(status, Invalid)(where="request", why=error.name))


def _no_space(error: OSError) -> Any:
    """A full disk is no bug: whoever uploads may do so again when somebody has made space."""
    if error.errno not in _FULL:
        return _broken(error)
    log.warning("no space left to store what was sent")
    return _refused(Unavailable(what="storage"))


def _broken(error: Exception) -> Any:
    incident = ids.new()
    log.error("incident %s", incident, exc_info=error)
    return _refused(Incident(incident=incident))


def _wants_json() -> bool:
    return request.path.startswith(("/api/", "/papers/")) or request.accept_mimetypes.best == "application/json"
