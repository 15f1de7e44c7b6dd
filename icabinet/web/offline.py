"""What a tablet needs to go on without a network: the worker that answers instead of the server, and an empty room.

Nothing here says anything about anybody: whoever the tablet belongs to is read from its own, sealed shelf.
"""

import hashlib
import json
import re
from functools import cache

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from icabinet.languages import current_locale
from icabinet.web.assets import FOLDER, asset
from icabinet.web.boot import catalog
from icabinet.web.pages.meetings import live_sheets

WORKER = "offline/worker.js"
_FONTS = "vendor/fonts"
_VERSION_LENGTH = 12
_NAMED = re.compile(r'<link [^>]*href="(/static/[^"]+)"')

offline = Blueprint("offline", __name__)


@offline.get("/sw.js")
def worker() -> BaseResponse:
    """Send the service worker. It changes whenever a file changes that it keeps, which is how browsers notice."""
    files = kept_files()
    version = hashlib.sha256(json.dumps([files, asset(WORKER)]).encode()).hexdigest()[:_VERSION_LENGTH]
    head = f"const VERSION = {json.dumps(version)};\nconst FILES = {json.dumps(files)};\n"
    answer = Response(head + (FOLDER / WORKER).read_text("utf-8"), mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(version)
    return answer.make_conditional(request)


@offline.get("/offline")
def empty_room() -> str:
    """Send the room without a meeting, which the tablet fills from its own shelf."""
    locale = current_locale()
    boot = {
        "locale": locale,
        "catalog": catalog(locale),
        "socket_path": "/socket.io",
        "icons": asset("vendor/icons.svg"),
    }
    return render_template("offline/room.html", boot=boot, sheets=live_sheets(), blank=True)


def kept_files() -> list[str]:
    """Return the addresses of what the room needs: what its page names, its icons and its letters."""
    return list(_addresses.__wrapped__() if current_app.debug else _addresses())


@cache
def _addresses() -> tuple[str, ...]:
    beside = asset("vendor/fonts.css").rpartition("/")[0]
    fonts = [f"{beside}/fonts/{path.name}" for path in sorted((FOLDER / _FONTS).glob("*.woff2"))]
    return tuple(dict.fromkeys([*_NAMED.findall(empty_room()), asset("vendor/icons.svg"), *fonts]))
