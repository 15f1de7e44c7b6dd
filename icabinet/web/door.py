"""The HTTP door, put together."""

from flask import Flask

from icabinet.web.annotated import annotated
from icabinet.web.api import serve_api
from icabinet.web.assets import serve_assets
from icabinet.web.errors import answer_errors
from icabinet.web.following import follow
from icabinet.web.health import health
from icabinet.web.offline import offline
from icabinet.web.pages import serve_pages
from icabinet.web.pictures import pictures
from icabinet.web.public import public
from icabinet.web.readers import put_on_record
from icabinet.web.security import secure
from icabinet.web.shortcut import shorten


def web(app: Flask) -> None:
    """Open the door on this app."""
    follow(app)
    secure(app)
    put_on_record(app)
    answer_errors(app)
    serve_assets(app)
    serve_pages(app)
    serve_api(app)
    app.register_blueprint(pictures)
    app.register_blueprint(annotated)
    app.register_blueprint(health)
    app.register_blueprint(offline)
    app.register_blueprint(public)
    shorten(app)
