"""Slips from draft to report: who is asked, what is taken when, what is concluded, and who sees what."""

import sqlite3
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest

from icabinet import clock, ids
from icabinet.desks import timing
from icabinet.errors import Refusal
from icabinet.journal import reading
from icabinet.journal.actions import ACTIONS
from icabinet.people import policy
from icabinet.people.accounts import change_person
from icabinet.performing import SYSTEM, Actor, perform, perform_inside
from icabinet.polls.majority import ONE
from icabinet.slips.facts import SlipAnswered, SlipExtended, SlipReminded, SlipSent
from icabinet.slips.queries import slips_of, waiting_for
from icabinet.slips.questions import Answer
from tests.desk import BODY, ENTITLED, EVERYBODY, MAIN, NOISE_BODY, OUTSIDER, Desk, ref
from tests.test_policy import hollow

SLIP, NOISY = ref("slip1"), ref("noisyslip")
HOUR = 3_600_000
QUESTIONS = [{"text": "Đồng ý?"}, {"text": "Phương án?", "options": ["A", "B"]}]
YES, NO, OTHER = {"choice": "yes"}, {"choice": "no"}, {"choice": "other", "opinion": "Cần bổ sung"}


def written(desk: Desk, who: str = "sec", slip: str = SLIP, body: str = BODY, **changes: object) -> Desk:
    """Have a slip written; from now on the desk is its."""
    desk.meeting = slip
    args = {"subject": "Dự toán", "questions": QUESTIONS[:1], "deadline_at": clock.now_ms() + 48 * HOUR}
    desk.act(who, "slips.make", body=desk.known[body], **{"chair": desk.person("chair"), **args, **changes})
    return desk


@pytest.fixture(scope="module")
def kept(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, sqlite3.Connection]]:
    """A house with a noisy slip, in which the same people have other parts; and how to have it fresh again."""
    desk = Desk.copy(template, tmp_path_factory.mktemp("slips"))
    written(desk, OUTSIDER, NOISY, NOISE_BODY, subject="NOISE", chair=desk.person("m1"))
    desk.act(OUTSIDER, "slips.send")
    desk.act("m1", "slips.answer", answers=[NO])
    yield desk, desk.save()
    desk.close()


@pytest.fixture
def draft(kept: tuple[Desk, sqlite3.Connection]) -> Desk:
    desk, start = kept
    desk.restore(start)
    return written(desk)


@pytest.fixture
def sent(draft: Desk) -> Desk:
    draft.act("sec", "slips.send")
    return draft


def record(desk: Desk, who: str = "m1") -> dict | None:
    return desk.records(who).get(f"slips/{SLIP}")


def later(hours: float) -> object:
    at = clock.now_ms() + int(hours * HOUR)
    return patch.object(clock, "now_ms", lambda: at)


def answer(desk: Desk, **choices: object) -> None:
    for who, choice in choices.items():
        desk.act(who, "slips.answer", answers=[choice])


def keep_time(desk: Desk) -> list[str]:
    """Let the desk do what is due; return what it did to the slip."""
    with desk.app.app_context():
        due = [action for stream, action in timing.waiting() if stream == desk.stream]
        for action in due:
            timing.keep_time(desk.stream, action)
        return due


# --- writing and sending ---


def test_a_draft_is_known_to_secretary_and_chair_only(draft: Desk):
    assert record(draft, "sec")["state"] == "draft"
    assert record(draft, "chair")["state"] == "draft"
    for who in ("m1", "guest", "aud"):
        assert draft.role_of(who) == ""
    assert draft.records("sec")[f"meetings/{SLIP}"]["written"] is True
    with draft.services.db.reading() as session:
        assert [one.slip.id for one in slips_of(session, draft.person("m2"))] == [NOISY]


def test_a_draft_is_said_anew_and_the_chair_changes_with_it(draft: Desk):
    args = {"subject": "Quy hoạch", "questions": QUESTIONS, "deadline_at": clock.now_ms() + HOUR, "preset": "unanimity"}
    draft.act("sec", "slips.edit", **args, chair=draft.person("m1"))
    seen = record(draft, "m1")
    assert (seen["subject"], len(seen["questions"]), seen["rule"]["preset"]) == ("Quy hoạch", 2, "unanimity")
    assert draft.role_of("chair") == ""
    assert draft.records("sec")[f"meetings/{SLIP}"]["title"] == "Quy hoạch"
    draft.act("sec", "slips.edit", **args, chair=None)
    assert draft.role_of("m1") == ""
    draft.refused("sec", "slips.edit", "not_found", **args, chair=draft.person(OUTSIDER))


