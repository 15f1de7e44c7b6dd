"""Secret votes whose keys several people keep: before so many have given theirs nobody opens an envelope."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from icabinet.cli.recounting import counted_again
from icabinet.journal import reading
from icabinet.polls.facts import PollClosed
from icabinet.polls.keeping import Keeper
from icabinet.polls.sealing import KeyRoom, envelope_from
from icabinet.polls.shapes import Shape
from tests.desk import Desk, ref
from tests.sealing import seal_for_several

POLL = ref("poll1")
HOLDERS = ("chair", "sec", "guest")
BALLOTS = {"chair": "yes", "m1": "no", "m2": "yes"}


class Keys:
    """A pair on each holder's tablet."""

    def __init__(self) -> None:
        self.private = {who: X25519PrivateKey.generate() for who in (*HOLDERS, "stranger")}

    def public_of(self, who: str) -> str:
        return base64.b64encode(self.private[who].public_key().public_bytes_raw()).decode()

    def private_of(self, who: str) -> str:
        return base64.b64encode(self.private[who].private_bytes_raw()).decode()


@pytest.fixture
def keys() -> Keys:
    return Keys()


def prepared(desk: Desk, needed: int = 2, **more: object) -> None:
    holders = [desk.person(who) for who in HOLDERS]
    asked = {"question": "Bầu Phó Chủ tịch?", "secret": True, "preset": "majority_cast"}
    desk.act("sec", "polls.prepare", id=POLL, keys={"holders": holders, "needed": needed}, **asked, **more)


def offered(desk: Desk, keys: Keys, *people: str) -> None:
    for who in people:
        desk.act(who, "polls.offer_key", poll=POLL, public_key=keys.public_of(who))


def record(desk: Desk, who: str = "m1") -> dict:
    return desk.records(who)[f"polls/{POLL}"]


def cast(desk: Desk) -> None:
    for number, (who, choice) in enumerate(BALLOTS.items()):
        sealed = seal_for_several(record(desk), choice, f"{number + 2}" * 10)
        desk.act(who, "polls.cast", poll=POLL, sealed=sealed)


def given(desk: Desk, keys: Keys, *people: str) -> None:
    for who in people:
        desk.act(who, "polls.give_key", poll=POLL, private_key=keys.private_of(who))


@pytest.fixture
def ended(live: Desk, keys: Keys) -> Desk:
    """Everybody has voted, and voting is over."""
    prepared(live)
    offered(live, keys, *HOLDERS)
    live.act("chair", "polls.open", id=POLL)
    cast(live)
    live.act("chair", "polls.close", id=POLL)
    return live


def key_files(desk: Desk) -> list[Path]:
    folder = desk.folder / "poll_keys"
    return [path for path in folder.iterdir() if path.name.startswith(desk.meeting)] if folder.exists() else []


@pytest.mark.parametrize("people", [("chair", "sec"), ("guest", "chair"), ("sec", "guest")])
def test_any_two_of_three_open_the_ballots(ended: Desk, keys: Keys, people: tuple[str, str]):
    first, second = people
    given(ended, keys, first)
    assert (record(ended)["state"], record(ended)["result"]) == ("ended", None)
    given(ended, keys, second)
    result = record(ended)["result"]
    assert record(ended)["state"] == "published"
    assert result["trackers"] == [["2" * 10, "yes"], ["3" * 10, "no"], ["4" * 10, "yes"]]
    assert (result["agrees"], result["verdict"], result["received"]) == (True, "adopted", 3)
    assert key_files(ended) == []


def test_while_it_is_open_there_is_nothing_on_the_server_to_open_an_envelope_with(live: Desk, keys: Keys):
    prepared(live)
    offered(live, keys, *HOLDERS)
    live.act("chair", "polls.open", id=POLL)
    cast(live)
    assert key_files(live) == []
    assert record(live)["public_key"] is None
    halves = [key.private_bytes_raw() for key in keys.private.values()]
    for path in (path for path in live.folder.rglob("*") if path.is_file()):
        assert not any(half in path.read_bytes() for half in halves), path


def test_fewer_than_are_needed_open_nothing(ended: Desk, keys: Keys, tmp_path: Path):
    poll = record(ended)
    envelopes = [envelope_from(seal_for_several(poll, "yes", "2345678abc"), Shape(), 3)]
    for some, opens in (((1,), False), ((3,), False), ((1, 3), True), ((1, 2, 3), True)):
        room = KeyRoom(tmp_path / "-".join(map(str, some)))
        for place in some:
            room.put("meeting", POLL, place, keys.private[HOLDERS[place - 1]].private_bytes_raw())
        (found,) = room.open_shared("meeting", POLL, Shape(), envelopes, holders=3, needed=1)
        assert bool(found) == opens, some


def test_it_is_opened_only_when_enough_have_a_key(live: Desk, keys: Keys):
    prepared(live)
    offered(live, keys, "guest")
    refusal = live.refused("chair", "polls.open", "keys_missing", id=POLL)
    assert refusal == {"poll": POLL, "offered": 1, "needed": 2}
    offered(live, keys, "sec")
    live.act("chair", "polls.open", id=POLL)
    # Who has made none by now keeps none.
    assert [one["person"] for one in record(live)["keys"]["holders"]] == [live.person("sec"), live.person("guest")]
    live.refused("chair", "polls.offer_key", "not_allowed", poll=POLL, public_key=keys.public_of("chair"))
    live.refused("sec", "polls.offer_key", "stale", poll=POLL, public_key=keys.public_of("sec"))
    cast(live)
    live.act("sec", "polls.close", id=POLL)
    given(live, keys, "sec", "guest")
    assert record(live)["result"]["agrees"]


