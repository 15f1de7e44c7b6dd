"""A tablet that was away has, once back, what one has that was never away (P5, R1–R4)."""

import random

import pytest

from icabinet import ids
from icabinet.journal.batches import Batch
from icabinet.journal.turns import Turn
from icabinet.live.joining import FARTHEST_BEHIND
from icabinet.presenting.facts import PageShown
from tests.live.tablet import Tablet
from tests.live.world import close_app, open_app


class Reader:
    """Keeps records as a client must: snapshots replace, entries come in order, without a gap."""

    def __init__(self, room):
        self.room = room
        self.seq = 0
        self.records = {}

    def connected(self, *, upto, leave_at):
        """Join, read entries up to `upto`, but leave at `leave_at`."""
        world = self.room.world
        since = {world.stream: self.seq} if self.seq else None
        with Tablet(self.room.server, {"token": self.room.token("m1")}) as tablet:
            self.take(tablet.join(world.meeting, since=since, role="member")["streams"][world.stream])
            while self.seq < min(upto, leave_at):
                for entry in tablet.wait("entries")["entries"]:
                    self.apply(entry)

    def take(self, part):
        self.records = part["records"] if "records" in part else self.merged(part["changes"])
        self.seq = part["seq"]

    def apply(self, entry):
        if entry["seq"] > self.seq:
            assert entry["seq"] == self.seq + 1
            self.seq, self.records = entry["seq"], self.merged(entry.get("changes", {}))

    def merged(self, changes):
        together = {**self.records, **changes}
        return {key: body for key, body in together.items() if body is not None}


@pytest.mark.parametrize("seed", range(3))
def test_who_comes_and_goes_ends_with_the_same_records(room, connect, seed):
    world, chance, chair = room.world, random.Random(seed), connect("chair")
    reader, strokes = Reader(room), []
    last = chair.join(world.meeting)["streams"][world.stream]["seq"]
    for _ in range(5):
        asked = [chair.begin("act", _wish(world, chance, strokes)) for _ in range(20)]
        leave_at = last + chance.randrange(20)
        reader.connected(upto=last, leave_at=leave_at)
        last = max(chair.answer(number)["ok"]["seq"] for number in asked)
    reader.connected(upto=last, leave_at=last)
    whole = connect("m1", join=False).join(world.meeting)["streams"][world.stream]
    assert (reader.seq, reader.records) == (whole["seq"], whole["records"])


def test_what_another_process_wrote_shows_in_the_heads_and_is_caught_up(room, connect):
    world, tablet = room.world, connect("m1")
    known = tablet.join(world.meeting)["streams"][world.stream]["seq"]
    _write_beside(room, 1)
    head = tablet.wait("head", lambda body: body["heads"][world.stream] > known)
    part = tablet.ask("catch_up", {"stream": world.stream, "since": known})["ok"]
    assert part["seq"] == head["heads"][world.stream] == known + 1
    assert list(part["changes"]) == ["presenting/now"]


def test_who_is_too_far_behind_gets_a_snapshot(room, connect):
    world, tablet = room.world, connect("m1")
    known = tablet.join(world.meeting)["streams"][world.stream]["seq"]
    _write_beside(room, FARTHEST_BEHIND)
    just = tablet.ask("catch_up", {"stream": world.stream, "since": known})["ok"]
    assert "changes" in just
    _write_beside(room, 1)
    too_far = tablet.ask("catch_up", {"stream": world.stream, "since": known})["ok"]
    assert "changes" not in too_far
    assert f"meetings/{world.meeting}" in too_far["records"]


def _wish(world, chance, strokes):
    """Draw, or erase something drawn, or turn the page."""
    kind = chance.choice(("draw", "draw", "erase", "show"))
    if kind == "erase" and strokes:
        name, args = "ink.erase", {"ids": [strokes.pop(chance.randrange(len(strokes)))]}
    elif kind == "draw":
        strokes.append(ids.new())
        name, args = (
            "ink.draw",
            {
                "id": strokes[-1],
                "paper": world.paper,
                "page": 2,
                "tool": "pen",
                "colour": "#102030",
                "width": 9,
                "points": [chance.randrange(10_000) for _ in range(9)],
            },
        )
    else:
        name, args = "presenting.show", {"paper": world.paper, "page": chance.randrange(1, 60)}
    return {"id": ids.new(), "stream": world.stream, "name": name, "args": args}


def _write_beside(room, count):
    """Write entries into the stream from this process; the server is not told."""
    world = room.world

    def work(session):
        batch = Batch(session)
        turn = Turn(batch, world.stream, world.people["sec"], ids.new())
        for page in range(count):
            turn.record(PageShown(paper=world.paper, page=page % 60 + 1))
        batch.write()

    app = open_app(room.server.data_dir)
    app.extensions["icabinet"].writer.write(work)
    close_app(app)
