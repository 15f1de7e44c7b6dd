"""The floor: asking, calling, ending, and the queue's own settings."""

import msgspec

from icabinet import clock
from icabinet.floor.facts import FloorAsked, FloorWithdrawn, QueueSet, SpeakerCalled, SpeechEnded, SpeechPaused
from icabinet.floor.queries import speakers_of
from icabinet.floor.report import sums
from icabinet.floor.settings import typed
from icabinet.journal.facts import KIND_OF, Audience
from icabinet.journal.reading import entries
from icabinet.people import bodies
from tests.desk import BODY, Desk, ref


def ask(desk: Desk, who: str, name: str, kind: str = "contribution") -> str:
    desk.act(who, "floor.ask", id=ref(name), kind=kind)
    return ref(name)


def states(desk: Desk) -> dict[str, str]:
    return {speaker: record["state"] for speaker, record in desk.kinds("guest", "speakers").items()}


def test_asking_puts_one_on_the_list_under_the_open_item(live: Desk):
    item = live.add_item("item1")
    live.act("chair", "agenda.open_item", id=item)
    with live.happening() as facts:
        live.act("m1", "floor.ask", id=ref("speech1"), subject="  On   the budget ")
    asked = FloorAsked(
        speaker=ref("speech1"),
        person=live.person("m1"),
        item=item,
        kind="contribution",
        subject="On the budget",
        queue=item,
    )
    assert facts == [asked]
    record = live.kinds("m2", "speakers")[ref("speech1")]
    assert (record["state"], record["person"], record["item"]) == ("waiting", live.person("m1"), item)


def test_without_an_open_item_one_speaks_to_the_meeting_as_a_whole(live: Desk):
    ask(live, "guest", "speech1")
    assert live.kinds("m2", "speakers")[ref("speech1")]["item"] is None


def test_one_waits_once_for_each_kind(live: Desk):
    ask(live, "m1", "speech1")
    assert live.refused("m1", "floor.ask", "already_waiting", id=ref("speech2")) == {"kind": "contribution"}
    ask(live, "m1", "speech3", kind="point_of_order")
    live.refused("m1", "floor.ask", "already_waiting", id=ref("speech4"), kind="point_of_order")


def test_after_speaking_one_may_ask_again(live: Desk):
    live.act("chair", "floor.call", id=ask(live, "m1", "speech1"))
    ask(live, "m1", "speech2")
    assert states(live) == {ref("speech1"): "speaking", ref("speech2"): "waiting"}


def test_a_closed_queue_lets_only_points_of_order_pass(live: Desk):
    live.act("chair", "floor.close")
    live.refused("m1", "floor.ask", "queue_closed", id=ref("speech1"))
    ask(live, "m1", "speech2", kind="point_of_order")
    live.act("chair", "floor.open")
    ask(live, "m1", "speech3")


def test_calling_somebody_ends_who_speaks(live: Desk):
    first, second = ask(live, "m1", "speech1"), ask(live, "m2", "speech2")
    live.act("chair", "floor.call", id=first)
    with live.happening() as facts:
        live.act("chair", "floor.call", id=second)
    assert facts == [SpeechEnded(speaker=first), SpeakerCalled(speaker=second, limit_s=180)]
    assert states(live) == {first: "done", second: "speaking"}


def test_a_speech_keeps_the_limit_it_began_with(live: Desk):
    live.act("chair", "floor.set_limit", limit_s=60)
    live.act("chair", "floor.call", id=ask(live, "m1", "speech1"))
    live.act("chair", "floor.set_limit", limit_s=90)
    assert live.kinds("m1", "speakers")[ref("speech1")]["limit_s"] == 60
    general = live.records("m1")["queues/general"]
    assert general == {"id": "general", "open": True, "limit_s": 90, "order": []}


def test_two_desks_calling_the_same_person_one_is_told_that_it_was_late(live: Desk):
    speech = ask(live, "m1", "speech1")
    live.act("chair", "floor.call", id=speech)
    data = live.refused("sec", "floor.call", "stale", id=speech)
    assert data == {"kind": "speaker", "id": speech, "state": "speaking"}


