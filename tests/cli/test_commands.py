"""The command line: the proof of the journal, accounts, the sample meeting, and migrations on data."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import Result
from sqlalchemy import inspect

from icabinet.demo import content, loading
from icabinet.demo.content import Item
from icabinet.journal import reading
from tests.desk import MAIN, NOISE, PASSWORD, Desk, ref
from tests.migrated import MIGRATIONS
from tests.web.visitor import Program

Run = Callable[..., Result]


@pytest.fixture
def run(desk: Desk) -> Run:
    """`run("journal", "verify")` runs a command on the desk's data."""

    def command(*words: str) -> Result:
        return desk.app.test_cli_runner().invoke(args=list(words))

    return command


def signs_in(desk: Desk, login: str, password: str) -> bool:
    answer = Program(desk).call("POST", "/sessions", json={"login": login, "password": password})
    assert answer.status_code in (201, 401)
    return answer.status_code == 201


def tamper(desk: Desk, statement: str, *values: object) -> None:
    """Change the file behind the product's back."""
    with sqlite3.connect(desk.database) as outside:
        assert outside.execute(statement, values).rowcount == 1
    outside.close()


# --- flask journal ---


def test_verify_names_every_stream_with_its_head(live: Desk, run: Run) -> None:
    said = run("journal", "verify")
    assert said.exit_code == 0
    lines = dict(line.split("  ", 1) for line in said.output.splitlines())
    assert {f"meeting:{MAIN}", f"meeting:{NOISE}"} <= set(lines)
    assert lines[live.stream].startswith(f"{live.head()} entries  head ")
    assert all(line.endswith("  ok") for line in lines.values())


def test_verify_can_be_asked_of_one_stream(live: Desk, run: Run) -> None:
    said = run("journal", "verify", live.stream)
    assert (said.exit_code, len(said.output.splitlines())) == (0, 1)


def test_verify_fails_of_what_was_tampered_with_and_names_it(live: Desk, run: Run) -> None:
    tamper(live, "UPDATE entries SET actor = 'x' WHERE stream = ? AND seq = 3", live.stream)
    said = run("journal", "verify")
    assert said.exit_code == 1
    (fault,) = [line for line in said.output.splitlines() if "FAULT" in line]
    assert fault.startswith(live.stream)
    assert fault.endswith("FAULT: the envelope of entry 3 was changed")
    assert run("journal", "verify", f"meeting:{NOISE}").exit_code == 0


@pytest.mark.parametrize("command", ["verify", "export", "replay"])
def test_a_stream_that_is_not_there_is_named(desk: Desk, run: Run, command: str) -> None:
    said = run("journal", command, "meeting:nowhere")
    assert said.exit_code == 1
    assert "there is no stream meeting:nowhere" in said.output


def test_what_is_exported_can_be_proved_by_anybody(live: Desk, run: Run) -> None:
    said = run("journal", "export", live.stream)
    assert said.exit_code == 0
    lines = [json.loads(line) for line in said.output.splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, live.head() + 1))
    head = bytes(32)
    for line, text in zip(lines, said.output.splitlines(), strict=True):
        raw = text.partition('"body":')[2].rpartition(',"body_hash"')[0]
        assert hashlib.sha256(raw.encode()).hexdigest() == line["body_hash"]
        envelope = [line[key] for key in ("stream", "seq", "name", "version", "at", "actor", "cause")]
        link = json.dumps([*envelope, line["body_hash"]], separators=(",", ":"), ensure_ascii=False)
        head = hashlib.sha256(head + link.encode()).digest()
        assert head.hex() == line["hash"]


def test_everything_is_exported_if_no_stream_is_named(desk: Desk, run: Run) -> None:
    lines = [json.loads(line) for line in run("journal", "export").output.splitlines()]
    with desk.services.db.reading() as session:
        assert {line["stream"] for line in lines} == set(reading.streams(session))


def test_replay_brings_back_what_was_lost_from_the_tables(live: Desk, run: Run) -> None:
    live.add_item("item1")
    before, records = live.dump(), live.records("sec")
    tamper(live, "UPDATE items SET title = 'spoilt' WHERE stream = ? AND id = ?", live.stream, ref("item1"))
    assert live.records("sec") != records
    said = run("journal", "replay", live.stream)
    assert (said.exit_code, said.output) == (0, f"{live.stream} was rebuilt from its entries\n")
    live.services.snapshots.forget()
    assert live.records("sec") == records
    assert live.dump() == before


