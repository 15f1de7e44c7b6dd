"""A reminder to those who have not voted, in every packet that goes to anybody."""

import pytest

from icabinet import ids
from tests.live.tablet import Tablet
from tests.sealing import seal

DESK = ("chair", "auditor")


class Listener:
    """Whoever keeps every packet that a tablet gets."""

    def __init__(self, tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tablet, self.packets = tablet, []
        take = tablet._ws.recv

        def recv() -> str:
            self.packets.append(take())
            return self.packets[-1]

        monkeypatch.setattr(tablet._ws, "recv", recv)


@pytest.mark.parametrize("secret", [False, True])
def test_no_other_socket_learns_who_was_reminded(room, connect, monkeypatch: pytest.MonkeyPatch, secret: bool):
    """m1 and the chair have voted; m2, who has two tablets, has not."""
    stream, m2 = room.world.stream, room.world.people["m2"]
    desk, poll = connect("sec"), ids.new()
    others = {who: Listener(connect(who), monkeypatch) for who in ("m1", "guest", "screen", *DESK)}
    mine = [connect("m2"), connect("m2")]
    assert "ok" in desk.act(stream, "polls.prepare", id=poll, question="?", secret=secret)
    assert "ok" in desk.act(stream, "polls.open", id=poll)
    record = desk.join(room.world.meeting)["streams"][stream]["records"][f"polls/{poll}"]
    for who in ("m1", "chair"):
        ballot = {"sealed": seal(record, "no", f"222222222{who[0]}")} if secret else {"choice": "no"}
        assert "ok" in others[who].tablet.act(stream, "polls.cast", poll=poll, **ballot)
    seq = desk.act(stream, "polls.nudge", id=poll)["ok"]["seq"]
    for tablet in mine:
        assert list(tablet.entries(stream, upto=seq)[-1]["changes"]) == [f"nudges/{poll}/{m2}"]
    for who, listener in others.items():
        entry = listener.tablet.entries(stream, upto=seq)[-1]
        assert list(entry.get("changes", ())) == ([f"nudges/{poll}"] if who in DESK else []), who
        # As one who was away, and as one who comes for the first time.
        listener.tablet.ask("catch_up", {"stream": stream, "since": seq - 1})
        listener.tablet.join(room.world.meeting)
        assert [packet for packet in listener.packets if f"nudges/{poll}/" in packet or "nudged" in packet] == [], who
    assert desk.act(stream, "polls.nudge", id=poll)["error"]["code"] == "nudged_just_now"
    assert "ok" in desk.act(stream, "polls.cancel", id=poll)
    assert desk.act(stream, "polls.nudge", id=poll)["error"]["code"] == "stale"
