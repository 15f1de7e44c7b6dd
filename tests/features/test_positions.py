"""Positions before the meeting: said until a deadline, in confidence; and what nobody objects to, adopted together."""

import json
from collections.abc import Iterator

import pytest

from icabinet import clock
from icabinet.live.telling import shown
from icabinet.people import bodies
from icabinet.positions.facts import (
    ConsentAdopted,
    ConsentDropped,
    ConsentListed,
    ConsentPutToVote,
    ItemPulledOut,
    PositionsCalled,
    PositionStated,
    PositionTakenBack,
)
from icabinet.positions.rules import LONGEST, PRESETS
from tests.desk import BODY, ENTITLED, ROLES, Desk, ref

ITEM, OTHER = ref("item1"), ref("item2")
LATER, PAST = 4_000_000_000_000, 1_000
WORDS = "Chưa rõ nguồn vốn"


def say(desk: Desk, who: str, position: str = "no_objection", item: str = ITEM, **more: object) -> None:
    desk.act(who, "positions.state", item=item, position=position, **more)


def agree(desk: Desk, *items: str) -> None:
    for item in items:
        for who in ENTITLED:
            say(desk, who, item=item)


def decide_by(desk: Desk, consent: str = "all_agree", adoption: str = "gesture") -> None:
    with desk.app.app_context():
        bodies.set_consent(desk.known[BODY], consent, adoption)


def listed(desk: Desk, *items: str) -> None:
    """Have everybody agree to these items, the time be over, and the list confirmed."""
    agree(desk, *items)
    desk.act("sec", "positions.call", closes_at=PAST)
    desk.act("sec", "positions.list", items=[*items])


def checked_in(desk: Desk, *people: str) -> None:
    for who in people or ("chair", "m1", "m2"):
        desk.act(who, "attendance.check_in")


def position(desk: Desk, who: str, whose: str, item: str = ITEM) -> dict | None:
    return desk.kinds(who, "positions").get(f"{item}/{desk.person(whose)}")


def state(desk: Desk, who: str = "guest", item: str = ITEM) -> dict:
    return desk.kinds(who, "consents")[item]


@pytest.fixture
def items(desk: Desk) -> Desk:
    for name in ("item1", "item2", "item3"):
        desk.add_item(name)
    return desk


@pytest.fixture
def asked(items: Desk) -> Desk:
    items.act("sec", "positions.call", closes_at=LATER)
    return items


def test_everybody_is_told_until_when_by_which_rule_and_who_will_see_it(items: Desk):
    decide_by(items, "two_thirds_answered", "vote")
    with items.happening() as facts:
        items.act("chair", "positions.call", closes_at=LATER, seen="opened", named=False)
    rule = PRESETS["two_thirds_answered"]
    assert facts == [PositionsCalled(closes_at=LATER, seen="opened", named=False, rule=rule, adoption="vote")]
    for who in ROLES:
        call = items.kinds(who, "position_calls")["now"]
        assert (call["closes_at"], call["seen"], call["rule"]["preset"]) == (LATER, "opened", rule.preset)
    for who in ("m1", "guest", "aud"):
        items.refused(who, "positions.call", "not_allowed", closes_at=LATER)
    items.refused("sec", "positions.call", "invalid", closes_at=-1)


def test_nobody_answers_what_was_not_asked(items: Desk):
    for name, args in (("state", {"position": "objection"}), ("take_back", {}), ("pull_out", {})):
        items.refused("m1", f"positions.{name}", "positions_not_asked", item=ITEM, **args)
    items.refused("sec", "positions.set_item", "positions_not_asked", item=ITEM)
    items.refused("sec", "positions.list", "positions_not_asked", items=[ITEM])