def test_only_who_speaks_can_be_ended(live: Desk):
    speech = ask(live, "m1", "speech1")
    live.refused("chair", "floor.end", "stale", id=speech)
    live.act("chair", "floor.call", id=speech)
    live.act("chair", "floor.end", id=speech)
    live.refused("chair", "floor.end", "stale", id=speech)


def test_one_withdraws_ones_own_request_only_and_it_is_gone(live: Desk):
    speech = ask(live, "m1", "speech1")
    live.refused("m2", "floor.withdraw", "not_allowed", id=speech)
    live.refused("chair", "floor.withdraw", "not_allowed", id=speech)
    with live.happening() as facts:
        live.act("m1", "floor.withdraw", id=speech)
    assert facts == [FloorWithdrawn(speaker=speech)]
    assert states(live) == {}


def test_the_desk_takes_somebody_off_the_list_but_nobody_who_has_spoken(live: Desk):
    live.act("sec", "floor.remove", id=ask(live, "m1", "speech1"))
    speech = ask(live, "m1", "speech2")
    live.act("chair", "floor.call", id=speech)
    live.refused("sec", "floor.remove", "stale", id=speech)
    live.refused("m1", "floor.withdraw", "stale", id=speech)


def test_setting_the_queue_to_what_it_is_says_nothing(live: Desk):
    with live.happening() as facts:
        live.act("chair", "floor.open")
        live.act("chair", "floor.set_limit", limit_s=180)
        live.act("chair", "floor.close")
        live.act("chair", "floor.close")
    assert facts == [QueueSet(open=False, limit_s=180)]


def test_an_id_cannot_be_used_twice(live: Desk):
    speech = ask(live, "m1", "speech1")
    assert live.refused("m2", "floor.ask", "id_taken", id=speech) == {"id": speech}


def test_one_registers_before_the_meeting_and_is_called_in_it(desk: Desk):
    item = desk.add_item("item1")
    desk.act("m1", "floor.ask", id=ref("speech1"), queue=item)
    desk.refused("m2", "floor.ask", "not_beforehand", id=ref("speech2"), kind="point_of_order")
    desk.refused("chair", "floor.call", "wrong_state", id=ref("speech1"))
    desk.act("chair", "floor.set_limit", limit_s=60)
    desk.start()
    desk.act("chair", "agenda.open_item", id=item)
    assert order(desk, item) == [ref("speech1")]
    desk.act("chair", "floor.call", id=ref("speech1"))


# --- queues ---


def order(desk: Desk, queue: str = "general", who: str = "m3") -> list[str]:
    return desk.records(who)[f"queues/{queue}"]["order"]


def test_each_item_has_its_queue_which_is_as_the_general_one_until_something_is_said_of_it(live: Desk):
    one, two = live.add_item("item1"), live.add_item("item2")
    live.act("chair", "agenda.open_item", id=one)
    live.act("chair", "floor.close")
    live.refused("m1", "floor.ask", "queue_closed", id=ref("speech1"))
    live.act("m1", "floor.ask", id=ref("speech1"), queue=two)
    live.act("m1", "floor.ask", id=ref("speech2"), queue="general")
    assert (order(live, two), order(live)) == ([ref("speech1")], [ref("speech2")])
    live.act("chair", "floor.set_limit", limit_s=60, queue="general")
    assert live.records("m2")[f"queues/{two}"]["limit_s"] == 60
    live.refused("m2", "floor.ask", "not_found", id=ref("speech3"), queue=ref("nowhere"))


def test_nobody_asks_to_speak_on_what_has_been_dealt_with_but_the_desk_may_add(live: Desk):
    item = live.add_item("item1")
    live.act("chair", "agenda.open_item", id=item)
    live.act("chair", "agenda.close_item", id=item)
    live.refused("m1", "floor.ask", "queue_closed", id=ref("speech1"), queue=item)
    live.act("sec", "floor.add", id=ref("speech1"), person=live.person("m1"), queue=item)
    live.refused("sec", "floor.add", "already_waiting", id=ref("speech2"), person=live.person("m1"), queue=item)
    live.refused("sec", "floor.add", "not_found", id=ref("speech2"), person=live.person("out"), queue=item)


