"""The floor between tablets: what must not be told, and what time it is (K1)."""

import time

from icabinet import ids
from tests.live.test_secrecy import Listener

SUBJECT = "ý kiến không nêu tên"


def test_no_packet_says_who_asks_anonymously_until_the_call(room, connect, monkeypatch):
    world, chair, asker = room.world, connect("chair"), connect("m1")
    others = {who: Listener(connect(who), monkeypatch) for who in ("m2", "guest", "screen")}
    traces = (world.people["m1"], SUBJECT)
    assert "ok" in chair.act(world.stream, "floor.set_rules", anonymous=True)
    for listener in others.values():
        # Who takes part, and who is online, they know anyhow.
        listener.tablet.wait("entries", lambda body: body["entries"][-1].get("fact") == "floor.rules_set")
        listener.packets.clear()
    first, second = ids.new(), ids.new()
    assert "ok" in asker.act(world.stream, "floor.ask", id=first, subject=SUBJECT)
    assert "ok" in asker.act(world.stream, "floor.withdraw", id=first)
    seq = asker.act(world.stream, "floor.ask", id=second, subject=SUBJECT)["ok"]["seq"]
    for who, listener in others.items():
        heard = listener.tablet.entries(world.stream, upto=seq)
        listener.tablet.ask("catch_up", {"stream": world.stream, "since": seq - 3})
        packets = [packet for packet in listener.packets if '"online"' not in packet]
        assert [(who, packet) for packet in packets for trace in traces if trace in packet] == []
        assert heard[-1]["changes"][f"speakers/{second}"]["person"] is None
        assert "by" not in heard[-1]
    seen = chair.entries(world.stream, upto=seq)[-1]
    assert (seen["by"], seen["changes"][f"speakers/{second}"]["person"]) == (world.people["m1"],) * 2
    seq = chair.act(world.stream, "floor.call", id=second)["ok"]["seq"]
    for listener in others.values():
        record = listener.tablet.entries(world.stream, upto=seq)[-1]["changes"][f"speakers/{second}"]
        assert (record["person"], record["subject"]) == (world.people["m1"], SUBJECT)
    chair.act(world.stream, "floor.set_rules", anonymous=False)


def test_a_page_that_was_asked_from_is_told_to_nobody_but_the_desk_and_the_asker(room, connect, monkeypatch):
    world, asker = room.world, connect("m1")
    other = Listener(connect("m2"), monkeypatch)
    other.packets.clear()
    speech = ids.new()
    seq = asker.act(world.stream, "floor.ask", id=speech, paper=world.paper, page=7)["ok"]["seq"]
    other.tablet.entries(world.stream, upto=seq)
    assert [packet for packet in other.packets if world.paper in packet] == []
    assert asker.entries(world.stream, upto=seq)[-1]["changes"][f"speakers/{speech}"]["page"] == 7


def test_k1_a_tablet_asks_what_time_it_is(room, connect):
    tablet = connect("screen")
    before = int(time.time() * 1000)
    said = tablet.ask("clock", {})["ok"]["now"]
    assert before <= said <= int(time.time() * 1000) + 1
    assert tablet.ask("clock", {"more": 1})["error"]["code"] == "invalid"
