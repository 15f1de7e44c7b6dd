"""Backup and restore: what is in a backup, what is not, and that nothing unproven is put back."""

import hashlib
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from icabinet import backups, clock, ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.ink.facts import StrokeDrawn
from icabinet.journal import reading
from icabinet.papers.pages import source_of
from icabinet.papers.storage import converted_name, original_name
from tests.desk import Desk, ref
from tests.ops.archive import DATABASE, Archive
from tests.ops.conftest import Run

SECRET_BALLOT = "2345678abc"


@pytest.fixture
def made(office: Desk, run: Run, tmp_path: Path) -> Path:
    """A backup of the office."""
    target = tmp_path / "backup.tar"
    assert run("backup", target).exit_code == 0
    return target


@pytest.fixture
def empty(office: Desk, tmp_path: Path) -> Iterator[Desk]:
    """An installation without data."""
    desk = Desk(tmp_path / "new", dict(office.known))
    yield desk
    desk.close()


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def everything(desk: Desk) -> dict[str, list[str]]:
    return {table: rows for table, rows in desk.dump().items() if table != "sealed_ballots"}


def heads(desk: Desk) -> dict[str, tuple[int, str]]:
    with desk.services.db.reading() as session:
        verdicts = [reading.verify(session, stream) for stream in reading.streams(session)]
    assert [verdict.fault for verdict in verdicts if verdict.fault] == []
    return {verdict.stream: (verdict.entries, verdict.head) for verdict in verdicts}


def test_what_is_restored_is_what_was_backed_up(office: Desk, made: Path, empty: Desk, run: Run):
    done = run("restore", made, on=empty)
    assert done.exit_code == 0, done.output
    assert everything(empty) == everything(office)
    assert heads(empty) == heads(office)
    empty.meeting = office.meeting
    empty.add_item("item2")
    assert empty.head() == office.head() + 1


def test_entries_and_heads_are_printed_by_both(office: Desk, made: Path, empty: Desk, run: Run, tmp_path: Path):
    again, restored = run("backup", tmp_path / "again.tar"), run("restore", made, on=empty)
    for stream, (entries, head) in heads(office).items():
        assert f"{stream}  {entries} entries  head {head}\n" in again.output
        assert f"{stream}  {entries} entries  head {head}\n" in restored.output


def test_restored_papers_are_readable_as_before(office: Desk, made: Path, empty: Desk, run: Run):
    run("restore", made, on=empty)
    for paper in ("pdf", "docx"):
        sha = office.known[paper]
        assert hashlib.sha256(empty.services.storage.find(original_name(sha)).read_bytes()).hexdigest() == sha
        with empty.app.app_context():
            assert source_of(sha).drawn(1, 400).stat().st_size > 100
    name = converted_name(office.known["docx"])
    converted = [desk.services.storage.find(name).read_bytes() for desk in (office, empty)]
    assert converted[0] == converted[1]


def test_a_removed_paper_is_still_proof(office: Desk, run: Run, tmp_path: Path):
    office.act("sec", "papers.remove", id=ref("paper1"))
    run("backup", tmp_path / "backup.tar")
    sha = office.known["pdf"]
    assert f"originals/{sha[:2]}/{sha}" in Archive(tmp_path / "backup.tar").files


def test_keys_and_envelopes_of_secret_votes_are_left_out(office: Desk, run: Run, tmp_path: Path):
    office.open_poll("secret1", secret=True)
    office.cast("m1", "secret1", "yes", SECRET_BALLOT)
    with sqlite3.connect(office.database) as raw:
        envelopes = [bytes(row[0]) for row in raw.execute("SELECT envelope FROM sealed_ballots")]
    raw.close()
    keys = [path.read_bytes() for path in (office.folder / "poll_keys").iterdir()]
    assert (len(envelopes), len(keys)) == (1, 1)
    target = tmp_path / "backup.tar"
    assert run("backup", target).exit_code == 0
    content = target.read_bytes()
    assert [secret for secret in envelopes + keys if secret in content] == []
    assert office.dump()["sealed_ballots"] != []


def test_the_secret_key_lies_apart(office: Desk, made: Path, empty: Desk, run: Run, tmp_path: Path):
    key = tmp_path / "key"
    assert run("backup", made, "--secret-key", key).exit_code == 0
    assert office.settings.secret_key.encode() not in made.read_bytes()
    assert key.read_text() == office.settings.secret_key
    assert run("restore", made, "--secret-key", key, on=empty).exit_code == 0
    put_back = empty.folder / "secret_key"
    assert put_back.read_text() == office.settings.secret_key
    assert [stat.S_IMODE(path.stat().st_mode) for path in (made, key, put_back)] == [0o600] * 3