def test_only_who_prepares_the_body_writes_its_slips(draft: Desk):
    made = {}
    with draft.app.app_context():
        for who in EVERYBODY:
            args = {"body": draft.known[BODY], "subject": "S", "questions": QUESTIONS, "deadline_at": 5}
            try:
                perform(Actor(draft.person(who)), f"meeting:{ids.new()}", ids.new(), "slips.make", args)
                made[who] = "yes"
            except Refusal as refusal:
                made[who] = refusal.code
    assert made == {who: "yes" if who in ("sec", "admin") else "not_allowed" for who in EVERYBODY}


def test_those_are_asked_who_have_a_seat_with_a_vote_at_the_sending(draft: Desk):
    with draft.app.app_context():
        change_person(draft.person("m3"), name="Name of m3", locale="vi", disabled=True, administers=False)
    with draft.happening() as facts:
        draft.act("chair", "slips.send")
    (fact,) = facts
    assert isinstance(fact, SlipSent)
    assert [member.person for member in fact.members] == [draft.person(who) for who in ("chair", "m1", "m2")]
    # The fourth has a seat and cannot be reached: counted among the members, and not asked.
    assert (fact.all_members, fact.all_weights, fact.weights) == (4, 4 * ONE, {})
    assert draft.role_of("m1") == "member"
    assert record(draft)["asked"] == 3
    assert draft.records("m1")[f"meetings/{SLIP}"]["state"] == "live"
    draft.refused("chair", "slips.send", "stale")


def test_a_slip_is_not_sent_too_late_nor_with_papers_that_cannot_be_read(draft: Desk):
    with later(49):
        draft.refused("sec", "slips.send", "deadline_passed")
    draft.file_paper("paper1", pages=0)
    assert draft.refused("sec", "slips.send", "papers_unready") == {"count": 1}
    draft.make_readable(ref("paper1"), 2)
    draft.act("sec", "slips.send")
    assert "papers/" + ref("paper1") in draft.records("m1")


def test_what_was_sent_stays_as_it_is(sent: Desk):
    args = {"subject": "X", "questions": QUESTIONS, "deadline_at": clock.now_ms() + HOUR}
    sent.refused("sec", "slips.edit", "stale", **args)
    filed = {"title": "p", "filename": "p.pdf", "sha": "0" * 64, "size": 1}
    with pytest.raises(Refusal) as caught:
        sent.inside("sec", "papers.file", id=ref("paper1"), item=None, **filed)
    assert caught.value.code == "wrong_state"


def test_a_paper_that_was_sent_keeps_its_title(draft: Desk):
    draft.inside("sec", "papers.file", id=ref("paper1"), item=None, title="p", filename="p.pdf", sha="0" * 64, size=1)
    draft.act("sec", "papers.rename", id=ref("paper1"), title="Tờ trình")
    draft.act("sec", "papers.remove", id=ref("paper1"))
    draft.act("sec", "slips.send")
    # In a meeting a title may be mended at any time; who is asked in writing has been asked about this one.
    draft.refused("sec", "papers.rename", "wrong_state", id=ref("paper1"), title="Khác")


# --- answering ---


def test_an_answer_is_the_members_and_the_desks(sent: Desk):
    with sent.happening() as facts:
        answer(sent, m1=OTHER)
    m1 = sent.person("m1")
    kept = Answer(choice="other", opinion="Cần bổ sung")
    assert facts == [SlipAnswered(person=m1, answers=[kept], late=False, by="")]
    assert {who: f"replies/{m1}" in sent.records(who) for who in ("m1", "chair", "sec", "m2")} == {
        "m1": True, "chair": True, "sec": True, "m2": False,
    }  # fmt: skip
    assert (record(sent, "m2")["answered"], record(sent, "m2")["asked"]) == (1, 4)


def test_an_answer_may_be_changed_and_counts_once(sent: Desk):
    answer(sent, m1=YES)
    answer(sent, m1=NO)
    assert record(sent)["answered"] == 1
    assert sent.records("m1")[f"replies/{sent.person('m1')}"]["answers"] == [NO]


def test_where_it_may_not_be_changed_the_first_stands(draft: Desk):
    args = {"subject": "S", "questions": QUESTIONS[:1], "deadline_at": clock.now_ms() + HOUR}
    draft.act("sec", "slips.edit", **args, ways={"changeable": False})
    draft.act("sec", "slips.send")
    answer(draft, m1=YES)
    draft.refused("m1", "slips.answer", "already_answered", answers=[NO])


def test_who_is_not_asked_cannot_answer(sent: Desk):
    sent.refused("sec", "slips.answer", "not_allowed", answers=[YES])
    sent.refused("m1", "slips.answer", "not_allowed", answers=[YES], member=sent.person("m2"))
    sent.refused("guest", "slips.answer", "not_found", answers=[YES])


