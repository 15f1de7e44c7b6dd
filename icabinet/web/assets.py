"""Scripts and styles under addresses that change with their content, so that browsers may keep them for ever."""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, send_from_directory
from markupsafe import Markup
from werkzeug.security import safe_join

from icabinet.errors import NotFound
from icabinet.web.lasting import Lasting
from icabinet.web.security import csp_nonce

FOLDER = Path(__file__).parent.parent.parent / "static"
_VENDOR_MAP = FOLDER / "vendor" / "importmap.json"
_VERSION_LENGTH = 12
# At the beginning of a line: what is imported later, when it is needed, stands within one.
_IMPORTED = re.compile(r'^(?:import|export)\b[^;"]*?"([^"]+)"', re.MULTILINE)
_FOR_EVER = "public, max-age=31536000, immutable"
# A script or a style is governed by the page's policy. This is for whoever opens one by itself.
_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"

assets = Blueprint("assets", __name__)


def serve_assets(app: Flask) -> None:
    app.register_blueprint(assets)
    app.wsgi_app = Lasting(app.wsgi_app, _is_lasting)  # type: ignore[method-assign]
    app.jinja_env.globals.update(
        asset=asset, stylesheet=stylesheet, importmap=importmap, announced=announced, icon=icon
    )


@assets.get("/static/<version>/<path:name>")
def static_file(version: str, name: str) -> Response:
    """Serve a file. Fonts come under the version of the stylesheet that names them."""
    response = send_from_directory(FOLDER, name)
    response.headers["Cache-Control"] = _FOR_EVER if len(version) == _VERSION_LENGTH else "no-cache"
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def asset(name: str) -> str:
    """Return the address of a file in static/."""
    return f"/static/{_version(name)}/{name}"


def stylesheet(name: str) -> Markup:
    return Markup('<link rel="stylesheet" href="{}">').format(asset(name))


def icon(name: str) -> Markup:
    """Return an icon of the sprite; it is decoration, the words beside it say the same."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        asset("vendor/icons.svg"),
        name,
    )


def importmap() -> Markup:
    """Return the page's import map: every module, ours and others', by its bare name."""
    text = _map.__wrapped__() if current_app.debug else _map()
    return Markup('<script type="importmap" nonce="{}">{}</script>').format(csp_nonce(), Markup(text))  # noqa: S704


def announced(module: str) -> Markup:
    """Return links that announce a module and all that it imports, so that browsers need not find out one by one."""
    link = Markup('<link rel="modulepreload" nonce="{}" href="{}">')
    paths = _imported.__wrapped__(module) if current_app.debug else _imported(module)
    return Markup("").join(link.format(csp_nonce(), asset(path)) for path in paths)


def _is_lasting(path: str) -> bool:
    """Whether this is the address of a file with the content that it has, of which there are only so many."""
    _, _, version_and_name = path.partition("/static/")
    version, _, name = version_and_name.partition("/")
    try:
        return bool(name) and version == _hash(name)
    except NotFound:
        return False


@cache
def _map() -> str:
    imports = {name: asset(path) for name, path in _modules()}
    return json.dumps({"imports": imports}).replace("<", "\\u003c")


@cache
def _imported(module: str) -> list[str]:
    """The paths of a module, of what it imports, and of what that imports."""
    paths, found = dict(_modules()), [module]
    for name in found:
        found += [other for other in dict.fromkeys(_imports(paths[name])) if other in paths and other not in found]
    return [paths[name] for name in found]


def _imports(path: str) -> list[str]:
    return _IMPORTED.findall((FOLDER / path).read_text("utf-8"))


def _modules() -> Iterator[tuple[str, str]]:
    yield "i18n", "kernel/i18n.js"
    for path in sorted(FOLDER.rglob("*.js")):
        name = path.relative_to(FOLDER).as_posix()
        if not name.startswith("vendor/"):
            yield name, name
    for name, address in _vendored().items():
        yield name, address.removeprefix("/static/")


@cache
def _vendored() -> dict[str, str]:
    imports: Any = json.loads(_VENDOR_MAP.read_bytes())["imports"]
    return dict(imports)


def _version(name: str) -> str:
    return _hash(name) if not current_app.debug else _hash.__wrapped__(name)


@cache
def _hash(name: str) -> str:
    path = safe_join(str(FOLDER), name)
    try:
        return hashlib.sha256(Path(path or "").read_bytes()).hexdigest()[:_VERSION_LENGTH]
    except OSError as error:
        raise NotFound(kind="asset", id=name) from error
