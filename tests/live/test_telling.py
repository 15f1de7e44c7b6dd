"""Who is told what of a batch of entries, and that a changed part counts from the next entry on (E1, E3, C7)."""

from functools import partial

import pytest

from icabinet.journal.batches import Told
from icabinet.journal.facts import KIND_OF, Entry
from icabinet.journal.records import DESK, EVERYONE, person_tag
from icabinet.live.rooms import Rooms, Socket
from icabinet.live.telling import Teller
from icabinet.meetings.facts import ParticipantAdded, ParticipantRemoved
from icabinet.polls.facts import BallotCast, PollCancelled
from tests.wires import ToldTo

STREAM = "meeting:m"


class Hall:
    """Sockets of a meeting, and all that was sent to each."""

    def __init__(self, **roles):
        self.rooms, self.sent = Rooms(), {who: [] for who in roles}
        self.teller = Teller(self.rooms, self.dismiss)
        for who, role in roles.items():
            socket = Socket(who, who, who, "en", "session", None, ToldTo(partial(self.hear, who)))
            self.rooms.add(socket)
            self.rooms.join(socket, "m", role)

    def hear(self, who, event, body):
        self.sent[who].append((event, body))

    def dismiss(self, socket, code):
        self.rooms.remove(socket.sid)
        self.sent[socket.sid].append(("bye", code))

    def entries(self, who):
        return [entry for event, body in self.sent[who] if event == "entries" for entry in body["entries"]]

    def seqs(self, who):
        return [entry["seq"] for entry in self.entries(who)]


def _told(*facts, changes=None, first=1):
    return [
        Told(
            Entry(stream=STREAM, seq=seq, at=0, actor="sec", cause="x", kind=KIND_OF[type(fact)], fact=fact),
            changes or {},
        )
        for seq, fact in enumerate(facts, first)
    ]


@pytest.fixture
def hall():
    return Hall(sec="secretary", m1="member", m2="member")


def test_a_batch_is_one_message(hall):
    hall.teller.hear(_told(*[PollCancelled(poll="p")] * 3))
    for who in hall.sent:
        assert [event for event, _ in hall.sent[who]] == ["entries"]
        assert hall.seqs(who) == [1, 2, 3]


def test_each_sees_one_s_own_view_of_each_entry(hall):
    told = [
        *_told(BallotCast(poll="p", voter="m1", choice="yes"), changes=_ballot("m1")),
        *_told(BallotCast(poll="p", voter="m2", choice="no"), changes=_ballot("m2"), first=2),
    ]
    hall.teller.hear(told)
    seen = {who: [entry.get("changes") for entry in hall.entries(who)] for who in hall.sent}
    assert seen["m1"] == [{"ballots/p/m1": "own"}, None]
    assert seen["m2"] == [None, {"ballots/p/m2": "own"}]
    assert seen["sec"] == [{"ballots/p/m1": "desk"}, {"ballots/p/m2": "desk"}]


def test_who_is_removed_hears_of_it_and_of_nothing_after(hall):
    hall.teller.hear(_told(PollCancelled(poll="p"), ParticipantRemoved(person="m2"), PollCancelled(poll="q")))
    assert hall.seqs("m2") == [1, 2]
    assert hall.sent["m2"][-1] == ("bye", "not_found")
    assert hall.seqs("m1") == [1, 2, 3]


def test_a_new_role_sees_by_its_own_right_from_the_next_entry_on(hall):
    less = ParticipantAdded(person="sec", name="", role="guest", entitled=False, title="", unit="", rank=1)
    hidden = {"polls/p": [(DESK, "desk"), (person_tag("m1"), "own")], "items/i": [(EVERYONE, "all")]}
    hall.teller.hear([*_told(less), *_told(PollCancelled(poll="q"), changes=hidden, first=2)])
    assert hall.entries("sec")[-1]["changes"] == {"items/i": "all"}
    assert hall.entries("m1")[-1]["changes"] == {"items/i": "all", "polls/p": "own"}
    assert [event for event, _ in hall.sent["sec"]] == ["entries", "rejoin", "entries"]


def _ballot(person):
    return {f"ballots/p/{person}": [(person_tag(person), "own"), (DESK, "desk")]}