def test_a_faulty_journal_is_not_replayed(live: Desk, run: Run) -> None:
    live.add_item("item1")
    tamper(live, "UPDATE entries SET body = '{}' WHERE stream = ? AND seq = ?", live.stream, live.head())
    before = live.dump()
    said = run("journal", "replay", live.stream)
    assert said.exit_code == 1
    assert f"not replayed: the body of entry {live.head()} was changed" in said.output
    assert live.dump() == before


# --- flask people ---


def test_the_first_administrator_is_made_here(desk: Desk, run: Run) -> None:
    said = run("people", "add", "lan", "--name", "Trần Thị Lan", "--password", PASSWORD, "--administers")
    assert said.exit_code == 0
    token = Program(desk).call("POST", "/sessions", json={"login": "Lan", "password": PASSWORD}).get_json()["token"]
    me = Program(desk, token=token).call("GET", "/me").get_json()
    assert (me["person"], me["name"], me["administers"]) == (said.output.strip(), "Trần Thị Lan", True)


def test_nobody_administers_by_oversight(desk: Desk, run: Run) -> None:
    run("people", "add", "lan", "--name", "Trần Thị Lan", "--password", PASSWORD)
    token = Program(desk).call("POST", "/sessions", json={"login": "lan", "password": PASSWORD}).get_json()["token"]
    assert Program(desk, token=token).call("GET", "/people").status_code == 403


@pytest.mark.parametrize(
    ("login", "password", "why"),
    [("m1", PASSWORD, "login_taken"), ("M1", PASSWORD, "login_taken"), ("new", "short", "invalid")],
)
def test_an_account_that_cannot_be_is_refused_with_its_reason(
    desk: Desk, run: Run, login: str, password: str, why: str
) -> None:
    before = desk.dump()
    said = run("people", "add", login, "--name", "Somebody", "--password", password)
    assert said.exit_code == 1
    assert why in said.output
    assert "Traceback" not in said.output
    assert desk.dump() == before


def test_a_new_password_ends_all_sessions(desk: Desk, run: Run) -> None:
    mine, theirs = Program(desk, "m1"), Program(desk, "m2")
    assert run("people", "password", "m1", "--password", "another long password").exit_code == 0
    assert mine.call("GET", "/me").status_code == 401
    assert theirs.call("GET", "/me").status_code == 200
    assert signs_in(desk, "m1", "another long password")
    assert not signs_in(desk, "m1", PASSWORD)


def test_a_weak_password_changes_nothing(desk: Desk, run: Run) -> None:
    mine = Program(desk, "m1")
    before = desk.dump()
    said = run("people", "password", "m1", "--password", "short")
    assert (said.exit_code, "invalid" in said.output) == (1, True)
    assert desk.dump() == before
    assert mine.call("GET", "/me").status_code == 200


def test_sessions_are_ended_everywhere(desk: Desk, run: Run) -> None:
    tablets, other = [Program(desk, "m1") for _ in range(3)], Program(desk, "m2")
    assert run("people", "end-sessions", "m1").exit_code == 0
    assert [tablet.call("GET", "/me").status_code for tablet in tablets] == [401] * 3
    assert other.call("GET", "/me").status_code == 200
    assert signs_in(desk, "m1", PASSWORD)


@pytest.mark.parametrize("words", [("password", "nobody", "--password", PASSWORD), ("end-sessions", "nobody")])
def test_who_is_not_there_is_named(desk: Desk, run: Run, words: tuple[str, ...]) -> None:
    said = run("people", *words)
    assert said.exit_code == 1
    assert "nobody signs in as nobody" in said.output


# --- flask demo ---


def papers_of(items: tuple[Item, ...]) -> list[str]:
    return [name for item in items for name in (*item.papers, *papers_of(item.parts))]