def test_a_member_says_it_changes_it_and_takes_it_back(asked: Desk):
    with asked.happening() as facts:
        say(asked, "m1", "objection", text="  Chưa rõ \n nguồn vo\u0302\u0301n  ")
        say(asked, "m1", "other", text="Giao Sở Tài chính")
        asked.act("m1", "positions.take_back", item=ITEM)
    member = asked.person("m1")
    assert facts == [
        PositionStated(item=ITEM, member=member, position="objection", text="Chưa rõ\nnguồn vốn"),
        PositionStated(item=ITEM, member=member, position="other", text="Giao Sở Tài chính"),
        PositionTakenBack(item=ITEM, member=member),
    ]
    assert position(asked, "m1", "m1") is position(asked, "sec", "m1") is None
    asked.refused("m1", "positions.take_back", "not_found", item=ITEM)
    say(asked, "m1", "speak")
    assert position(asked, "m1", "m1")["position"] == "speak"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"position": "maybe"}, "invalid"),
        ({"position": "other"}, "invalid"),
        ({"text": "x" * (LONGEST + 1)}, "invalid"),
        ({"text": "a\x00b"}, "invalid"),
        ({"item": ref("item9")}, "not_found"),
        ({"member": "nobody"}, "not_entitled"),
    ],
)
def test_what_is_no_position(asked: Desk, change: dict, code: str):
    asked.refused("m1", "positions.state", code, **({"item": ITEM, "position": "objection"} | change))


def test_the_server_says_when_it_is_too_late(items: Desk, monkeypatch: pytest.MonkeyPatch):
    now = clock.now_ms() + 1_000_000
    monkeypatch.setattr(clock, "now_ms", lambda: now)
    items.act("sec", "positions.call", closes_at=now + 10)
    say(items, "m1")
    now += 9
    say(items, "m1", "objection")
    now += 1
    late = {"item": ITEM, "closed_at": now}
    assert items.refused("m1", "positions.state", "position_too_late", item=ITEM, position="speak") == late
    assert items.refused("m1", "positions.take_back", "position_too_late", item=ITEM) == late
    items.act("chair", "positions.set_item", item=ITEM, closes_at=now + 5)
    say(items, "m1", "speak")
    items.refused("m1", "positions.state", "position_too_late", item=OTHER, position="speak")


def test_an_item_may_be_left_out_and_one_that_is_closed_takes_nothing(asked: Desk):
    asked.act("sec", "positions.set_item", item=ITEM, asked=False)
    asked.refused("m1", "positions.state", "positions_not_asked", item=ITEM, position="objection")
    asked.act("sec", "positions.set_item", item=ITEM)
    asked.start()
    asked.act("chair", "agenda.open_item", id=ITEM)
    say(asked, "m1", "objection")
    asked.act("chair", "agenda.close_item", id=ITEM)
    asked.refused("m1", "positions.state", "position_too_late", item=ITEM, position="no_objection")
    asked.refused("m1", "positions.pull_out", "stale", item=ITEM)


def test_who_has_no_say(asked: Desk):
    for who in ("sec", "guest", "aud", "screen"):
        asked.refused(who, "positions.state", "not_allowed", item=ITEM, position="objection")
    asked.act("sec", "meetings.add_participant", person=asked.person("m3"), role="member", entitled=False)
    asked.refused("m3", "positions.state", "not_entitled", item=ITEM, position="objection")
    asked.refused("m2", "positions.state", "not_entitled", item=ITEM, position="objection", member=asked.person("m1"))
    asked.act("m2", "polls.recuse", item=ITEM)
    for name, args in (("state", {"position": "objection"}), ("pull_out", {})):
        asked.refused("m2", f"positions.{name}", "not_entitled", item=ITEM, **args)
    say(asked, "m2", "objection", OTHER)


def traces(desk: Desk, who: str) -> Iterator[str]:
    """Yield what ever reached somebody's tablets of the last entries, and what a new one would be given."""
    yield from (json.dumps(shown(one, desk.tags_of(who)), ensure_ascii=False) for one in desk.told)
    yield json.dumps(desk.records(who), ensure_ascii=False)


