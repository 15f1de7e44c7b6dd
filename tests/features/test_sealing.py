"""Sealed envelopes: what tablets and server must agree on to the byte (vectors shared with the browser's tests)."""

import base64
import json
from itertools import combinations
from pathlib import Path

import pytest

from icabinet.errors import Invalid, Unavailable
from icabinet.polls.sealing import KeyRoom, envelope_from, plain_length
from icabinet.polls.shapes import Shape
from tests.sealing import SEALED_BYTES, seal, seal_bytes

VECTORS = json.loads((Path(__file__).parent.parent / "polls" / "seal_vectors.json").read_text())
BALLOTS = VECTORS["ballots"]
MEETING, POLL = "meeting4vectors00000", VECTORS["poll"]


@pytest.fixture
def room(tmp_path: Path) -> KeyRoom:
    """A room that holds the vectors' key."""
    folder = tmp_path / "keys"
    folder.mkdir()
    (folder / f"{MEETING}-{POLL}").write_bytes(base64.b64decode(VECTORS["private_key"]))
    return KeyRoom(folder)


@pytest.fixture
def made(tmp_path: Path) -> tuple[KeyRoom, dict]:
    room = KeyRoom(tmp_path / "keys")
    return room, {"id": POLL, "public_key": room.make(MEETING, POLL)}


def opened(room: KeyRoom, *sealed: str) -> list:
    found = room.open_all(MEETING, POLL, Shape(), [envelope_from(text, Shape()) for text in sealed])
    return [one and (one.c, one.t) for one in found]


def test_the_vectors_open_to_what_was_sealed(room: KeyRoom):
    assert len(BALLOTS) >= 3
    assert opened(room, *(one["sealed"] for one in BALLOTS)) == [(one["choice"], one["tracker"]) for one in BALLOTS]


def test_sealing_as_the_protocol_says_gives_the_vectors():
    poll = {"id": POLL, "public_key": VECTORS["public_key"]}
    for one in BALLOTS:
        ephemeral = base64.b64decode(one["ephemeral_private_key"])
        assert seal(poll, one["choice"], one["tracker"], ephemeral) == one["sealed"]


def test_every_choice_is_sealed_in_as_many_bytes(made: tuple[KeyRoom, dict]):
    lengths = {len(base64.b64decode(seal(made[1], choice, "2345678abc"))) for choice in ("yes", "no", "abstain")}
    assert lengths == {SEALED_BYTES} == {32 + plain_length(Shape()) + 16}


def test_the_vectors_sealed_for_several_open_with_any_two_keys(tmp_path: Path):
    shared = VECTORS["shared"]
    envelopes = [envelope_from(one["sealed"], Shape(), 3) for one in shared["ballots"]]
    for some in combinations(range(1, 4), shared["needed"]):
        room = KeyRoom(tmp_path / f"{some}")
        for place in some:
            room.put(MEETING, POLL, place, base64.b64decode(shared["holders"][place - 1]["private_key"]))
        found = room.open_shared(MEETING, POLL, Shape(), envelopes, holders=3, needed=shared["needed"])
        sealed = [(one["choice"], one["tracker"]) for one in shared["ballots"]]
        assert [(one.c, one.t) for one in found if one] == sealed


def test_sealing_twice_gives_different_bytes(made: tuple[KeyRoom, dict]):
    assert seal(made[1], "yes", "2345678abc") != seal(made[1], "yes", "2345678abc")


def test_a_key_that_was_made_opens_what_was_sealed_for_it(made: tuple[KeyRoom, dict]):
    room, poll = made
    assert opened(room, seal(poll, "no", "2345678abc")) == [("no", "2345678abc")]


def test_a_ballot_for_another_vote_does_not_open(made: tuple[KeyRoom, dict]):
    room, poll = made
    assert opened(room, seal(poll | {"id": "another0000000000"}, "yes", "2345678abc")) == [None]


def test_a_ballot_for_another_key_does_not_open(made: tuple[KeyRoom, dict]):
    room, poll = made
    assert opened(room, seal(poll | {"public_key": VECTORS["public_key"]}, "yes", "2345678abc")) == [None]


@pytest.mark.parametrize("place", [0, 31, 32, 70, 111])
def test_a_changed_byte_does_not_open(made: tuple[KeyRoom, dict], place: int):
    room, poll = made
    envelope = bytearray(base64.b64decode(seal(poll, "yes", "2345678abc")))
    envelope[place] ^= 1
    assert opened(room, base64.b64encode(envelope).decode()) == [None]


def padded(text: str) -> bytes:
    return text.encode().ljust(64)


@pytest.mark.parametrize(
    "plain",
    [
        padded(""),
        padded("yes"),
        padded('{"c":"maybe","t":"2345678abc"}'),
        padded('{"c":"yes"}'),
        padded('{"c":"yes","t":5}'),
        padded('{"c":"yes","t":""}'),
        padded('{"c":"yes","t":"Nguyễn Văn An"}'),
        padded('{"c":"yes","t":"2345678ab"}'),
        padded('{"c":"yes","t":"2345678abl"}'),
        padded('{"c":"yes","t":"2345678ABC"}'),
        padded('{"c":"yes","t":"2345678abc\\n"}'),
        padded('{"c":"yes","t":"2345678abc","x":1}'),
        padded('{"c":["yes"],"t":"2345678abc"}'),
        b"\xff" * 64,
    ],
)
def test_what_is_no_ballot_inside_does_not_open(made: tuple[KeyRoom, dict], plain: bytes):
    room, poll = made
    assert opened(room, seal_bytes(poll, plain)) == [None]


@pytest.mark.parametrize("point", [bytes(32), b"\x01" + bytes(31), b"\xff" * 32])
def test_a_degenerate_ephemeral_key_does_not_open(made: tuple[KeyRoom, dict], point: bytes):
    room, _ = made
    assert opened(room, base64.b64encode(point + bytes(80)).decode()) == [None]


@pytest.mark.parametrize(
    "text", ["", "AAAA", "=" * 152, "é" * 152, "A" * 148, "A" * 151, "A" * 156, " " + "A" * 151, "-_" * 76]
)
def test_what_is_no_envelope_is_refused_before_anything_else(text: str):
    with pytest.raises(Invalid) as caught:
        envelope_from(text, Shape())
    assert caught.value.data["where"] == "sealed"


def test_a_key_is_its_owners_alone(made: tuple[KeyRoom, dict], tmp_path: Path):
    (path,) = (tmp_path / "keys").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_key_that_is_destroyed_is_gone_and_may_be_destroyed_again(made: tuple[KeyRoom, dict], tmp_path: Path):
    room, _ = made
    assert room.kept() == [(MEETING, POLL)]
    for _ in range(2):
        room.destroy(MEETING, POLL)
        assert room.kept() == [] == list((tmp_path / "keys").iterdir())
    with pytest.raises(Unavailable):
        list(room.open_all(MEETING, POLL, Shape(), []))
