"""The product, put together: this reads as a table of contents."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask

from icabinet import cli, config, features
from icabinet.database import Database, check_revision
from icabinet.desks.bench import OwnBench
from icabinet.desks.errands import FarBench
from icabinet.desks.opening import check_hands, open_desks
from icabinet.extensions import Services, install
from icabinet.journal.snapshots import Snapshots
from icabinet.journal.writing import Writer
from icabinet.languages import languages
from icabinet.live.fast.lane import Hub
from icabinet.live.opening import live
from icabinet.papers.places import storage_of
from icabinet.people.sessions import viewers
from icabinet.polls.keeping import Keeper
from icabinet.search.catalogue import Catalogue
from icabinet.together import Together
from icabinet.web.door import web
from icabinet.web.security import trust_proxies
from icabinet.worker.pool import Pool


def _here(function: Callable[..., Any], *arguments: Any) -> Any:
    return function(*arguments)


def create_app(
    settings: config.Settings | None = None,
    *,
    offload: Callable[..., Any] = _here,
    hub: Hub | None = None,
    serving: bool = False,
) -> Flask:
    """Put the product together.

    `offload(function, *args)` runs blocking work outside the hub; `hub` is that hub, where there is one. `serving`
    starts the writer and the background desks, which only the process that serves people should do.
    """
    settings = settings or config.from_environment()
    features.furnish()
    app = Flask(__name__, template_folder="../templates", static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.max_upload + 1024 * 1024,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
    )
    database = Database(settings.database, offload)
    writer = Writer(database)
    install(
        app,
        Services(
            settings=settings,
            db=database,
            writer=writer,
            snapshots=Snapshots(),
            catalogue=Catalogue(),
            viewers=Together(partial(viewers, database, writer.write)),
            offload=offload,
            storage=storage_of(settings, offload),
            pool=Pool(settings.workers, office=settings.office),
            bench=OwnBench() if settings.workers else FarBench(),
        ),
    )
    keeper = Keeper(settings, database)
    writer.listen(keeper.hear)
    languages(app)
    web(app)
    live(app, settings, hub)
    trust_proxies(app)
    cli.register(app)
    if serving:
        check_revision(database.engine)
        check_hands(settings, database)
        keeper.sweep()
        writer.start()
        app.extensions["desks"] = open_desks(app)
    return app