def test_a_backup_is_one_moment_of_a_meeting_that_goes_on(office: Desk, run: Run, empty: Desk, tmp_path: Path):
    target, enough, stop = tmp_path / "backup.tar", threading.Semaphore(0), threading.Event()

    def act(who: str) -> None:
        while not stop.is_set():
            office.draw(who, ids.new())
            enough.release()

    threads = [threading.Thread(target=act, args=(who,)) for who in ("chair", "sec", "m1")]
    for thread in threads:
        thread.start()
    wait(enough, 20)
    before = office.head()
    done = run("backup", target)
    after = office.head()
    wait(enough, 20)
    stop.set()
    for thread in threads:
        thread.join()
    assert done.exit_code == 0, done.output
    assert run("restore", target, on=empty).exit_code == 0
    empty.meeting = office.meeting
    entries, head = heads(empty)[office.stream]
    assert before <= entries <= after < office.head()
    with office.services.db.reading() as session:
        [known] = [row.hash.hex() for row in reading.rows(session, office.stream) if row.seq == entries]
    assert head == known
    drawn = [fact for fact in empty.facts() if isinstance(fact, StrokeDrawn)]
    assert len(empty.kinds("m2", "strokes")) == len(drawn) >= 20


def wait(happened: threading.Semaphore, times: int) -> None:
    for _ in range(times):
        assert happened.acquire(timeout=30)


def test_when_it_was_last_done_is_noted(office: Desk, run: Run, tmp_path: Path):
    assert backups.last(office.folder) is None
    before = clock.now_ms()
    run("backup", tmp_path / "backup.tar")
    noted = backups.last(office.folder)
    assert before <= noted.at <= clock.now_ms()
    assert noted.entries == sum(entries for entries, _ in heads(office).values())
    office.services.storage.find(original_name(office.known["pdf"])).unlink()
    assert run("backup", tmp_path / "backup.tar").exit_code == 1
    assert backups.last(office.folder) == noted


def test_a_note_that_cannot_be_read_is_none(office: Desk):
    (office.folder / "last_backup").write_text("{")
    assert backups.last(office.folder) is None


def test_a_backup_that_fails_leaves_the_last_one_as_it_was(office: Desk, made: Path, run: Run):
    before = made.read_bytes()
    with sqlite3.connect(office.database) as raw:
        raw.execute("UPDATE entries SET body = replace(body, 'item1', 'item9') WHERE name = 'agenda.item_added'")
    raw.close()
    failed = run("backup", made)
    assert failed.exit_code == 1
    assert "chain" in failed.output
    assert made.read_bytes() == before
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(".")] == []


def test_a_missing_paper_is_not_passed_over_in_silence(office: Desk, run: Run, empty: Desk, tmp_path: Path):
    target, sha = tmp_path / "backup.tar", office.known["pdf"]
    office.services.storage.find(original_name(sha)).unlink()
    refused = run("backup", target)
    assert refused.exit_code == 1
    assert "1 files" in refused.output
    assert sha in refused.output
    assert not target.exists()
    done = run("backup", target, "--incomplete")
    assert f"missing: originals/{sha[:2]}/{sha}\n" in done.output
    assert run("restore", target, on=empty).exit_code == 0
    assert everything(empty) == everything(office)


def test_a_changed_paper_counts_as_missing(office: Desk, run: Run, tmp_path: Path):
    office.services.storage.find(original_name(office.known["pdf"])).write_bytes(b"other bytes")
    assert "papers_missing" in run("backup", tmp_path / "backup.tar").output
    assert run("backup", tmp_path / "backup.tar", "--incomplete").exit_code == 0


# --- what is not put back ---


def body_changed(archive: Archive) -> None:
    archive.sql("UPDATE entries SET body = replace(body, 'item1', 'item9') WHERE name = 'agenda.item_added'")


def entry_gone(archive: Archive) -> None:
    archive.sql("DELETE FROM entries WHERE seq = 5")


def end_gone(archive: Archive) -> None:
    """Cut off the last entry as well as what knows of it: only the manifest tells."""
    [[stream, last]] = archive.sql("SELECT id, last_seq FROM streams WHERE id LIKE 'meeting:%'")
    archive.sql("DELETE FROM entries WHERE stream = ? AND seq = ?", stream, last)
    before = "SELECT hash FROM entries WHERE stream = ?2 AND seq = ?1"
    archive.sql(f"UPDATE streams SET last_seq = ?1, head = ({before}) WHERE id = ?2", last - 1, stream)


def other_revision(archive: Archive) -> None:
    archive.sql("UPDATE alembic_version SET version_num = '0000'")


def no_database(archive: Archive) -> None:
    archive.files[DATABASE] = b"no database" * 100
    archive.declare(database=hashlib.sha256(archive.files[DATABASE]).hexdigest())