def test_the_chair_reorders_within_what_precedence_allows_and_may_go_back(live: Desk):
    first, second = ask(live, "m1", "speech1"), ask(live, "m2", "speech2")
    point = ask(live, "m3", "speech3", kind="point_of_order")
    live.act("chair", "floor.move", id=second, before=first)
    assert order(live) == [point, second, first]
    late = ask(live, "guest", "speech4")
    assert order(live) == [point, second, first, late]
    live.refused("chair", "floor.move", "stale", id=late, before=point)
    live.act("chair", "floor.move", id=second, before=None)
    assert order(live) == [point, first, late, second]
    live.act("sec", "floor.sort")
    assert order(live) == [point, first, second, late]
    with live.happening() as facts:
        live.act("sec", "floor.sort")
    assert facts == []


def test_the_last_speaker_is_put_back_before_all_others(live: Desk):
    live.refused("chair", "floor.readd", "not_found", id=ref("speech9"))
    first, second, third = (ask(live, who, f"speech{n}") for n, who in enumerate(("m1", "m2", "m3")))
    live.act("chair", "floor.call", id=first)
    live.act("chair", "floor.end", id=first)
    live.act("chair", "floor.readd", id=ref("again"))
    assert order(live) == [ref("again"), second, third]
    assert live.kinds("m2", "speakers")[ref("again")]["person"] == live.person("m1")
    assert states(live)[first] == "done"


def test_clearing_takes_off_who_waits_and_nobody_else(live: Desk):
    speech, other = ask(live, "m1", "speech1"), live.add_item("item1")
    live.act("chair", "floor.call", id=speech)
    ask(live, "m2", "speech2")
    live.act("m3", "floor.ask", id=ref("speech3"), queue=other)
    live.act("chair", "floor.clear")
    assert states(live) == {speech: "speaking", ref("speech3"): "waiting"}


def test_a_queue_in_which_nobody_ever_asked_is_not_there(live: Desk):
    live.act("m1", "floor.withdraw", id=ask(live, "m1", "speech1"))
    assert [*live.kinds("m1", "queues")] == ["general"]


# --- speaking ---


def at(desk: Desk, monkeypatch, ms: int) -> None:
    """Let it be so many ms after the desk's first fact."""
    monkeypatch.setattr(clock, "now_ms", lambda: START + ms)


START = 4_000_000_000_000


def test_an_interposed_question_pauses_the_speech_which_then_goes_on(live: Desk, monkeypatch):
    at(live, monkeypatch, 0)
    main = ask(live, "m1", "speech1")
    live.refused("m2", "floor.ask", "nobody_speaks", id=ref("speech2"), kind="interposed")
    live.act("chair", "floor.call", id=main)
    question = ask(live, "m2", "speech2", kind="interposed")
    at(live, monkeypatch, 10_001)
    live.act("chair", "floor.call", id=question)
    assert states(live) == {main: "paused", question: "speaking"}
    live.act("m1", "floor.ask", id=ref("speech3"), kind="answer", under=question)
    at(live, monkeypatch, 15_000)
    live.act("chair", "floor.call", id=ref("speech3"))
    assert states(live) == {main: "paused", question: "done", ref("speech3"): "speaking"}
    at(live, monkeypatch, 21_000)
    live.act("chair", "floor.end", id=ref("speech3"))
    at(live, monkeypatch, 30_000)
    live.act("chair", "floor.end", id=main)
    spoken = {name: record["spoken_ms"] for name, record in live.kinds("m2", "speakers").items()}
    assert spoken == {main: 10_001 + 9_000, question: 4_999, ref("speech3"): 6_000}


def test_the_clock_stops_goes_on_and_is_extended(live: Desk, monkeypatch):
    at(live, monkeypatch, 0)
    speech = ask(live, "m1", "speech1")
    live.act("chair", "floor.call", id=speech)
    at(live, monkeypatch, 1_000)
    live.act("sec", "floor.pause", id=speech)
    live.refused("chair", "floor.pause", "stale", id=speech)
    at(live, monkeypatch, 9_000)
    live.act("chair", "floor.resume", id=speech)
    live.refused("chair", "floor.resume", "stale", id=speech)
    live.act("chair", "floor.extend", id=speech, seconds=30)
    record = live.kinds("m2", "speakers")[speech]
    assert (record["spoken_ms"], record["since"], record["limit_s"], record["paused"]) == (
        1_000,
        START + 9_000,
        210,
        "",
    )
    at(live, monkeypatch, 10_500)
    live.act("sec", "meetings.end")
    record = live.kinds("m2", "speakers")[speech]
    assert (record["state"], record["spoken_ms"], record["ended_at"]) == ("done", 2_500, START + 10_500)


