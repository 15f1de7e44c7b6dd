"""Secret votes: what nobody can find, while the vote is open and after it is closed. Promise P13."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from icabinet.polls.facts import BallotReceived
from icabinet.polls.tables import SealedBallotRow
from tests.desk import ENTITLED, ROLES, Desk, ref
from tests.sealing import seal, seal_bytes

POLL = ref("poll1")
CHOICES = {"chair": "yes", "m1": "no", "m2": "abstain", "m3": "yes"}
TRACKERS = {"chair": "ccccccccc2", "m1": "mmmmmmmmm3", "m2": "nnnnnnnnn4", "m3": "ppppppppp5"}


@pytest.fixture
def voted(live: Desk) -> Desk:
    """An open secret vote in which everybody has voted."""
    live.open_poll("poll1", secret=True)
    for who, choice in CHOICES.items():
        live.cast(who, "poll1", choice, TRACKERS[who])
    return live


def files(desk: Desk) -> dict[str, bytes]:
    """Return every byte that lies in the data folder."""
    return {str(path): path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}


def everything(desk: Desk) -> bytes:
    return b"\0".join(files(desk).values())


def keys(desk: Desk) -> list[str]:
    """Return which votes of this meeting have a key, and not those of the noise."""
    return [path.name for path in (desk.folder / "poll_keys").iterdir() if path.name.startswith(desk.meeting)]


def envelopes(desk: Desk) -> list[bytes]:
    with sqlite3.connect(desk.database) as outside:
        query = "SELECT envelope FROM sealed_ballots WHERE stream = ?"
        found = [row[0] for row in outside.execute(query, (desk.stream,))]
    outside.close()
    return found


def spoken_of(desk: Desk) -> Iterator[str]:
    """Yield everything that was told, answered or can be read, as text."""
    yield repr(desk.told)
    for who in ROLES:
        yield repr(desk.records(who))
    yield repr(desk.facts())
    yield repr(desk.dump())


def test_a_secret_vote_from_opening_to_result(voted: Desk):
    voted.act("chair", "polls.close", id=POLL)
    result = voted.result_of("poll1")
    assert result["outcomes"][0]["counts"] == {"yes": 2, "no": 1, "abstain": 1, "invalid": 0}
    assert result["trackers"] == sorted([TRACKERS[who], choice] for who, choice in CHOICES.items())
    assert (result["roll"], result["received"], result["agrees"]) == (None, 4, True)


def test_while_it_is_open_nothing_says_how_anybody_votes(voted: Desk):
    for text in spoken_of(voted):
        assert not any(tracker in text for tracker in TRACKERS.values())
    assert not any(tracker.encode() in everything(voted) for tracker in TRACKERS.values())
    received = [fact for fact in voted.facts() if isinstance(fact, BallotReceived)]
    assert received == [BallotReceived(poll=POLL, voter=voted.person(who)) for who in CHOICES]
    for who in ENTITLED:
        own = voted.records(who)[f"ballots/{POLL}/{voted.person(who)}"]
        assert own["choice"] is None


def test_everybody_sees_the_key_while_it_is_open_and_nobody_after(voted: Desk):
    assert len(voted.records("guest")[f"polls/{POLL}"]["public_key"]) == 44
    voted.act("chair", "polls.close", id=POLL)
    assert voted.records("sec")[f"polls/{POLL}"]["public_key"] is None


def test_an_envelope_says_neither_who_nor_when(voted: Desk):
    assert {column.name for column in SealedBallotRow.__table__.columns} == {"id", "stream", "poll", "envelope"}
    assert len(envelopes(voted)) == 4
    with sqlite3.connect(voted.database) as outside:
        (made,) = outside.execute("SELECT sql FROM sqlite_master WHERE name = 'sealed_ballots'").fetchone()
    outside.close()
    # A row number would tell the order of arrival, and the journal tells who arrived when.
    assert "WITHOUT ROWID" in made


@pytest.mark.parametrize("ending", ["close", "cancel"])
def test_when_it_has_ended_key_and_envelopes_are_nowhere(voted: Desk, ending: str):
    (name,) = keys(voted)
    private = (voted.folder / "poll_keys" / name).read_bytes()
    sealed = envelopes(voted)
    assert all(envelope in everything(voted) for envelope in sealed)
    voted.act("chair", f"polls.{ending}", id=POLL)
    assert keys(voted) == []
    assert envelopes(voted) == []
    left = everything(voted)
    assert private not in left
    for envelope in sealed:
        assert envelope not in left
        # A page that was split or overwritten in part may keep a piece.
        assert envelope[32:64] not in left


def test_nothing_on_disk_pairs_a_voter_with_a_tracker(voted: Desk):
    """Trackers are published with the choices; what must not exist is a voter's name near one, or their order."""
    voted.act("chair", "polls.close", id=POLL)
    for data in files(voted).values():
        for who, tracker in TRACKERS.items():
            person, at = voted.person(who).encode(), data.find(tracker.encode())
            while at >= 0:
                assert person not in data[max(0, at - 100) : at + 100]
                at = data.find(tracker.encode(), at + 1)
    shown = [tracker for tracker, _ in voted.result_of("poll1")["trackers"]]
    assert shown == sorted(shown)