def secretive(desk: Desk) -> None:
    """Have m1 say, change and take back what nobody else is to hear of, and much happen beside it."""
    say(desk, "m1", "objection", text=WORDS)
    say(desk, "m1", "speak", OTHER, text=WORDS)
    desk.act("m1", "positions.take_back", item=OTHER)
    desk.act("sec", "meetings.add_participant", person=desk.person("m3"), role="member", entitled=False)
    desk.act("m2", "polls.recuse", item=ref("item3"))
    desk.start()
    desk.act("chair", "agenda.open_item", id=ITEM)
    desk.act("sec", "agenda.remove_item", id=OTHER)


def test_no_other_member_hears_of_a_position_in_any_way(asked: Desk):
    asked.told.clear()
    secretive(asked)
    for who in ("m2", "m3", "guest", "screen"):
        found = [trace for trace in traces(asked, who) if WORDS in trace or "positions/" in trace]
        assert (who, found) == (who, [])
        facts = [shown(one, asked.tags_of(who)) for one in asked.told if one.entry.kind.name.startswith("positions.")]
        # Nobody hears even that something was said: the entry is its bare number.
        assert all(set(entry) == {"seq"} for entry in facts)
    for who in ("m1", "chair", "sec", "aud"):
        assert position(asked, who, "m1")["text"] == WORDS
    for who in ("m1", "m2", "guest", "screen"):
        assert asked.kinds(who, "rollups") == {}


def test_where_it_was_promised_members_see_them_once_the_item_is_opened(items: Desk):
    items.act("sec", "positions.call", closes_at=LATER, seen="opened")
    say(items, "m1", "objection", text=WORDS)
    say(items, "m3", "objection")
    items.act("m3", "positions.take_back", item=ITEM)
    assert position(items, "m2", "m1") is None
    items.start()
    items.told.clear()
    items.act("chair", "agenda.open_item", id=ITEM)
    assert position(items, "m2", "m1")["text"] == WORDS
    assert any(f"positions/{ITEM}" in trace for trace in traces(items, "m2"))
    assert all(f"positions/{ITEM}/{items.person('m3')}" not in trace for trace in traces(items, "m2"))
    for who in ("guest", "screen"):
        assert all("positions/" not in trace for trace in traces(items, who))
    items.act("m1", "positions.take_back", item=ITEM)
    assert position(items, "m2", "m1") is None
    assert any(f'"positions/{ITEM}/{items.person("m1")}": null' in trace for trace in traces(items, "m2"))


def test_what_was_promised_to_those_who_answered_stays(asked: Desk):
    asked.act("sec", "positions.call", closes_at=LATER, seen="opened", named=False)
    say(asked, "m1")
    decide_by(asked, "silence_is_consent", "vote")
    for promise in ({"seen": "never", "named": False}, {"seen": "opened", "named": True}):
        asked.refused("sec", "positions.call", "positions_promised", closes_at=LATER, **promise)
    asked.act("sec", "positions.call", closes_at=PAST, seen="opened", named=False)
    call = asked.kinds("sec", "position_calls")["now"]
    assert (call["rule"]["preset"], call["adoption"]) == ("all_agree", "gesture")


def test_who_stands_in_answers_for_the_member_and_sees_it_only_meanwhile(asked: Desk):
    member = asked.person("m1")
    asked.act("sec", "attendance.represent", member=member, by=asked.person("m3"))
    say(asked, "m3", "objection", member=member, text=WORDS)
    for who in ("m1", "m3", "chair"):
        found = position(asked, who, "m1")
        assert (found["by"], found["position"]) == (asked.person("m3"), "objection")
    asked.told.clear()
    asked.act("sec", "attendance.end_representation", member=member)
    assert position(asked, "m3", "m1") is None
    assert any(f'"positions/{ITEM}/{member}": null' in trace for trace in traces(asked, "m3"))
    assert all("positions/" not in trace for trace in traces(asked, "m2"))
    asked.refused("m3", "positions.state", "not_entitled", item=ITEM, position="no_objection", member=member)
    assert position(asked, "m1", "m1")["text"] == WORDS


