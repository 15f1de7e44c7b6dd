"""Backup, restore and doctor where papers lie in an S3 store: they look at what lies there, not at the copies here."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from icabinet.cli.findings import State
from icabinet.cli.shelves import papers
from icabinet.papers.storage import converted_name, original_name
from tests import noise
from tests.desk import Desk
from tests.migrated import migrate
from tests.ops.conftest import file, pdf, word
from tools.store import Store

Run = Callable[..., Result]
_buckets = count(1)


def bucket(store: Store) -> dict[str, str]:
    return store.make_bucket(f"safe{next(_buckets)}")


@pytest.fixture(scope="module")
def settings(store: Store) -> dict[str, str]:
    return bucket(store)


@pytest.fixture(scope="module")
def template(settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("office"), {}, **settings)
    with desk.app.app_context():
        migrate()
        noise._people(desk)
        noise._bodies(desk)
    noise._meeting(desk)
    desk.known["pdf"] = file(desk, "paper1", "report.pdf", pdf())
    desk.known["docx"] = file(desk, "paper2", "report.docx", word())
    desk.close()
    return desk


@pytest.fixture
def office(template: Desk, settings: dict[str, str], store: Store, tmp_path: Path) -> Iterator[Desk]:
    """The office on a bucket of its own, with no copies of anything here."""
    mine, client = bucket(store), store.client()
    for one in client.list_objects_v2(Bucket=settings["s3_bucket"])["Contents"]:
        source = {"Bucket": settings["s3_bucket"], "Key": one["Key"]}
        client.copy_object(Bucket=mine["s3_bucket"], Key=one["Key"], CopySource=source)
    desk = Desk.copy(template, tmp_path / "data", **mine)
    shutil.rmtree(desk.folder / "storage")
    yield desk
    desk.close()


def run(desk: Desk, *words: object) -> Result:
    return desk.app.test_cli_runner().invoke(args=[str(word) for word in words])


def found(desk: Desk) -> list[tuple[State, str]]:
    with desk.app.app_context():
        return [(finding.state, finding.said) for finding in papers(every_file=True) if finding.state is not State.OK]


def spoil(store: Store, desk: Desk, name: str) -> None:
    recorded = {"sha256": name.rpartition("/")[2].removesuffix(".pdf")}
    store.client().put_object(Bucket=desk.settings.s3_bucket, Key=name, Body=b"other bytes", Metadata=recorded)


def test_a_backup_goes_through_one_file_into_another_store(office: Desk, store: Store, tmp_path: Path):
    made = run(office, "backup", tmp_path / "backup.tar")
    assert made.exit_code == 0, made.output
    new = Desk(tmp_path / "new", dict(office.known), **bucket(store))
    restored = run(new, "restore", tmp_path / "backup.tar")
    assert restored.exit_code == 0, restored.output
    shutil.rmtree(new.folder / "storage")
    for name in (original_name(office.known["pdf"]), converted_name(office.known["docx"])):
        path = new.services.storage.find(name)
        assert path is not None
        assert hashlib.sha256(path.read_bytes()).hexdigest() == office.services.storage.hash_of(name)
    assert found(new) == []
    new.close()


def test_what_lies_in_the_new_store_already_is_not_overwritten(office: Desk, store: Store, tmp_path: Path):
    run(office, "backup", tmp_path / "backup.tar")
    new = Desk(tmp_path / "new", dict(office.known), **bucket(store))
    with new.services.storage.scratch() as other:
        other.write_bytes(b"somebody else's")
        new.services.storage.add(converted_name(office.known["docx"]), other)
    shutil.rmtree(new.folder)
    refused = run(new, "restore", tmp_path / "backup.tar")
    assert refused.exit_code == 1
    assert "data_there" in refused.output
    assert not new.database.exists()
    new.close()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_sound_store_has_nothing_to_find_and_a_spoilt_one_is_found(office: Desk, store: Store, kind: str):
    assert found(office) == []
    name = original_name(office.known[kind])
    assert office.services.storage.find(name) is not None
    spoil(store, office, name)
    assert found(office) == [(State.WRONG, f"{name} was changed")]


def test_a_backup_stops_at_a_paper_that_is_missing_or_spoilt(office: Desk, store: Store, tmp_path: Path):
    name = original_name(office.known["pdf"])
    spoil(store, office, name)
    assert "papers_missing" in run(office, "backup", tmp_path / "backup.tar").output
    store.client().delete_object(Bucket=office.settings.s3_bucket, Key=name)
    assert "papers_missing" in run(office, "backup", tmp_path / "backup.tar").output
    assert found(office) == [(State.WRONG, f"{name} is missing")]
    assert not (tmp_path / "backup.tar").exists()
    incomplete = run(office, "backup", tmp_path / "backup.tar", "--incomplete")
    assert (incomplete.exit_code, f"missing: {name}" in incomplete.output) == (0, True)


def test_a_store_that_is_away_is_said_to_be(office: Desk, store: Store, tmp_path: Path):
    away: dict[str, Any] = bucket(store) | {"s3_bucket": "nowhere"}
    elsewhere = Desk(office.folder, dict(office.known), **away)
    [wrong] = [line for line in run(elsewhere, "doctor").output.splitlines() if "store" in line and "wrong" in line]
    assert "unavailable" in wrong
    assert "unavailable" in run(elsewhere, "backup", tmp_path / "backup.tar").output
    elsewhere.close()