@pytest.fixture
def tiny_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making the real ones takes a while, and has tests of its own."""

    def write(folder: str) -> None:
        for name in papers_of(content.ITEMS):
            (Path(folder) / name).write_bytes(b"%PDF-1.7 " + name.encode())

    monkeypatch.setattr(loading, "_write_papers", write)


@pytest.mark.usefixtures("tiny_papers")
def test_the_sample_is_loaded_once(desk: Desk, run: Run) -> None:
    assert run("demo", "load").output == "sample data loaded\n"
    before = desk.dump()
    assert run("demo", "load").output == "sample data kept\n"
    assert desk.dump() == before


@pytest.mark.usefixtures("tiny_papers")
def test_the_sample_is_a_meeting_in_session_with_its_papers(desk: Desk, run: Run) -> None:
    run("demo", "load")
    desk.meeting = json.loads((desk.folder / "demo.json").read_text())["meeting"]
    desk.known |= {"lead": json.loads((desk.folder / "demo.json").read_text())["people"][content.PEOPLE[0].key]}
    records = desk.records("lead")
    assert records[f"meetings/{desk.meeting}"]["state"] == "live"
    assert sorted(paper["filename"] for paper in desk.kinds("lead", "papers").values()) == sorted(
        papers_of(content.ITEMS)
    )
    assert run("journal", "verify", desk.stream).exit_code == 0


@pytest.mark.usefixtures("tiny_papers")
def test_the_links_of_the_sample_sign_people_in_and_stay_the_same(desk: Desk, run: Run) -> None:
    run("demo", "load")
    first, second = run("demo", "links").output, run("demo", "links").output
    assert first == second
    codes = [line.rpartition("/join/")[2] for line in first.splitlines() if "/join/" in line]
    assert len(set(codes)) == len(codes) == 7
    notes = desk.folder / "demo.json"
    assert notes.stat().st_mode & 0o077 == 0
    password, login = json.loads(notes.read_text())["password"], content.PEOPLE[0].key
    assert signs_in(desk, login, password)


# --- flask db ---


def db(run: Run, *words: str) -> None:
    said = run("db", *words, "--directory", str(MIGRATIONS))
    assert said.exit_code == 0, said.output or said.exception


def differences(desk: Desk) -> list[object]:
    """Return how the tables that there are differ from those that the code knows."""
    with desk.services.db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_known_to_code})
        return list(compare_metadata(context, desk.services.db.metadata))


def _is_known_to_code(name: str | None, *_: object) -> bool:
    """Whether a table is described in Python: that of the full text search is in SQLite's words only."""
    return not (name or "").startswith("page_tokens")


def test_migrating_again_changes_nothing(live: Desk, run: Run) -> None:
    before = live.dump()
    db(run, "upgrade")
    assert live.dump() == before
    assert differences(live) == []


def test_data_survive_a_step_back_and_forth(live: Desk, run: Run) -> None:
    before = live.dump()
    # A step may be for PostgreSQL alone.
    while not differences(live):
        db(run, "downgrade")
    # What the last step made, it takes away again, with what is in it.
    left = set(inspect(live.services.db.engine).get_table_names())
    db(run, "upgrade")
    assert differences(live) == []
    after = live.dump()
    assert {name: after[name] for name in after if name in left} == {
        name: before[name] for name in after if name in left
    }
    assert run("journal", "verify").exit_code == 0
    live.add_item("item1")


def test_ink_is_packed_by_the_step_that_brings_marks_and_a_list_before_it(live: Desk, run: Run) -> None:
    before = live.dump()["strokes"]
    assert before
    db(run, "downgrade", "0007")
    with sqlite3.connect(live.database) as outside:
        points = [json.loads(text) for (text,) in outside.execute("SELECT points FROM strokes")]
    outside.close()
    assert all(len(numbers) >= 3 and len(numbers) % 3 == 0 for numbers in points)
    db(run, "upgrade")
    assert live.dump()["strokes"] == before


def test_everything_can_be_taken_down_and_put_up_again(live: Desk, run: Run) -> None:
    db(run, "downgrade", "base")
    with sqlite3.connect(live.database) as outside:
        left = {name for (name,) in outside.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    outside.close()
    # What SQLite has counted by is SQLite's own.
    assert left <= {"alembic_version", "sqlite_sequence"}
    db(run, "upgrade")
    assert differences(live) == []
    assert not any(live.dump().values())
    assert run("people", "add", "lan", "--name", "Lan", "--password", PASSWORD).exit_code == 0
