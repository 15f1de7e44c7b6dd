"""`flask doctor` finds each fault that is planted, and finds nothing where nothing is."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from icabinet import backups, clock
from icabinet.backups import Backup
from icabinet.cli import examining, hands, shelves
from icabinet.cli.examining import examine
from icabinet.cli.findings import Finding, State
from icabinet.desks import indexing
from icabinet.papers.storage import converted_name, original_name
from icabinet.worker.refusals import WorkerTimedOut
from tests.desk import Desk, ref
from tests.live.server import free_port
from tests.ops.conftest import Run

LOOK, WRONG = State.LOOK, State.WRONG
FONTS = {"serif": "LiberationSerif.ttf", "sans": "Arimo.ttf", "mono": "Cousine.ttf"}
ANSWER = {
    "fonts": FONTS,
    "office": "7.4",
    "walls": {"network": True, "files": True},
    "limits": {"memory": 2**30, "file": 2**29, "files": 256},
}
Patch = pytest.MonkeyPatch


@pytest.fixture
def healthy(office: Desk, monkeypatch) -> Desk:
    """The office, indexed, on a machine that has all it needs: TLS, fonts, translations, a clock that is set, space."""
    with office.app.app_context():
        for job in indexing.left_over():
            indexing.deal(*job)
    monkeypatch.setitem(office.services.settings.__dict__, "public_url", "https://hop.example.vn")
    monkeypatch.setattr(office.services.pool, "run", lambda *_, **__: ANSWER)
    monkeypatch.setattr(examining, "_is_synchronized", lambda: True)
    monkeypatch.setattr(examining, "FOLDER", office.folder / "static")
    (office.folder / "static" / "vendor").mkdir(parents=True)
    (office.folder / "static" / "vendor" / "importmap.json").touch()
    monkeypatch.setattr(examining.shutil, "disk_usage", lambda _: SimpleNamespace(free=2**40))
    monkeypatch.setattr(examining.passwords, "hashed", lambda _: None)
    monkeypatch.setattr(examining, "_TOO_QUICK_MS", 0)
    translated(office, monkeypatch)
    backups.note(office.folder, Backup(clock.now_ms(), 1))
    return office


def translated(desk: Desk, patch: Patch, *, made: str | None = "Xin chào") -> None:
    """Let the product have one language with one sentence, compiled as `made`."""
    folder = desk.folder / "code" / "translations" / "vi" / "LC_MESSAGES"
    shutil.rmtree(desk.folder / "code", ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text('msgid "Hello"\nmsgstr "Xin chào"\n')
    if made is not None:
        catalog = Catalog()
        catalog.add("Hello", made)
        with (folder / "messages.mo").open("wb") as file:
            write_mo(file, catalog)
    patch.setattr(desk.app, "root_path", str(desk.folder / "code"))


def sql(desk: Desk, statement: str, *values: object) -> None:
    with sqlite3.connect(desk.database) as raw:
        raw.execute(statement, values)
    raw.close()


def found(desk: Desk, *, every_file: bool = False) -> list[Finding]:
    with desk.app.app_context():
        return [finding for finding in examine(every_file=every_file) if finding.state is not State.OK]


# --- faults ---


def open_key(desk: Desk, _: Patch) -> None:
    path = desk.folder / "secret_key"
    path.write_text("x")
    path.chmod(0o640)


def debugging(desk: Desk, patch: Patch) -> None:
    patch.setitem(desk.services.settings.__dict__, "debug", True)


def no_tls(desk: Desk, patch: Patch) -> None:
    patch.setitem(desk.services.settings.__dict__, "public_url", "http://hop.example.vn")


def no_database(desk: Desk, _: Patch) -> None:
    desk.services.db.engine.dispose()
    for path in desk.folder.glob("icabinet.sqlite*"):
        path.unlink()


def other_revision(desk: Desk, _: Patch) -> None:
    sql(desk, "UPDATE alembic_version SET version_num = '0000'")


def broken_pages(desk: Desk, _: Patch) -> None:
    desk.services.db.engine.dispose()
    content = bytearray(desk.database.read_bytes())
    content[-4096:] = bytes(b ^ 0x55 for b in content[-4096:])
    desk.database.write_bytes(bytes(content))


def broken_chain(desk: Desk, _: Patch) -> None:
    sql(desk, "UPDATE entries SET actor = 'somebody' WHERE seq = 7")


def missing_original(desk: Desk, _: Patch) -> None:
    desk.services.storage.find(original_name(desk.known["pdf"])).unlink()


def missing_conversion(desk: Desk, _: Patch) -> None:
    desk.services.storage.find(converted_name(desk.known["docx"])).unlink()


def changed_original(desk: Desk, _: Patch) -> None:
    path = desk.services.storage.find(original_name(desk.known["docx"]))
    path.write_bytes(path.read_bytes()[:-1])


def orphan(desk: Desk, _: Patch) -> None:
    age(desk, "originals/aa/" + "a" * 64)


def broken_upload(desk: Desk, _: Patch) -> None:
    age(desk, "incoming/tmp1234")


def age(desk: Desk, name: str) -> None:
    path = desk.folder / "storage" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (1_000_000_000, 1_000_000_000))


def lost_key(desk: Desk, _: Patch) -> None:
    desk.open_poll("secret1", secret=True)
    shutil.rmtree(desk.folder / "poll_keys")


def left_key(desk: Desk, _: Patch) -> None:
    desk.open_poll("secret1", secret=True)
    kept = {path: path.read_bytes() for path in (desk.folder / "poll_keys").iterdir()}
    desk.act("chair", "polls.cancel", id=ref("secret1"))
    for path, key in kept.items():
        path.write_bytes(key)


def open_keys(desk: Desk, _: Patch) -> None:
    desk.open_poll("secret1", secret=True)
    (desk.folder / "poll_keys").chmod(0o755)


def clock_behind(desk: Desk, _: Patch) -> None:
    sql(desk, "UPDATE streams SET last_at = last_at + 3600000")


def clock_alone(_: Desk, patch: Patch) -> None:
    patch.setattr(examining, "_is_synchronized", lambda: False)


def no_redis(desk: Desk, patch: Patch) -> None:
    patch.setitem(desk.services.settings.__dict__, "redis_url", f"redis://127.0.0.1:{free_port()}")


def little_disk(_: Desk, patch: Patch) -> None:
    patch.setattr(examining.shutil, "disk_usage", lambda _: SimpleNamespace(free=2 * 2**30))


def full_disk(_: Desk, patch: Patch) -> None:
    patch.setattr(examining.shutil, "disk_usage", lambda _: SimpleNamespace(free=2**29))


def no_storage(desk: Desk, _: Patch) -> None:
    shutil.rmtree(desk.folder / "storage" / "incoming")
    (desk.folder / "storage" / "incoming").write_text("in the way")
    os.utime(desk.folder / "storage" / "incoming")


def no_child(desk: Desk, patch: Patch) -> None:
    def hang(job: str, *, deadline: float) -> None:
        raise WorkerTimedOut(job=job, deadline=deadline)

    patch.setattr(desk.services.pool, "run", hang)


def no_serif(desk: Desk, patch: Patch) -> None:
    answer(desk, patch, fonts={**FONTS, "serif": None})


def no_mono(desk: Desk, patch: Patch) -> None:
    answer(desk, patch, fonts={**FONTS, "mono": None})


def wider_fonts(desk: Desk, patch: Patch) -> None:
    answer(desk, patch, fonts={**FONTS, "sans": "NotoSans.ttf"})


def no_office(desk: Desk, patch: Patch) -> None:
    answer(desk, patch, office="")


def no_wall_around_files(desk: Desk, patch: Patch) -> None:
    answer(desk, patch, walls={"network": True, "files": False})


def no_wall_around_the_network(desk: Desk, patch: Patch) -> None:
    answer(desk, patch, office="", walls={"network": False, "files": True})


def answer(desk: Desk, patch: Patch, **other: object) -> None:
    patch.setattr(desk.services.pool, "run", lambda *_, **__: ANSWER | other)


def quick_hash(_: Desk, patch: Patch) -> None:
    patch.setattr(examining, "_TOO_QUICK_MS", 20)


def not_compiled(desk: Desk, patch: Patch) -> None:
    translated(desk, patch, made=None)


def old_translation(desk: Desk, patch: Patch) -> None:
    translated(desk, patch, made="Chào")


def never_backed_up(desk: Desk, _: Patch) -> None:
    (desk.folder / "last_backup").unlink()


def old_backup(desk: Desk, _: Patch) -> None:
    backups.note(desk.folder, Backup(clock.now_ms() - 30 * 3_600_000, 1))


def no_assets(_: Desk, patch: Patch) -> None:
    (examining.FOLDER / "vendor" / "importmap.json").unlink()


FAULTS: dict[Callable[[Desk, Patch], None], tuple[str, State, str]] = {
    open_key: ("settings", WRONG, "secret_key is open to others"),
    open_keys: ("settings", WRONG, "poll_keys is open to others"),
    debugging: ("settings", LOOK, "ICABINET_DEBUG"),
    no_tls: ("settings", LOOK, "not https"),
    no_database: ("database", WRONG, "db upgrade"),
    other_revision: ("database", WRONG, "revision 0000"),
    broken_pages: ("database", WRONG, "pages"),
    broken_chain: ("journal", WRONG, "the envelope of entry 7 was changed"),
    missing_original: ("papers", WRONG, "is missing"),
    missing_conversion: ("papers", WRONG, ".pdf is missing"),
    changed_original: ("papers", WRONG, "was changed"),
    orphan: ("papers", LOOK, "1 files belong to no paper"),
    broken_upload: ("papers", LOOK, "tmp1234"),
    lost_key: ("secret votes", WRONG, "only be cancelled"),
    left_key: ("secret votes", LOOK, "1 keys of ended votes"),
    clock_behind: ("clock", WRONG, "behind the journal"),
    clock_alone: ("clock", LOOK, "time server"),
    no_redis: ("redis", LOOK, "does not answer"),
    little_disk: ("disk", LOOK, "2.0 GiB"),
    full_disk: ("disk", WRONG, "0.5 GiB"),
    no_storage: ("disk", WRONG, "incoming"),
    no_child: ("workers", WRONG, "worker_timed_out"),
    no_serif: ("fonts", WRONG, "serif"),
    no_mono: ("fonts", LOOK, "mono"),
    wider_fonts: ("fonts", LOOK, "NotoSans"),
    no_office: ("office", LOOK, "libreoffice-writer-nogui"),
    no_wall_around_files: ("office", LOOK, "Landlock"),
    no_wall_around_the_network: ("office", LOOK, "network"),
    quick_hash: ("passwords", LOOK, "hashed in 0 ms"),
    not_compiled: ("translations", WRONG, "make setup"),
    old_translation: ("translations", WRONG, "not as compiled"),
    never_backed_up: ("backup", LOOK, "none was ever made"),
    old_backup: ("backup", LOOK, "30 h ago"),
    no_assets: ("assets", WRONG, "make setup"),
}


def test_a_sound_installation_has_no_findings(healthy: Desk):
    assert found(healthy) == []
    assert found(healthy, every_file=True) == []


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_it_finds_the_fault_and_nothing_else(healthy: Desk, monkeypatch, plant):
    plant(healthy, monkeypatch)
    [finding] = found(healthy)
    what, state, said = FAULTS[plant]
    assert (finding.what, finding.state) == (what, state)
    assert said in finding.said


def test_an_old_backup_of_all_there_is_is_good_enough(healthy: Desk):
    backups.note(healthy.folder, Backup(1, 10_000))
    assert found(healthy) == []


def test_of_many_originals_a_sample_is_read_or_all(healthy: Desk, monkeypatch):
    monkeypatch.setattr(shelves, "_SAMPLE", 0)
    changed_original(healthy, monkeypatch)
    assert found(healthy) == []
    [finding] = found(healthy, every_file=True)
    assert "was changed" in finding.said


def test_looking_for_a_database_does_not_make_one(healthy: Desk, monkeypatch):
    no_database(healthy, monkeypatch)
    found(healthy)
    assert not healthy.database.exists()


def test_it_says_yes_with_its_exit_code(healthy: Desk, run: Run):
    done = run("doctor")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "2 chains hold" in done.output
    assert "wrong" not in done.output


def test_it_says_no_with_its_exit_code(healthy: Desk, run: Run, monkeypatch):
    changed_original(healthy, monkeypatch)
    done = run("doctor", "--all")
    assert done.exit_code == 1
    assert "was changed" in done.output
    assert "2 chains hold" in done.output


def test_what_is_worth_a_look_is_no_failure(healthy: Desk, run: Run, monkeypatch):
    orphan(healthy, monkeypatch)
    done = run("doctor")
    assert done.exit_code == 0
    assert "look" in done.output


def test_a_real_child_answers_with_real_fonts(office: Desk):
    with office.app.app_context():
        told = {finding.what for finding in hands.workers()}
    assert told == {"workers", "fonts", "office", "limits"}


def test_the_kernel_knows_whether_the_clock_is_set():
    assert examining._is_synchronized() in (True, False)