def test_the_desk_has_the_figures(asked: Desk):
    say(asked, "m1")
    say(asked, "m2", "speak")
    for who in ("chair", "sec", "aud"):
        rollup = asked.kinds(who, "rollups")[ITEM]
        assert (rollup["members"], rollup["answered"], rollup["agreed"]) == (4, 2, False)
        assert rollup["counts"] == {"no_objection": 1, "objection": 0, "speak": 1, "other": 0}
    asked.act("m2", "polls.recuse", item=ITEM)
    asked.act("sec", "meetings.remove_participant", person=asked.person("m3"))
    say(asked, "chair")
    rollup = asked.kinds("sec", "rollups")[ITEM]
    assert (rollup["members"], rollup["answered"], rollup["agreed"]) == (2, 2, True)


def test_only_what_nobody_objects_to_is_listed_and_only_in_time(asked: Desk):
    agree(asked, ITEM)
    say(asked, "m1", "objection", OTHER)
    why = lambda items: asked.refused("chair", "positions.list", "not_a_consent_item", items=items)["why"]  # noqa: E731
    assert why([ITEM]) == "open"
    asked.act("sec", "positions.call", closes_at=PAST)
    assert why([ITEM, OTHER]) == "answers"
    assert why([ref("item3")]) == "answers"
    asked.refused("m1", "positions.list", "not_allowed", items=[ITEM])
    asked.refused("sec", "positions.list", "invalid", items=[ITEM, ITEM])
    with asked.happening() as facts:
        asked.act("sec", "positions.list", items=[ITEM])
        asked.act("sec", "positions.list", items=[ITEM])
    assert facts == [ConsentListed(items=[ITEM])]
    assert state(asked)["state"] == "listed"
    asked.refused("sec", "positions.set_item", "stale", item=ITEM, asked=False)
    asked.act("sec", "positions.list", items=[])
    assert state(asked)["state"] == "none"


def test_the_chair_adopts_them_together(asked: Desk):
    listed(asked, ITEM, OTHER)
    asked.refused("chair", "positions.adopt", "wrong_state", items=[ITEM, OTHER])
    asked.start()
    asked.refused("sec", "positions.adopt", "not_allowed", items=[ITEM, OTHER])
    assert asked.refused("chair", "positions.adopt", "no_quorum", items=[ITEM, OTHER]) == {"present": 0, "needed": 3}
    checked_in(asked)
    asked.refused("chair", "positions.adopt", "stale", items=[ITEM])
    with asked.happening() as facts:
        asked.act("chair", "positions.adopt", items=[ITEM, OTHER])
    present = sorted(asked.person(who) for who in ("chair", "m1", "m2"))
    assert facts == [ConsentAdopted(items=[ITEM, OTHER], rule=PRESETS["all_agree"], present=present)]
    for item in (ITEM, OTHER):
        assert state(asked, "screen", item)["state"] == "adopted"
        assert asked.kinds("guest", "items")[item]["state"] == "closed"
    for name, args in (("state", {"position": "objection"}), ("pull_out", {}), ("put_back", {})):
        asked.refused("m1", f"positions.{name}", "item_already_adopted", item=ITEM, **args)
    asked.refused("chair", "positions.adopt", "item_already_adopted", items=[ITEM, OTHER])