def test_kinds_have_their_own_time_and_the_queue_the_rest(live: Desk):
    live.act("chair", "floor.set_limit", limit_s=300)
    live.act("chair", "floor.call", id=ask(live, "m1", "speech1", kind="intervention"))
    live.act("chair", "floor.call", id=ask(live, "m1", "speech2"))
    assert [record["limit_s"] for record in live.kinds("m1", "speakers").values()] == [120, 300]


def test_speaking_times_are_what_the_journal_says_to_the_millisecond(live: Desk, monkeypatch):
    """Added up once from the entries and once from the table, pauses left out."""
    for n, (who, ms) in enumerate((("m1", 61_234), ("m2", 7), ("m1", 5_000))):
        at(live, monkeypatch, 100_000 * n)
        live.act("chair", "floor.call", id=ask(live, who, f"speech{n}"))
        at(live, monkeypatch, 100_000 * n + ms)
        live.act("chair", "floor.pause", id=ref(f"speech{n}"))
        live.act("chair", "floor.end", id=ref(f"speech{n}"))
    with live.services.db.reading() as session:
        found = sums(speakers_of(session, live.stream), lambda speech: speech.person, 0)
        told = list(entries(session, live.stream))
    began = {entry.fact.speaker: entry.at for entry in told if isinstance(entry.fact, SpeakerCalled)}
    by_journal = {
        entry.fact.speaker: entry.at - began[entry.fact.speaker]
        for entry in told
        if isinstance(entry.fact, SpeechPaused)
    }
    assert [(one.name, one.ms) for one in found] == [(live.person("m1"), 66_234), (live.person("m2"), 7)]
    assert sum(by_journal.values()) == sum(one.ms for one in found)


# --- question time ---


def test_question_time_is_a_queue_of_its_own_and_answers_stand_under_their_question(live: Desk):
    live.refused("m1", "floor.ask", "queue_closed", id=ref("speech1"), queue="questions", kind="question")
    live.act("chair", "floor.set_rules", questions=True)
    for n, who in enumerate(("m1", "m2")):
        live.act(who, "floor.ask", id=ref(f"speech{n}"), queue="questions", kind="question")
    live.act("m3", "floor.ask", id=ref("answer"), kind="answer", under=ref("speech0"))
    assert order(live, "questions") == [ref("speech0"), ref("answer"), ref("speech1")]
    live.act("chair", "floor.call", id=ref("speech0"))
    assert order(live, "questions") == [ref("answer"), ref("speech1")]
    live.refused("m3", "floor.ask", "already_waiting", id=ref("again"), kind="answer", under=ref("speech0"))
    live.refused("m3", "floor.ask", "not_found", id=ref("again"), kind="answer", under=ref("nothing"))


# --- who sees what ---


def test_who_asks_anonymously_is_known_to_the_desk_alone_until_the_call(live: Desk):
    live.act("chair", "floor.set_rules", anonymous=True)
    live.act("m1", "floor.ask", id=ref("speech1"), subject="Mine")
    for who, seen in (("m2", None), ("guest", None), ("screen", None), ("m1", "m1"), ("sec", "m1"), ("aud", "m1")):
        record = live.kinds(who, "speakers")[ref("speech1")]
        assert (record["person"], bool(record["subject"])) == (seen and live.person(seen), bool(seen)), who
    live.act("chair", "floor.set_rules", anonymous=False)
    assert live.kinds("m2", "speakers")[ref("speech1")]["person"] is None
    live.act("chair", "floor.call", id=ref("speech1"))
    assert live.kinds("m2", "speakers")[ref("speech1")]["person"] == live.person("m1")


def test_withdrawing_an_anonymous_request_tells_nobody_whose_it_was(live: Desk):
    live.act("chair", "floor.set_rules", anonymous=True)
    with live.happening() as facts:
        live.act("m1", "floor.ask", id=ref("speech1"))
        live.act("m1", "floor.withdraw", id=ref("speech1"))
    assert [KIND_OF[type(fact)].audience for fact in facts] == [Audience.DESK] * 2