def test_another_member_answers_for_one_who_cannot(sent: Desk):
    m1, m2 = sent.person("m1"), sent.person("m2")
    sent.act("sec", "attendance.represent", member=m1, by=m2)
    sent.act("m2", "slips.answer", answers=[YES], member=m1)
    assert sent.records("m2")[f"replies/{m1}"]["by"] == m2
    # The member has the last word, which is no business of whoever stood in.
    answer(sent, m1=NO)
    assert f"replies/{m1}" not in sent.records("m2")
    assert sent.records("sec")[f"replies/{m1}"]["by"] == ""
    with sent.services.db.reading() as session:
        assert waiting_for(session, m2, clock.now_ms()) == 2  # the own one here, and the own one in the noise


def test_the_bell_is_the_servers(sent: Desk):
    with later(48):
        sent.refused("m1", "slips.answer", "slip_over", answers=[YES])
        with sent.services.db.reading() as session:
            assert waiting_for(session, sent.person("m2"), clock.now_ms()) == 0


def test_late_answers_are_marked_where_they_are_taken(draft: Desk):
    args = {"subject": "S", "questions": QUESTIONS[:1], "deadline_at": clock.now_ms() + HOUR}
    draft.act("sec", "slips.edit", **args, ways={"late": "marked", "remind_h": 0})
    draft.act("sec", "slips.send")
    answer(draft, m2=YES)
    with later(2):
        assert keep_time(draft) == []
        answer(draft, m1=YES)
        draft.refused("m2", "slips.answer", "already_answered", answers=[NO])
        draft.act("sec", "slips.close")
    result = record(draft)["result"]
    assert (result["asked"], result["answered"], result["late"], result["silent"]) == (4, 2, 1, 2)


# --- time ---


def test_who_has_not_answered_is_reminded_by_hand_and_in_time(sent: Desk):
    answer(sent, m1=YES)
    with sent.happening() as facts:
        sent.act("chair", "slips.remind", persons=[sent.person("m2")])
    assert facts == [SlipReminded(persons=[sent.person("m2")])]
    assert keep_time(sent) == []
    with later(25), sent.happening() as facts:
        assert keep_time(sent) == ["slips.remind_in_time"]
        assert keep_time(sent) == []
    missing = sorted(map(sent.person, ("chair", "m2", "m3")))
    assert facts == [SlipReminded(persons=missing)]
    reply = sent.records("m2")[f"replies/{sent.person('m2')}"]
    assert (reply["reminders"], reply["reminded_at"] is not None) == (2, True)
    answer(sent, chair=YES, m2=YES, m3=YES)
    sent.refused("sec", "slips.remind", "nobody_to_remind")


def test_more_time_is_given_with_a_reason_for_all_to_see(sent: Desk):
    before = record(sent)["deadline_at"]
    sent.refused("sec", "slips.extend", "invalid", deadline_at=before, reason="x")
    sent.refused("sec", "slips.extend", "invalid", deadline_at=before + HOUR, reason=" ")
    with sent.happening() as facts:
        sent.act("sec", "slips.extend", deadline_at=before + 24 * HOUR, reason="Chờ thẩm định")
    assert facts == [SlipExtended(deadline_at=before + 24 * HOUR, reason="Chờ thẩm định", remind_at=before)]
    (said,) = record(sent)["extensions"]
    assert (said["from"], said["to"], said["reason"]) == (before, before + 24 * HOUR, "Chờ thẩm định")
    with later(48.1):
        answer(sent, m1=YES)


def test_it_closes_by_itself_at_the_deadline(sent: Desk):
    answer(sent, m1=YES, m2=NO)
    with later(48):
        assert keep_time(sent) == ["slips.remind_in_time", "slips.time_out"]
        assert keep_time(sent) == []
    seen = record(sent)
    assert seen["state"] == "closed"
    assert sent.records("m1")[f"meetings/{SLIP}"]["state"] == "ended"
    assert seen["result"]["questions"][0]["verdict"] == "no_quorum"
    sent.refused("m3", "slips.answer", "slip_over", answers=[YES])


def test_it_is_closed_by_hand_once_all_have_answered(sent: Desk):
    answer(sent, m1=YES, m2=YES, chair=NO)
    assert sent.refused("sec", "slips.close", "still_awaited")["missing"] == 1
    answer(sent, m3=YES)
    sent.act("chair", "slips.close")
    (sentence,) = record(sent)["sentences"]
    assert sentence["en"].endswith("3 of 4 members voted yes; more than 1/2 of all members = 3 needed; adopted.")
    sent.refused("sec", "slips.withdraw", "stale", reason="x")


