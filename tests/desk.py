"""The language of the tests: a desk at which people act in a meeting.

Beside it there is always a second meeting (noise.py) with the same people in other parts and the same kinds of
things under the same ids: whatever forgets which meeting it was asked about will show it.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from icabinet import ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.database import Base
from icabinet.errors import Refusal
from icabinet.extensions import Services
from icabinet.journal import reading
from icabinet.journal.batches import Told
from icabinet.journal.records import heads_of, seen_by, snapshot
from icabinet.live.rooms import streams_of, tags_of
from icabinet.meetings.queries import part_of
from icabinet.people import sessions
from icabinet.people.policy import Role
from icabinet.performing import SYSTEM, Actor, Answer, perform, perform_inside
from tests.sealing import seal

ROLES = {
    "chair": Role.CHAIR,
    "sec": Role.SECRETARY,
    "m1": Role.MEMBER,
    "m2": Role.MEMBER,
    "m3": Role.MEMBER,
    "guest": Role.GUEST,
    "screen": Role.DISPLAY,
    "aud": Role.AUDITOR,
}
ENTITLED = ("chair", "m1", "m2", "m3")
OUTSIDER = "out"
ADMINISTRATOR = "admin"
EVERYBODY = (*ROLES, OUTSIDER, ADMINISTRATOR)
PASSWORD = "correct horse battery"


def ref(name: str) -> str:
    """Make a well-formed id that one can read: "item100000000000" out of "item1"."""
    return name.ljust(16, "0")


MAIN, NOISE = ref("main"), ref("noise")
BODY, NOISE_BODY = "body", "noise_body"
# A room with seats "1" to "7", the first of them the chair's.
ROOM = "room"


class Desk:
    """An app on a database of its own. `people` and bodies are found by their short names."""

    def __init__(self, folder: Path, known: dict[str, str], *, workers: int = 1, **settings: str) -> None:
        self.folder, self.known = folder, known
        # Without LibreOffice, so that tests do the same on every machine.
        chosen = {"office": "off", **settings}
        self.settings = Settings(data_dir=folder, secret_key="for tests only", workers=workers, **chosen)
        self.app = create_app(self.settings)
        self.told: list[Told] = []
        self.services.writer.listen(self.told.extend)
        self.meeting = MAIN

    @classmethod
    def copy(cls, template: "Desk", folder: Path, **settings: str) -> "Desk":
        """Open a desk on a copy of another one's data, which must be closed."""
        shutil.copytree(template.folder, folder, dirs_exist_ok=True)
        return cls(folder, dict(template.known), **settings)

    @property
    def services(self) -> Services:
        return self.app.extensions["icabinet"]

    @property
    def stream(self) -> str:
        return f"meeting:{self.meeting}"

    @property
    def database(self) -> Path:
        return self.folder / "icabinet.sqlite"

    def close(self) -> None:
        self.services.writer.close()
        self.services.pool.close()
        self.services.db.engine.dispose()

    # --- people acting ---

    def person(self, who: str) -> str:
        return SYSTEM if who == SYSTEM else self.known[who]

    def notebook_of(self, who: str) -> str:
        return f"notebook:{self.meeting}:{self.person(who)}"

    def act(
        self, who: str, name: str, /, *, stream: str = "", cause: str = "", private: bool = False, **args: Any
    ) -> Answer:
        """Have somebody do something; on their notebook if `private`."""
        stream = stream or (self.notebook_of(who) if private else self.stream)
        with self.app.app_context():
            return perform(Actor(self.person(who)), stream, cause or ids.new(), name, args)

    def inside(self, who: str, name: str, /, **args: Any) -> Answer:
        """Have the product do for somebody what no tablet can ask for."""
        with self.app.app_context():
            return perform_inside(Actor(self.person(who)), self.stream, ids.new(), name, args)

    def refused(self, who: str, name: str, code: str, /, **args: Any) -> dict[str, Any]:
        """Check that this is refused with `code` and leaves no trace; return the refusal's data."""
        told = len(self.told)
        with self.untouched(), pytest.raises(Refusal) as caught:
            self.act(who, name, **args)
        assert caught.value.code == code, caught.value
        assert len(self.told) == told
        return caught.value.data

    # --- what tests often need ---

    def start(self) -> "Desk":
        self.act("sec", "meetings.start")
        return self

    def add_item(self, name: str, parent: str | None = None, **args: Any) -> str:
        self.act("sec", "agenda.add_item", id=ref(name), title=name, parent=parent and ref(parent), **args)
        return ref(name)

    def file_paper(
        self, name: str, pages: int = 3, item: str | None = None, restriction: dict[str, Any] | None = None
    ) -> str:
        """File a paper; with pages, it has been converted already."""
        paper, sha = ref(name), (name.encode().hex() * 64)[:64]
        filed = {"title": name, "filename": f"{name}.pdf", "sha": sha, "size": 1, "restriction": restriction}
        self.inside("sec", "papers.file", id=paper, item=item, **filed)
        if pages:
            self.make_readable(paper, pages)
        return paper

    def replace_paper(self, name: str, old: str, pages: int = 3) -> str:
        """File a new version of a paper; with pages, it has been converted already."""
        paper, sha = ref(name), (name.encode().hex() * 64)[:64]
        self.inside("sec", "papers.replace", id=paper, replaces=ref(old), filename=f"{name}.pdf", sha=sha, size=1)
        if pages:
            self.make_readable(paper, pages)
        return paper

    def make_readable(self, paper: str, pages: int) -> None:
        """Convert a paper that was filed, without its file."""
        self.act(SYSTEM, "papers.start_conversion", id=paper)
        sizes = [[595.0, 842.0]] * pages
        self.act(SYSTEM, "papers.finish_conversion", id=paper, kind="pdf", renderer="test/1", sizes=sizes)

    def draw(self, who: str, name: str, *, private: bool = False, paper: str = "paper1", page: int = 1) -> str:
        self.act(
            who, "ink.draw", private=private, id=ref(name), paper=ref(paper), page=page,
            tool="pen", colour="#112233", width=20, points=[1, 2, 500, 3, 4, 500],
        )  # fmt: skip
        return ref(name)

    def open_poll(self, name: str, *, secret: bool = False, preset: str = "people_committee") -> str:
        self.act("sec", "polls.prepare", id=ref(name), question=f"{name}?", secret=secret, preset=preset)
        self.act("chair", "polls.open", id=ref(name))
        return ref(name)

    def cast(self, who: str, name: str, choice: str, tracker: str = "2345678abc") -> Answer:
        poll = self.records("sec")[f"polls/{ref(name)}"]
        if poll["secret"]:
            return self.act(who, "polls.cast", poll=poll["id"], sealed=seal(poll, choice, tracker))
        return self.act(who, "polls.cast", poll=poll["id"], choice=choice)

    def result_of(self, name: str) -> dict[str, Any]:
        return self.records("guest")[f"polls/{ref(name)}"]["result"]

    # --- what there is to see ---

    def head(self, stream: str = "") -> int:
        with self.services.db.reading() as session:
            return heads_of(session, [stream or self.stream])[stream or self.stream]

    def role_of(self, who: str) -> str:
        with self.services.db.reading() as session:
            part = part_of(session, self.meeting, self.person(who))
        return part.role if part else ""

    def tags_of(self, who: str) -> tuple[str, ...]:
        return tags_of(self.person(who), self.role_of(who))

    def streams_of(self, who: str) -> list[str]:
        return streams_of(self.meeting, self.person(who), self.role_of(who))

    def records(self, who: str, stream: str = "") -> dict[str, Any]:
        """Return what this person sees of the meeting, or of another stream."""
        with self.services.db.reading() as session:
            return seen_by(self.tags_of(who), snapshot(session, stream or self.stream))

    def kinds(self, who: str, kind: str) -> dict[str, Any]:
        """Return what this person sees of one kind, by id."""
        with self.services.db.reading() as session:
            found = seen_by(self.tags_of(who), snapshot(session, self.stream, [kind]))
        return {key.partition("/")[2]: body for key, body in found.items()}

    def facts(self, since: int = 0) -> list[Any]:
        """Return the meeting's facts after number `since`."""
        with self.services.db.reading() as session:
            return [entry.fact for entry in reading.entries(session, self.stream) if entry.seq > since]

    @contextmanager
    def happening(self) -> Iterator[list[Any]]:
        """Collect the facts that the block brings about."""
        since, found = self.head(), []
        yield found
        found.extend(self.facts(since))

    def projected(self, stream: str = "") -> dict[str, list[Any]]:
        """Return the rows of every projected table, of one stream."""
        found = {}
        with self.services.db.reading() as session:
            for table in (shape.__table__ for shape in reading.projected_tables()):
                query = select(table).where(table.c.stream == (stream or self.stream))
                found[table.name] = sorted(map(repr, session.execute(query)))
        return found

    def dump(self) -> dict[str, list[str]]:
        """Return every row of every table."""
        with self.services.db.reading() as session:
            tables = Base.metadata.sorted_tables
            return {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}

    @contextmanager
    def watching(self) -> Iterator[Callable[[], object]]:
        """Give what says a version of all that is stored: another one after every commit that changed anything."""
        with closing(sqlite3.connect(self.database)) as watch:
            yield lambda: watch.execute("PRAGMA data_version").fetchone()

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Check that the block stores nothing: that no row of any table is another one afterwards."""
        if not self.services.db.is_sqlite:
            before = self.dump()
            yield
            assert self.dump() == before
            return
        with self.watching() as version, closing(self.save()) as kept:
            before = version()
            yield
            # What was written and taken back within a transaction is counted as well: then look at the rows.
            if version() != before:
                with closing(sqlite3.connect(self.database)) as now:
                    assert _rows(now) == _rows(kept)

    # --- moments to come back to ---

    def save(self) -> sqlite3.Connection:
        """Keep the database as it is now."""
        kept = sqlite3.connect(":memory:", check_same_thread=False)
        with sqlite3.connect(self.database) as now:
            now.backup(kept)
        now.close()
        return kept

    def restore(self, kept: sqlite3.Connection) -> None:
        with sqlite3.connect(self.database) as now:
            kept.backup(now)
        now.close()
        # What is kept by number is kept of another story now.
        self.services.snapshots.forget()
        self.told.clear()

    # --- tablets ---

    def token(self, who: str, *, only: str | None = None) -> str:
        """Sign a tablet in; `only` limits it to one meeting, as a join code does."""
        with self.app.app_context():
            begin = sessions.begin
            return self.services.writer.write(lambda s: begin(s, self.person(who), "test", meeting=only))


def _rows(database: sqlite3.Connection) -> dict[str, list[str]]:
    """Return every row of every table of ours."""
    return {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in Base.metadata.tables}