def test_a_reader_in_the_middle_neither_delays_the_close_nor_keeps_the_envelopes(voted: Desk):
    """While somebody reads, the log cannot be emptied; nobody waits for that, and the next entry sees to it."""
    sealed = envelopes(voted)
    reader = sqlite3.connect(voted.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sealed_ballots").fetchone()
    begun = time.monotonic()
    voted.act("chair", "polls.close", id=POLL)
    assert time.monotonic() - begun < 5  # of the ten seconds for which the database would wait
    assert keys(voted) == []
    reader.execute("ROLLBACK")
    reader.close()
    voted.act("chair", "presenting.stop")
    assert not any(envelope in everything(voted) for envelope in sealed)


def test_a_start_after_a_crash_destroys_what_an_ended_vote_left(voted: Desk, monkeypatch: pytest.MonkeyPatch):
    from icabinet.polls.keeping import Keeper

    monkeypatch.setattr(Keeper, "_end", lambda *_: None)
    voted.act("chair", "polls.close", id=POLL)
    assert len(keys(voted)) == 1
    monkeypatch.undo()
    Keeper(voted.settings, voted.services.db).sweep()
    assert keys(voted) == []


def test_a_start_keeps_the_keys_of_votes_that_are_open(voted: Desk):
    from icabinet.polls.keeping import Keeper

    Keeper(voted.settings, voted.services.db).sweep()
    assert len(keys(voted)) == 1
    voted.act("chair", "polls.close", id=POLL)
    assert voted.result_of("poll1")["agrees"] is True


def test_each_vote_has_a_key_of_its_own(live: Desk):
    polls = [live.open_poll(name, secret=True) for name in ("poll1", "poll2")]
    records = live.records("guest")
    assert len({records[f"polls/{poll}"]["public_key"] for poll in polls}) == 2
    live.act("chair", "polls.close", id=polls[0])
    assert keys(live) == [f"{live.meeting}-{polls[1]}"]


def test_an_open_choice_is_refused_in_a_secret_vote(live: Desk):
    live.open_poll("poll1", secret=True)
    poll = live.records("m1")[f"polls/{POLL}"]
    for args in ({"choice": "yes"}, {}, {"choice": "yes", "sealed": seal(poll, "yes", "2345678abc")}):
        live.refused("m1", "polls.cast", "invalid", poll=POLL, **args)
    live.refused("m1", "polls.cast", "invalid", poll=POLL, sealed="AAAA")
    assert envelopes(live) == []


def test_a_ballot_that_cannot_be_read_counts_as_received_and_as_invalid(live: Desk):
    live.open_poll("poll1", secret=True)
    poll = live.records("m1")[f"polls/{POLL}"]
    live.act("m1", "polls.cast", poll=POLL, sealed=seal_bytes(poll, b"x" * 64))
    live.cast("m2", "poll1", "yes")
    live.act("chair", "polls.close", id=POLL)
    result = live.result_of("poll1")
    assert result["outcomes"][0]["counts"] == {"yes": 1, "no": 0, "abstain": 0, "invalid": 1}
    assert (result["received"], result["agrees"], len(result["trackers"])) == (2, True, 1)


def test_one_ballot_for_each(voted: Desk):
    poll = voted.records("m1")[f"polls/{POLL}"]
    voted.refused("m1", "polls.cast", "already_voted", poll=POLL, sealed=seal(poll, "yes", "2345678abc"))
    assert len(envelopes(voted)) == 4


def test_equal_votes_reject_because_nobody_knows_the_chairs(live: Desk):
    live.open_poll("poll1", secret=True, preset="people_committee")
    for who, choice in (("chair", "yes"), ("m1", "yes"), ("m2", "no"), ("m3", "no")):
        live.cast(who, "poll1", choice)
    live.act("chair", "polls.close", id=POLL)
    result = live.result_of("poll1")
    assert (result["verdict"], result["by_chair"]) == ("rejected", False)


def test_an_envelope_that_disappeared_gives_no_verdict(voted: Desk):
    with sqlite3.connect(voted.database) as outside:
        query = (
            "DELETE FROM sealed_ballots WHERE stream = ? AND id = (SELECT min(id) FROM sealed_ballots WHERE stream = ?)"
        )
        assert outside.execute(query, (voted.stream, voted.stream)).rowcount == 1
    outside.close()
    voted.act("chair", "polls.close", id=POLL)
    result = voted.result_of("poll1")
    assert (result["agrees"], result["verdict"], result["received"]) == (False, "blocked", 4)


def test_an_envelope_that_was_smuggled_in_gives_no_verdict(voted: Desk):
    poll = voted.records("m1")[f"polls/{POLL}"]
    import base64

    envelope = base64.b64decode(seal(poll, "yes", "2345678abc"))
    with sqlite3.connect(voted.database) as outside:
        outside.execute("INSERT INTO sealed_ballots VALUES ('x', ?, ?, ?)", (voted.stream, POLL, envelope))
    outside.close()
    voted.act("chair", "polls.close", id=POLL)
    assert voted.result_of("poll1")["verdict"] == "blocked"


def test_without_its_key_a_vote_is_not_closed_but_can_be_cancelled(voted: Desk):
    (name,) = keys(voted)
    Path(voted.folder / "poll_keys" / name).unlink()
    voted.refused("chair", "polls.close", "unavailable", id=POLL)
    voted.act("chair", "polls.cancel", id=POLL)


def test_replaying_during_the_vote_keeps_the_envelopes(voted: Desk):
    from icabinet.journal import reading

    voted.services.writer.write(lambda session: reading.replay(session, voted.stream))
    voted.act("chair", "polls.close", id=POLL)
    assert voted.result_of("poll1")["outcomes"][0]["counts"]["yes"] == 2
