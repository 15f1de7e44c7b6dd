"""The index of the search, to those who look after an installation: carried by backups, made anew, counted."""

from pathlib import Path

import pytest

from icabinet.cli.shelves import searched
from icabinet.desks import indexing
from icabinet.people.sessions import Viewer
from icabinet.search.asking import ask
from tests.desk import Desk
from tests.ops.conftest import Run


def found(desk: Desk, typed: str) -> list[tuple[str, list[int]]]:
    with desk.app.app_context():
        _, findings = ask(Viewer(desk.person("m1"), "", "vi", administers=False, session="", meeting=None), typed)
    return [(one.paper.title, one.pages) for one in findings.found]


@pytest.fixture
def indexed(office: Desk) -> Desk:
    """The office, with all that its papers say."""
    with office.app.app_context():
        for job in indexing.left_over():
            indexing.deal(*job)
    assert found(office, "report")
    return office


def test_a_backup_carries_it(indexed: Desk, run: Run, tmp_path: Path):
    before = found(indexed, "report")
    assert run("backup", tmp_path / "backup.tar").exit_code == 0
    empty = Desk(tmp_path / "new", dict(indexed.known))
    done = run("restore", tmp_path / "backup.tar", on=empty)
    assert done.exit_code == 0, done.output
    assert found(empty, "report") == before
    empty.close()


def test_it_can_be_made_anew(indexed: Desk, run: Run):
    before = found(indexed, "report")
    indexed.services.writer.write(lambda session: session.connection().exec_driver_sql("DELETE FROM page_texts"))
    done = run("papers", "index")
    assert done.exit_code == 0, done.output
    assert "0 papers wait" in done.output
    assert found(indexed, "report") == before


def test_what_waits_is_seen_by_doctor_and_prometheus(office: Desk):
    def metric() -> str:
        lines = office.app.test_client().get("/metrics").text.splitlines()
        return next(line for line in lines if line.startswith("icabinet_papers_unindexed ")).split()[1]

    waiting = int(float(metric()))
    assert waiting > 0
    with office.app.app_context():
        assert [one.state.value for one in searched()] == ["look", "ok"]
        for job in indexing.left_over():
            indexing.deal(*job)
        assert [one.state.value for one in searched()] == ["ok"]
    assert float(metric()) == 0
