"""Messages: calls for help, a word to everybody, and the line between chair and secretaries; and who hears of each."""

import msgspec
import pytest

from icabinet.live.telling import shown
from icabinet.messages.facts import BroadcastSent, CallClosed, CallTaken, HelpCalled, LineSaid
from tests.desk import ROLES, Desk, ref

SECRET = "chỉ hai người"


def call(desk: Desk, who: str, name: str = "call1", **args: str) -> str:
    desk.act(who, "messages.call", id=ref(name), **args)
    return ref(name)


def packets(desk: Desk, who: str, since: int) -> str:
    """Return all that a tablet of this person was sent since, as it crosses the wire."""
    tags = desk.tags_of(who)
    told = [one for one in desk.told if one.entry.stream == desk.stream and one.entry.seq > since]
    return msgspec.json.encode([shown(one, tags) for one in told]).decode()


def test_a_call_is_taken_and_done_and_its_caller_sees_how_it_stands(desk: Desk):
    with desk.happening() as facts:
        called = call(desk, "guest", kind="water", note="  hai   chai ")
        desk.act("sec", "messages.take", id=called)
        taken = desk.kinds("guest", "calls")[called]
        desk.act("sec", "messages.close", id=called)
    guest = desk.person("guest")
    assert facts == [
        HelpCalled(call=called, person=guest, kind="water", note="hai chai"),
        CallTaken(call=called),
        CallClosed(call=called),
    ]
    assert (taken["state"], taken["taken_by"]) == ("taken", desk.person("sec"))
    assert desk.kinds("guest", "calls")[called]["state"] == "done"


def test_one_call_of_each_kind_at_a_time(desk: Desk):
    called = call(desk, "m1", kind="water")
    assert desk.refused("m1", "messages.call", "already_called", id=ref("call2"), kind="water") == {"kind": "water"}
    call(desk, "m1", "call3")
    call(desk, "m2", "call4", kind="water")
    desk.act("m1", "messages.withdraw", id=called)
    call(desk, "m1", "call5", kind="water")


def test_what_somebody_took_another_does_not_and_what_is_done_is_done(desk: Desk):
    called = call(desk, "m1")
    desk.act("sec", "messages.take", id=called)
    assert desk.refused("sec", "messages.take", "stale", id=called)["state"] == "taken"
    desk.act("sec", "messages.close", id=called)
    for who, name in (("sec", "messages.close"), ("sec", "messages.take"), ("m1", "messages.withdraw")):
        assert desk.refused(who, name, "stale", id=called)["state"] == "done"


def test_only_ones_own_call_is_taken_back(desk: Desk):
    called = call(desk, "m1")
    desk.refused("m2", "messages.withdraw", "not_allowed", id=called)
    desk.refused("m1", "messages.withdraw", "not_found", id=ref("call9"))


def test_the_secretary_says_what_may_be_called_for(desk: Desk):
    desk.act("sec", "messages.offer_help", kinds=["water", "  Trà  nóng", "water"])
    assert desk.records("m1")["help/now"] == {"kinds": ["water", "Trà nóng"]}
    call(desk, "m1", kind="Trà nóng")
    assert desk.refused("m1", "messages.call", "invalid", id=ref("call2"), kind="secretary")["where"] == "kind"
    for kinds in ([], ["x" * 41], [str(n) for n in range(13)]):
        assert desk.refused("sec", "messages.offer_help", "invalid", kinds=kinds)["where"] == "kinds"


def test_a_call_is_heard_of_by_its_caller_and_the_desk_only(desk: Desk):
    since = desk.head()
    called = call(desk, "m1", kind="water", note=SECRET)
    desk.act("sec", "messages.take", id=called)
    for who in ROLES:
        knows = who in ("m1", "sec", "chair", "aud")
        for sign in (called, SECRET, "messages.called", "messages.taken"):
            assert (sign in packets(desk, who, since)) is knows, (who, sign)
        assert (called in desk.kinds(who, "calls")) is knows


def test_the_line_is_read_by_chair_and_secretaries_only(desk: Desk):
    since = desk.head()
    with desk.happening() as facts:
        desk.act("sec", "messages.say", id=ref("word1"), text=SECRET)
        desk.act("chair", "messages.say", id=ref("word2"), text=f"{SECRET}!")
    there = sorted((desk.person("chair"), desk.person("sec")))
    assert facts == [
        LineSaid(message=ref("word1"), text=SECRET, to=there),
        LineSaid(message=ref("word2"), text=f"{SECRET}!", to=there),
    ]
    for who in ROLES:
        knows = who in ("sec", "chair")
        for sign in (SECRET, ref("word1"), "messages.said", desk.person("sec")):
            assert (sign in packets(desk, who, since)) is knows, (who, sign)
        assert (ref("word1") in desk.kinds(who, "line")) is knows


def test_who_comes_to_the_line_later_does_not_read_what_was_said_before(desk: Desk):
    desk.act("sec", "messages.say", id=ref("word1"), text="trước")
    desk.act("sec", "meetings.add_participant", person=desk.person("m1"), role="chair", entitled=True)
    desk.act("m1", "messages.say", id=ref("word2"), text="sau")
    assert set(desk.kinds("m1", "line")) == {ref("word2")}
    assert set(desk.kinds("sec", "line")) == {ref("word1"), ref("word2")}


def test_a_line_needs_two_ends(desk: Desk):
    desk.act("sec", "meetings.remove_participant", person=desk.person("chair"))
    desk.refused("sec", "messages.say", "nobody_at_the_line", id=ref("word1"), text="?")


def test_a_word_to_everybody_reaches_all_and_the_next_takes_its_place(desk: Desk):
    with desk.happening() as facts:
        desk.act("chair", "messages.broadcast", id=ref("all1"), text="Nghỉ 10 phút", seconds=60)
        desk.act("sec", "messages.broadcast", id=ref("all2"), text="Mời vào họp")
    assert isinstance(facts[0], BroadcastSent)
    for who in ROLES:
        said = desk.records(who)["broadcast/now"]
        assert (said["id"], said["text"], said["until"]) == (ref("all2"), "Mời vào họp", None)
    assert desk.refused("chair", "messages.end_broadcast", "stale", id=ref("all1"))["state"] == "replaced"
    desk.act("chair", "messages.end_broadcast", id=ref("all2"))
    assert "broadcast/now" not in desk.records("screen")
    assert desk.refused("chair", "messages.end_broadcast", "stale", id=ref("all2"))["state"] == "ended"


def test_a_broadcast_for_a_time_is_over_by_the_servers_clock(desk: Desk):
    desk.act("chair", "messages.broadcast", id=ref("all1"), text="?", seconds=60)
    said = desk.records("m1")["broadcast/now"]
    assert said["until"] == said["at"] + 60_000


@pytest.mark.parametrize(
    ("name", "args", "where"),
    [
        ("broadcast", {"text": ""}, "text"),
        ("broadcast", {"text": "x" * 301}, "text"),
        ("broadcast", {"text": "x", "seconds": 4}, "seconds"),
        ("broadcast", {"text": "x", "seconds": 86_401}, "seconds"),
        ("say", {"text": "x" * 501}, "text"),
        ("say", {"text": "\ud800"}, "text"),
    ],
)
def test_what_is_no_message_is_refused(desk: Desk, name: str, args: dict[str, object], where: str):
    assert desk.refused("chair", f"messages.{name}", "invalid", id=ref("one"), **args)["where"] in (
        where,
        f"messages.{name}",
    )
