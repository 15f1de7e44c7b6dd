"""What the parts of a running product share, made once by `create_app` and found through the current app."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from flask import current_app

if TYPE_CHECKING:
    from icabinet.config import Settings
    from icabinet.database import Database
    from icabinet.desks.bench import Bench
    from icabinet.journal.snapshots import Snapshots
    from icabinet.journal.writing import Writer
    from icabinet.papers.storage import Storage
    from icabinet.people.sessions import Viewer
    from icabinet.search.catalogue import Catalogue
    from icabinet.together import Together
    from icabinet.worker.pool import Pool

_NAME = "icabinet"


@dataclass(frozen=True)
class Services:
    """`offload(function, *args)` runs what would block the hub in a real thread, and waits for it.

    `viewers` answers whose a session is, by its id. `farewells` are called with the id of every session that is ended;
    `signals` with (meeting, name, body) of every signal that the product itself gives.
    """

    settings: "Settings"
    db: "Database"
    writer: "Writer"
    snapshots: "Snapshots"
    catalogue: "Catalogue"
    viewers: "Together[str, Viewer]"
    storage: "Storage"
    pool: "Pool"
    bench: "Bench"
    offload: Callable[..., Any]
    farewells: list[Callable[[str], None]] = field(default_factory=list)
    signals: list[Callable[[str, str, dict[str, Any]], None]] = field(default_factory=list)


def services() -> Services:
    """Return the current app's services."""
    return cast("Services", current_app.extensions[_NAME])


def install(app: Any, made: Services) -> None:
    app.extensions[_NAME] = made