def test_a_slip_is_withdrawn_with_a_reason(sent: Desk):
    answer(sent, m1=YES)
    sent.refused("sec", "slips.withdraw", "invalid", reason="")
    sent.act("sec", "slips.withdraw", reason="Chuyển sang phiên họp")
    assert (record(sent)["state"], record(sent)["reason"]) == ("withdrawn", "Chuyển sang phiên họp")
    sent.refused("m2", "slips.answer", "slip_over", answers=[YES])


# --- who sees what ---


@pytest.mark.parametrize("shown", [True, False])
def test_who_answered_what_is_shown_after_the_closing_if_the_slip_says_so(draft: Desk, shown: bool):
    args = {"subject": "S", "questions": QUESTIONS[:1], "deadline_at": clock.now_ms() + HOUR}
    draft.act("sec", "slips.edit", **args, ways={"shown": shown})
    draft.act("sec", "slips.send")
    answer(draft, m1=YES, m2=OTHER, m3=NO, chair=YES)
    others = [f"replies/{draft.person(who)}" for who in ("m2", "m3", "chair")]
    assert not set(others) & set(draft.records("m1"))
    draft.act("sec", "slips.close")
    seen = draft.records("m1")
    assert {key in seen for key in others} == {shown}
    assert ("roll" in seen[f"slips/{SLIP}"]["result"]) is shown
    assert len(record(draft, "sec")["result"]["roll"]) == 4
    assert "remind_at" not in seen[f"slips/{SLIP}"]


def test_the_result_is_reported_to_a_meeting_that_one_prepares(sent: Desk):
    answer(sent, m1=YES, m2=YES, m3=YES, chair=YES)
    sent.act("sec", "slips.close")
    item = ref("reported")
    sent.refused("sec", "slips.report", "not_found", meeting=MAIN, item=item)
    sent.act("sec", "agenda.add_item", stream=f"meeting:{MAIN}", id=item, title="Kết quả")
    sent.refused("chair", "slips.report", "not_allowed", meeting=MAIN, item=item)
    sent.act("sec", "slips.report", meeting=MAIN, item=item)
    assert [(one["meeting"], one["item"]) for one in record(sent, "sec")["reported"]] == [(MAIN, item)]
    assert "reported" not in record(sent)


# --- what a meeting in writing is not ---


def test_in_writing_there_is_no_room(sent: Desk):
    refused = {}
    with hollow(), sent.app.app_context():
        for name in ACTIONS:
            for who in ("sec", "chair", "m1"):
                with pytest.raises(Refusal) as caught:
                    perform_inside(Actor(sent.person(who)), sent.stream, ids.new(), name, {})
                refused.setdefault(name, set()).add(caught.value.code)
    for name, codes in refused.items():
        fits = ACTIONS[name].permission in policy.IN_WRITING
        assert ("not_here" in codes or codes == {"not_allowed"}) if not fits else "not_here" not in codes, (name, codes)
    assert {"agenda.add_item", "polls.open", "floor.ask", "attendance.check_in", "meetings.end"} <= {
        name for name, codes in refused.items() if "not_here" in codes
    }


def test_in_a_room_there_is_no_slip(desk: Desk):
    for name in sorted(ACTIONS):
        if name.startswith("slips.") and ACTIONS[name].permission != "slips.keep_time":
            with hollow(), desk.app.app_context(), pytest.raises(Refusal) as caught:
                perform(Actor(desk.person("sec")), desk.stream, ids.new(), name, {})
            assert caught.value.code in ("not_here", "not_allowed"), name


def test_its_journal_tells_all_of_it(sent: Desk):
    answer(sent, m1=YES, m2=OTHER)
    sent.act("sec", "attendance.represent", member=sent.person("m3"), by=sent.person("m2"))
    sent.act("m2", "slips.answer", answers=[NO], member=sent.person("m3"))
    with later(48):
        keep_time(sent)
    before = sent.dump()
    sent.services.writer.write(lambda session: reading.replay(session, sent.stream))
    assert sent.dump() == before
    with sent.services.db.reading() as session:
        assert reading.verify(session, sent.stream).fault is None


def test_only_the_product_itself_keeps_the_time(sent: Desk):
    for name in ("slips.time_out", "slips.remind_in_time"):
        sent.refused("sec", name, "unknown_action")
        sent.refused(SYSTEM, name, "conflict")


def test_nobody_but_the_entitled_is_asked(sent: Desk):
    asked: Callable[[str], bool] = lambda who: sent.records("sec")[f"participants/{sent.person(who)}"]["entitled"]  # noqa: E731
    assert all(asked(who) for who in ENTITLED)
    assert not asked("sec")