def test_a_request_carries_the_page_that_was_read_for_the_desk_and_the_asker(live: Desk):
    paper = live.file_paper("paper1", pages=3)
    live.refused("m1", "floor.ask", "no_such_page", id=ref("speech1"), paper=paper, page=4)
    live.act("m1", "floor.ask", id=ref("speech1"), paper=paper, page=2)
    for who, seen in (("m1", (paper, 2)), ("chair", (paper, 2)), ("m2", (None, None))):
        record = live.kinds(who, "speakers")[ref("speech1")]
        assert (record["paper"], record["page"]) == seen, who


def test_nobody_asks_from_a_page_that_is_not_for_them(live: Desk):
    paper = live.file_paper("paper1", pages=3, restriction={"people": [live.person("m2")]})
    live.refused("m1", "floor.ask", "not_found", id=ref("speech1"), paper=paper, page=2)


# --- rules ---


def test_points_of_order_are_ranked_by_their_categories(live: Desk):
    live.act("chair", "floor.set_rules", categories=["Quorum", "Order of business"])
    for n, (who, category) in enumerate((("m1", ""), ("m2", "Order of business"), ("m3", "Quorum"))):
        live.act(who, "floor.ask", id=ref(f"speech{n}"), kind="point_of_order", category=category)
    assert order(live) == [ref("speech2"), ref("speech1"), ref("speech0")]
    live.refused("guest", "floor.ask", "invalid", id=ref("speech9"), kind="point_of_order", category="Song")


def test_the_order_is_fair_where_the_rules_say_so(live: Desk):
    live.act("chair", "floor.set_rules", order="fewest")
    live.act("chair", "floor.call", id=ask(live, "m1", "speech1"))
    again, second = ask(live, "m1", "speech2"), ask(live, "m2", "speech3")
    assert order(live) == [second, again]
    live.act("chair", "floor.set_rules", order="asked")
    assert order(live) == [again, second]


def test_units_have_their_time_and_are_granted_more(live: Desk):
    live.act("chair", "floor.set_rules", budgets=[{"unit": "Unit", "initial_s": 600}])
    live.act("chair", "floor.grant", unit="Unit", seconds=60)
    assert live.records("m1")["floor/now"]["budgets"] == ({"unit": "Unit", "initial_s": 600, "additional_s": 60},)
    live.act("chair", "floor.call", id=ask(live, "m1", "speech1"))
    assert live.kinds("m2", "speakers")[ref("speech1")]["unit"] == "Unit"


def test_setting_the_rules_to_what_they_are_says_nothing(live: Desk):
    with live.happening() as facts:
        live.act("chair", "floor.set_rules", several=False)
        live.act("chair", "floor.set_rules")
    assert facts == []
    live.refused("m1", "floor.set_rules", "not_allowed", several=True)
    live.refused("chair", "floor.set_rules", "invalid", kinds=["song"])


def test_a_meeting_takes_its_bodys_rules_and_keeps_them(desk: Desk):
    with desk.app.app_context():
        bodies.set_floor(desk.known[BODY], typed({"anonymous": True}))
    assert desk.records("m2")["floor/now"]["anonymous"] is True
    desk.act("m1", "floor.ask", id=ref("speech1"))
    with desk.app.app_context():
        bodies.set_floor(desk.known[BODY], None)
    assert desk.records("m2")["floor/now"]["anonymous"] is True
    assert desk.kinds("m2", "speakers")[ref("speech1")]["person"] is None


def test_facts_of_earlier_journals_are_read_as_they_were_meant():
    """An item's requests were those made while it was open; a queue was the meeting's."""
    asked = msgspec.json.decode(
        b'{"speaker":"s","person":"p","item":"i","kind":"contribution","subject":""}', type=FloorAsked
    )
    assert (asked.queue, asked.paper, asked.rank) == (None, None, 0)
    assert msgspec.json.decode(b'{"open":false,"limit_s":60}', type=QueueSet).queue == "general"
    assert msgspec.json.decode(b'{"speaker":"s","limit_s":60}', type=SpeakerCalled).item is None