def test_any_member_pulls_an_item_out_and_puts_it_back(asked: Desk):
    listed(asked, ITEM, OTHER)
    asked.start()
    checked_in(asked)
    with asked.happening() as facts:
        asked.act("m2", "positions.pull_out", item=ITEM, reason=f"  {WORDS} ")
    assert facts == [ItemPulledOut(item=ITEM, member=asked.person("m2"), reason=WORDS)]
    pulled = state(asked)
    assert (pulled["state"], pulled["pulled_by"], pulled["reason"]) == ("pulled", asked.person("m2"), WORDS)
    asked.refused("m3", "positions.pull_out", "stale", item=ITEM)
    asked.refused("chair", "positions.adopt", "stale", items=[ITEM, OTHER])
    assert asked.refused("sec", "positions.list", "not_a_consent_item", items=[ITEM, OTHER])["why"] == "pulled"
    asked.act("chair", "positions.adopt", items=[OTHER])
    asked.refused("m3", "positions.put_back", "not_entitled", item=ITEM)
    asked.act("m2", "positions.put_back", item=ITEM)
    assert state(asked)["state"] == "none"
    asked.act("sec", "positions.list", items=[ITEM])
    asked.act("chair", "positions.adopt", items=[ITEM])


def test_where_it_is_not_told_only_the_desk_knows_who_pulled_an_item_out(items: Desk):
    items.act("sec", "positions.call", closes_at=LATER, named=False)
    items.told.clear()
    items.act("m2", "positions.pull_out", item=ITEM, reason=WORDS)
    for who in ("m1", "guest", "screen"):
        assert (state(items, who)["state"], state(items, who)["pulled_by"]) == ("pulled", None)
        assert all(WORDS not in trace and items.person("m2") not in trace for trace in list(traces(items, who))[:-1])
    for who in ("m2", "sec", "chair"):
        assert (state(items, who)["pulled_by"], state(items, who)["reason"]) == (items.person("m2"), WORDS)


def test_an_objection_to_a_listed_item_pulls_it_out(asked: Desk):
    listed(asked, ITEM)
    asked.act("sec", "positions.call", closes_at=LATER)
    say(asked, "m1")
    assert state(asked)["state"] == "listed"
    say(asked, "m1", "objection")
    assert state(asked)["state"] == "pulled"


def test_what_is_no_longer_agreed_to_is_not_adopted(asked: Desk):
    asked.act("m1", "polls.recuse", item=ITEM)
    for who in ("chair", "m2", "m3"):
        say(asked, who)
    asked.act("sec", "positions.call", closes_at=PAST)
    asked.act("sec", "positions.list", items=[ITEM])
    asked.act("m1", "polls.end_recusal", item=ITEM)
    asked.start()
    checked_in(asked)
    asked.refused("chair", "positions.adopt", "not_a_consent_item", items=[ITEM])


def test_an_item_that_is_opened_is_dealt_with_by_itself(asked: Desk):
    listed(asked, ITEM, OTHER)
    asked.start()
    checked_in(asked)
    asked.act("chair", "agenda.open_item", id=ITEM)
    assert state(asked)["state"] == "dropped"
    asked.refused("chair", "positions.adopt", "stale", items=[ITEM, OTHER])
    asked.act("chair", "positions.adopt", items=[OTHER])
    asked.act("sec", "positions.list", items=[ITEM])
    asked.act("chair", "positions.adopt", items=[ITEM])
    assert asked.kinds("guest", "items")[ITEM]["state"] == "closed"


@pytest.fixture
def by_vote(items: Desk) -> Desk:
    decide_by(items, adoption="vote")
    items.act("sec", "positions.call", closes_at=LATER)
    listed(items, ITEM, OTHER)
    items.start()
    checked_in(items)
    return items


def put_to_vote(desk: Desk, name: str = "poll1", **more: object) -> None:
    desk.act("chair", "positions.put_to_vote", poll=ref(name), words="Thông qua cùng lúc:", items=[ITEM, OTHER], **more)


def vote(desk: Desk, *choices: str, name: str = "poll1") -> None:
    desk.act("chair", "polls.open", id=ref(name))
    for who, choice in zip(("chair", "m1", "m2"), choices, strict=False):
        desk.act(who, "polls.cast", poll=ref(name), choice=choice)