def test_a_key_is_given_when_voting_is_over_by_who_keeps_it_and_no_other_key(live: Desk, keys: Keys):
    prepared(live)
    offered(live, keys, *HOLDERS)
    live.act("chair", "polls.open", id=POLL)
    own = {"poll": POLL, "private_key": keys.private_of("chair")}
    live.refused("chair", "polls.give_key", "stale", **own)
    live.act("chair", "polls.close", id=POLL)
    live.refused("m1", "polls.give_key", "not_allowed", **own)
    live.refused("sec", "polls.give_key", "invalid", **own)
    for wrong in ("", "AAAA", keys.private_of("stranger"), base64.b64encode(bytes(32)).decode()):
        live.refused("chair", "polls.give_key", "invalid", poll=POLL, private_key=wrong)
    live.act("chair", "polls.give_key", **own)
    live.act("chair", "polls.give_key", **own)
    assert [one["given"] for one in record(live)["keys"]["holders"]] == [True, False, False]


def test_what_is_no_public_key_is_refused(live: Desk):
    prepared(live)
    for wrong in ("", "x", base64.b64encode(bytes(32)).decode(), base64.b64encode(bytes(31)).decode()):
        live.refused("chair", "polls.offer_key", "invalid", poll=POLL, public_key=wrong)


@pytest.mark.parametrize(
    ("holders", "needed", "secret"),
    [
        (("chair", "sec"), 1, True),
        (("chair", "sec"), 3, True),
        (("chair", "chair"), 2, True),
        (("chair", "screen"), 2, True),
        (("chair", "out"), 2, True),
        ((), 2, True),
        (("chair", "sec"), 2, False),
    ],
)
def test_keepings_that_are_none(live: Desk, holders: tuple, needed: int, secret: bool):
    keeping = {"holders": [live.person(who) for who in holders], "needed": needed}
    live.refused("sec", "polls.prepare", "invalid", id=POLL, question="?", secret=secret, keys=keeping)


def test_when_voting_is_over_nobody_votes_and_the_meeting_waits(ended: Desk):
    ended.refused("m3", "polls.cast", "stale", poll=POLL, sealed=seal_for_several(record(ended), "no", "2345678abc"))
    ended.refused("chair", "polls.close", "stale", id=POLL)
    ended.refused("chair", "polls.publish", "stale", id=POLL)
    ended.refused("chair", "meetings.end", "poll_still_open")


def test_a_vote_whose_keys_are_lost_can_be_called_off(ended: Desk, keys: Keys):
    given(ended, keys, "sec")
    ended.act("chair", "polls.cancel", id=POLL)
    assert key_files(ended) == []
    assert record(ended)["state"] == "cancelled"
    ended.refused("guest", "polls.give_key", "stale", poll=POLL, private_key=keys.private_of("guest"))


def test_where_some_keys_are_not_they_are_given_again(ended: Desk, keys: Keys):
    """As when the first was given to another process with a folder of its own."""
    given(ended, keys, "sec")
    (path,) = key_files(ended)
    path.unlink()
    last = {"poll": POLL, "private_key": keys.private_of("guest")}
    ended.refused("guest", "polls.give_key", "unavailable", **last)
    given(ended, keys, "sec", "guest")
    assert record(ended)["state"] == "published"


def test_given_keys_stay_until_the_count(ended: Desk, keys: Keys):
    import os

    given(ended, keys, "sec")
    (path,) = key_files(ended)
    os.utime(path, (0, 0))
    Keeper(ended.settings, ended.services.db).sweep()
    given(ended, keys, "guest")
    assert record(ended)["state"] == "published"


def test_who_comes_or_leaves_while_keys_are_awaited_changes_nothing(live: Desk, keys: Keys):
    live.act("m1", "attendance.check_in")
    prepared(live)
    offered(live, keys, *HOLDERS)
    live.act("chair", "polls.open", id=POLL)
    live.act("sec", "polls.close", id=POLL)
    live.act("m1", "attendance.leave")
    for who in ("m2", "m3"):
        live.act(who, "attendance.check_in")
    given(live, keys, "chair", "sec")
    assert record(live)["result"]["heads"] == {"all_members": 4, "entitled": 4, "present": 1}
    with live.services.db.reading() as session:
        again = counted_again(reading.entries(session, live.stream), POLL)
    assert again is not None
    assert again.differences == []


def test_a_holder_sees_the_vote_before_it_is_announced_and_others_do_not(live: Desk):
    prepared(live)
    assert record(live, "guest")["keys"]["needed"] == 2
    assert f"polls/{POLL}" not in live.records("m1")


def test_a_result_that_is_checked_by_hand_is_published_by_hand(live: Desk, keys: Keys):
    prepared(live, ways={"by_hand": True})
    offered(live, keys, *HOLDERS)
    live.act("chair", "polls.open", id=POLL)
    cast(live)
    live.act("chair", "polls.close", id=POLL)
    given(live, keys, "chair", "guest")
    assert (record(live)["state"], record(live)["result"]) == ("closed", None)
    live.act("chair", "polls.publish", id=POLL)
    assert record(live)["result"]["received"] == 3


def test_no_fact_has_a_private_key(ended: Desk, keys: Keys):
    given(ended, keys, "chair", "sec")
    text = repr(ended.facts()) + repr(ended.dump()) + repr(ended.told)
    assert isinstance(ended.facts()[-2], PollClosed)
    for who in HOLDERS:
        assert keys.private_of(who) not in text
        assert keys.private[who].private_bytes_raw().hex() not in text
