"""Pages that need no live channel: each module gathers data and renders; the features decide."""

from flask import Flask

from icabinet.web.pages import (  # noqa: F401 - each adds its pages to the blueprint
    account,
    acting,
    agenda,
    archives,
    attendance,
    attending,
    bodies,
    codes,
    devices,
    expecting,
    finding,
    folders,
    guide,
    home,
    importing,
    invitations,
    lists,
    meetings,
    minutes,
    papers,
    people,
    positions,
    preparing,
    programming,
    programs,
    publication,
    readers,
    rooms,
    searching,
    sign_ins,
    signing,
    slips,
    speaking,
    starting,
    statistics,
    tasks,
    trusting,
    views,
    votes,
)
from icabinet.web.pages.blueprint import pages


def serve_pages(app: Flask) -> None:
    app.register_blueprint(pages)