def database_bit(archive: Archive) -> None:
    content = bytearray(archive.files[DATABASE])
    content[5000] ^= 1
    archive.files[DATABASE] = bytes(content)


def original_changed(archive: Archive) -> None:
    archive.files[original(archive)] += b"x"


def original_replaced(archive: Archive) -> None:
    """Other bytes, and a manifest that agrees with them."""
    name, content = original(archive), b"another paper"
    archive.files[name] = content
    archive.declare(files={**archive.manifest["files"], name: hashlib.sha256(content).hexdigest()})


def original_gone(archive: Archive) -> None:
    del archive.files[original(archive)]


def original_denied(archive: Archive) -> None:
    """Gone, and the manifest does not know of it either."""
    name = original(archive)
    del archive.files[name]
    archive.declare(files={member: sha for member, sha in archive.manifest["files"].items() if member != name})


def something_more(archive: Archive) -> None:
    archive.files["originals/../../../etc/passwd"] = b"root::0:0"


def way_out(archive: Archive) -> None:
    name, content = "../outside", b"x"
    archive.files[name] = content
    archive.declare(files={**archive.manifest["files"], name: hashlib.sha256(content).hexdigest()})


def link(archive: Archive) -> None:
    name = original(archive)
    del archive.files[name]
    archive.links[name] = "/etc/passwd"


def twice(archive: Archive) -> None:
    archive.links[DATABASE] = "/etc/passwd"


def other_format(archive: Archive) -> None:
    archive.declare(format=2)


def unknown_field(archive: Archive) -> None:
    archive.declare(more="x")


def no_manifest(archive: Archive) -> None:
    del archive.files["manifest.json"]


def original(archive: Archive) -> str:
    return next(name for name in archive.files if name.startswith("originals/"))


TAMPERING: dict[Callable[[Archive], None], str] = {
    body_changed: "chain",
    entry_gone: "chain",
    end_gone: "chain",
    other_revision: "revision",
    no_database: "changed",
    database_bit: "changed",
    original_changed: "changed",
    original_replaced: "changed",
    original_gone: "missing",
    original_denied: "missing",
    something_more: "unknown_file",
    way_out: "not_a_backup",
    link: "unknown_file",
    twice: "unknown_file",
    other_format: "not_a_backup",
    unknown_field: "not_a_backup",
    no_manifest: "not_a_backup",
}


@pytest.mark.parametrize("tamper", TAMPERING, ids=lambda tamper: tamper.__name__)
def test_what_does_not_prove_itself_is_refused_and_leaves_nothing(made: Path, empty: Desk, run: Run, tamper):
    archive = Archive(made)
    tamper(archive)
    before = sorted(empty.folder.rglob("*"))
    refused = run("restore", archive.write(made), on=empty)
    assert refused.exit_code == 1
    assert f"not whole: {TAMPERING[tamper]} (" in refused.output
    assert sorted(empty.folder.rglob("*")) == before
    assert not (empty.folder.parent / "outside").exists()


@pytest.mark.parametrize("part", [0, 100, 0.3, 0.9])
def test_a_backup_cut_short_is_refused(made: Path, empty: Desk, run: Run, part):
    content = made.read_bytes()
    made.write_bytes(content[: int(part * len(content)) if isinstance(part, float) else part])
    assert run("restore", made, on=empty).exit_code == 1
    assert files(empty.folder) == {}


def test_the_archive_as_it_is_would_be_restored(made: Path, empty: Desk, run: Run):
    assert run("restore", Archive(made).write(made), on=empty).exit_code == 0


@pytest.mark.parametrize("there", ["icabinet.sqlite", "storage/originals/aa/x", "poll_keys/x", "anything"])
def test_only_an_empty_folder_is_restored_into(made: Path, empty: Desk, run: Run, there):
    path = empty.folder / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("precious")
    refused = run("restore", made, on=empty)
    assert refused.exit_code == 1
    assert "data_there" in refused.output
    assert files(empty.folder) == {there: b"precious"}


def test_a_fresh_secret_key_and_empty_folders_are_not_in_the_way(made: Path, empty: Desk, run: Run):
    (empty.folder / "secret_key").write_text("fresh")
    (empty.folder / "storage" / "incoming").mkdir(parents=True)
    assert run("restore", made, on=empty).exit_code == 0
    assert (empty.folder / "secret_key").read_text() == "fresh"


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_postgresql_has_tools_of_its_own(tmp_path: Path, made: Path, command):
    app = create_app(Settings(data_dir=tmp_path / "pg", secret_key="x", database_url="postgresql://nobody@localhost/x"))
    answer = app.test_cli_runner().invoke(args=[command, str(made)])
    assert answer.exit_code == 1
    assert "pg_dump" in answer.output
    assert "needs_pg_dump" in answer.output
