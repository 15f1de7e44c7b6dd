"""The programming interface under /api/v1: everything that the pages can do, described by itself."""

from flask import Flask

from icabinet.web.api import (
    agenda,
    description,
    devices,
    door,
    lists,
    meetings,
    offline,
    papers,
    people,
    programs,
    published,
    rooms,
    searching,
    sessions,
    slips,
)
from icabinet.web.api.operations import api

__all__ = [
    "agenda",
    "description",
    "devices",
    "door",
    "lists",
    "meetings",
    "offline",
    "papers",
    "people",
    "programs",
    "published",
    "rooms",
    "searching",
    "serve_api",
    "sessions",
    "slips",
]


def serve_api(app: Flask) -> None:
    app.register_blueprint(api)