def test_by_one_vote_what_is_still_on_the_list_is_adopted(by_vote: Desk):
    by_vote.refused("chair", "positions.adopt", "needs_a_vote", items=[ITEM, OTHER])
    with by_vote.happening() as facts:
        put_to_vote(by_vote)
    assert facts[1:] == [ConsentPutToVote(poll=ref("poll1"), items=[ITEM, OTHER])]
    assert facts[0].question == "Thông qua cùng lúc:\n1. item1\n2. item2"
    by_vote.refused("chair", "positions.put_to_vote", "stale", poll=ref("poll2"), words="x", items=[ITEM, OTHER])
    vote(by_vote, "yes", "yes", "yes")
    by_vote.act("m1", "positions.pull_out", item=OTHER)
    with by_vote.happening() as facts:
        by_vote.act("chair", "polls.close", id=ref("poll1"))
    adopted = facts[-1]
    assert isinstance(adopted, ConsentAdopted)
    assert (adopted.items, adopted.poll, len(adopted.present)) == ([ITEM], ref("poll1"), 3)
    assert [state(by_vote, item=item)["state"] for item in (ITEM, OTHER)] == ["adopted", "pulled"]
    assert [by_vote.kinds("m1", "items")[item]["state"] for item in (ITEM, OTHER)] == ["closed", "pending"]


def test_what_the_vote_does_not_adopt_is_dealt_with_one_by_one(by_vote: Desk):
    put_to_vote(by_vote)
    vote(by_vote, "no", "no", "yes")
    with by_vote.happening() as facts:
        by_vote.act("chair", "polls.close", id=ref("poll1"))
    assert facts[-1] == ConsentDropped(poll=ref("poll1"), items=[ITEM, OTHER])
    assert state(by_vote)["state"] == "dropped"


def test_a_vote_that_was_called_off_is_put_again_and_one_that_binds_nobody_adopts_nothing(by_vote: Desk):
    put_to_vote(by_vote)
    by_vote.act("chair", "polls.cancel", id=ref("poll1"))
    args = {"question": "Thăm dò?", "repeats": ref("poll1"), "preset": "majority_cast"}
    by_vote.act("chair", "polls.prepare", id=ref("poll2"), ways={"straw": True}, **args)
    vote(by_vote, "yes", "yes", "yes", name="poll2")
    by_vote.act("chair", "polls.close", id=ref("poll2"))
    assert state(by_vote)["state"] == "listed"
    by_vote.act("chair", "polls.prepare", id=ref("poll3"), **args)
    vote(by_vote, "yes", "yes", "yes", name="poll3")
    by_vote.act("chair", "polls.close", id=ref("poll3"))
    assert (state(by_vote)["state"], state(by_vote)["poll"]) == ("adopted", ref("poll3"))


def test_a_question_with_no_room_for_titles_names_the_numbers(items: Desk):
    decide_by(items, "silence_is_consent")
    names = [f"long{number}" for number in range(4)]
    for name in names:
        items.act("sec", "agenda.add_item", id=ref(name), title=f"{name} {'x' * 400}")
    items.act("sec", "positions.call", closes_at=PAST)
    items.act("sec", "positions.list", items=[ref(name) for name in names])
    args = {"poll": ref("poll1"), "words": "Thông qua:", "items": [ref(name) for name in reversed(names)]}
    items.act("sec", "positions.put_to_vote", **args)
    assert items.records("sec")[f"polls/{ref('poll1')}"]["question"] == "Thông qua: 4, 5, 6, 7"


def test_with_an_item_all_that_was_said_on_it_is_gone(asked: Desk):
    listed(asked, ITEM)
    asked.act("sec", "agenda.remove_item", id=ITEM)
    for who in ("m1", "sec"):
        kinds = {key.partition("/")[0] for key in asked.records(who) if ITEM in key}
        assert kinds == set()
