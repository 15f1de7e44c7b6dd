"""What the journal promises, on both databases, when several processes write to it (P1, P2, P5, P7)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from icabinet import clock, ids
from icabinet.errors import Refusal
from icabinet.journal import reading
from icabinet.journal.tables import EntryRow
from icabinet.people import accounts, codes
from tests.contract.conftest import Beside
from tests.desk import BODY, Desk, ref


@pytest.fixture(autouse=True)
def sound(desk: Desk):
    """After every test each stream is gapless and its chain whole."""
    yield
    with desk.services.db.reading() as session:
        verdicts = [reading.verify(session, stream) for stream in reading.streams(session)]
    assert [verdict for verdict in verdicts if verdict.fault] == []


def test_two_writers_on_one_stream_get_one_gapless_order(desk: Desk, beside: Beside):
    other, start = beside(), desk.start().head()

    def act(n: int) -> int:
        return (desk, other)[n % 2].act("sec", "agenda.add_item", id=ref(f"item{n}x"), title="x").seq

    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(act, range(60)))
    assert sorted(answered) == list(range(start + 1, start + 61))
    heard = [[one.entry.seq for one in each.told if one.entry.seq > start] for each in (desk, other)]
    assert sorted(heard[0] + heard[1]) == sorted(answered)
    assert all(one == sorted(one) for one in heard)
    assert len(desk.kinds("m1", "items")) == 60


def test_writers_on_many_streams_do_not_wait_for_each_other_for_ever(desk: Desk, beside: Beside):
    desk.start()
    desk.file_paper("paper1")
    desks, authors = (desk, beside()), ("chair", "m1", "m2", "m3")

    def act(n: int) -> None:
        where, who = desks[n % 2], authors[n // 2 % 4]
        where.draw(who, f"stroke{n}x", private=n % 3 > 0)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(act, range(120)))
    drawn = [key for who in authors for key in desk.records(who, desk.notebook_of(who))]
    assert len(drawn) + len(desk.kinds("m1", "strokes")) == 120


def test_one_id_sent_to_two_processes_happens_once(desk: Desk, beside: Beside):
    cause, desks = ids.new(), (desk.start(), beside())
    start = desk.head()
    with ThreadPoolExecutor(10) as pool:
        acts = [pool.submit(desks[n % 2].act, "m1", "floor.ask", cause=cause, id=ref("speech1")) for n in range(10)]
        answers = {act.result(30).seq for act in acts}
    assert answers == {desk.head()} == {start + 1}


def test_one_ballot_is_counted_when_it_is_cast_in_two_processes(desk: Desk, beside: Beside):
    desks = (desk.start(), beside())
    desk.open_poll("poll1")

    def cast(n: int) -> str:
        try:
            desks[n % 2].cast("m1", "poll1", ("yes", "no")[n // 2 % 2])
        except Refusal as refusal:
            return refusal.code
        return "stored"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(cast, range(8)))
    assert sorted(outcomes) == ["already_voted"] * 7 + ["stored"]
    assert desk.kinds("m2", "polls")[ref("poll1")]["received"] == 1


def test_two_who_make_the_same_meeting_get_one(desk: Desk, beside: Beside):
    desks = (desk, beside())
    for n in range(5):
        meeting = f"meeting:{ref(f'made{n}')}"

        def create(where: Desk, stream: str = meeting) -> str:
            body = desk.known[BODY]
            try:
                where.act("sec", "meetings.create", stream=stream, body=body, title="x", starts_at=1)
            except Refusal as refusal:
                return refusal.code
            return "stored"

        with ThreadPoolExecutor(2) as pool:
            outcomes = sorted(pool.map(create, desks))
        assert outcomes.count("stored") == 1, outcomes
        assert desk.head(meeting) == 2


def test_time_never_runs_backwards_between_processes(desk: Desk, beside: Beside, monkeypatch: pytest.MonkeyPatch):
    other, now = beside(), clock.now_ms()
    desk.start()
    for place, (where, wrong_by) in enumerate([(other, 3_600_000), (desk, -3_600_000), (other, 0), (desk, 60_000)]):
        monkeypatch.setattr(clock, "now_ms", lambda wrong_by=wrong_by: now + wrong_by)
        where.act("sec", "agenda.add_item", id=ref(f"item{place}"), title="x")
    with desk.services.db.reading() as session:
        times = list(session.scalars(select(EntryRow.at).where(EntryRow.stream == desk.stream).order_by(EntryRow.seq)))
    assert times == sorted(times)
    assert times[-4:] == [now + 3_600_000] * 4


def test_reading_sees_one_moment_while_another_process_writes(desk: Desk, beside: Beside):
    other = beside()
    with desk.services.db.reading() as session:
        before = reading.streams(session), len(list(reading.rows(session, desk.stream)))
        other.start()
        assert (reading.streams(session), len(list(reading.rows(session, desk.stream)))) == before
    assert desk.head() == before[1] + 1


def test_what_one_process_refuses_leaves_no_trace(desk: Desk, beside: Beside):
    other = beside()
    other.refused("sec", "agenda.add_item", "invalid", id=ref("item1"), title="")
    other.refused("m1", "agenda.add_item", "not_allowed", id=ref("item1"), title="x")
    other.refused("sec", "meetings.start", "not_found", stream=f"meeting:{ref('nowhere')}")


def test_a_login_taken_in_another_process_meanwhile_is_refused(desk: Desk, beside: Beside):
    desks = (desk, beside())

    def add(n: int) -> str:
        try:
            with desks[n % 2].app.app_context():
                accounts.add_person("Twin", "twin", None)
        except Refusal as refusal:
            return refusal.code
        return "stored"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(add, range(4)))
    assert outcomes == ["login_taken"] * 3 + ["stored"]


def test_a_code_for_one_tablet_signs_in_one_tablet_in_whatever_process(desk: Desk, beside: Beside):
    desks = (desk, beside())
    with desk.app.app_context():
        code = codes.issue(desk.meeting, desk.known["m1"]).code

    def redeem(n: int) -> str:
        try:
            with desks[n % 2].app.app_context():
                codes.redeem(code, "tablet")
        except Refusal as refusal:
            return refusal.code
        return "signed in"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(redeem, range(8)))
    assert outcomes == ["code_unknown"] * 7 + ["signed in"]
