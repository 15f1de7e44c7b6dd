"""Snapshot + changes = snapshot, for every audience; and nobody sees what is not theirs to see (P5, P10)."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet.journal.batches import Told
from icabinet.journal.records import DESK, EVERYONE, changed_since, person_tag, seen_by, snapshot
from icabinet.live.rooms import tags_of
from icabinet.live.telling import shown
from icabinet.people.policy import DESK_ROLES
from tests.desk import OUTSIDER, ROLES, Desk
from tests.noise import WORD
from tests.properties.script import SECRET, Step, play, private_colour, scripts
from tests.properties.tablets import Room

INVITED = [*ROLES]


def audiences(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Every role's tags, those of each person, and those of nobody in particular."""
    named = {who: tags_of(desk.person(who), role) for who, role in ROLES.items()}
    raised = {f"{who} at the desk": tags_of(desk.person(who), "secretary") for who in ("m1", "guest")}
    return named | raised | {"everyone": (EVERYONE,), "desk": (EVERYONE, DESK)}


def applied(records: dict, changes: dict) -> dict:
    return {key: body for key, body in (records | changes).items() if body is not None}


@contextmanager
def room_of(desk: Desk) -> Iterator[Room]:
    with Room(desk).listening() as room:
        room.enter(*INVITED, "chair")
        yield room


@settings(max_examples=15)
@given(script=scripts(), data=st.data())
def test_a_snapshot_and_the_changes_since_are_the_snapshot_now(
    again: Callable[..., Desk], script: list[Step], data: st.DataObject
):
    desk = again()
    streams = [desk.stream, desk.notebook_of("m1"), desk.notebook_of("sec")]
    with looking(desk, streams) as views:
        moments = [views()]
        for step in script:
            play(desk, step)
            moments.append(views())
    now = moments[-1]
    for then in data.draw(st.lists(st.sampled_from(moments), min_size=3, max_size=6)):
        for stream in streams:
            (since, before), (_, after) = then[stream], now[stream]
            with desk.services.db.reading() as session:
                changes = _sent(changed_since(session, stream, since))
            for who, tags in audiences(desk).items():
                assert applied(seen_by(tags, before), seen_by(tags, changes)) == seen_by(tags, after), (who, since)


@settings(max_examples=15)
@given(script=scripts())
def test_told_entry_by_entry_every_audience_arrives_at_the_snapshot(again: Callable[..., Desk], script: list[Step]):
    desk = again()
    stream = desk.stream
    with room_of(desk) as room, looking(desk, [stream]) as views:
        before = views()[stream][1]
        for step in script:
            room.told.clear()
            play(desk, step)
            mine: list[Told] = [one for one in room.told if one.entry.stream == stream]
            after = views()[stream][1]
            if after is before and not mine:
                continue
            for who, tags in audiences(desk).items():
                seen = seen_by(tags, before)
                for one in mine:
                    seen = applied(seen, _sent(shown(one, tags)).get("changes", {}))
                assert seen == seen_by(tags, after), (who, step)
            before = after


@settings(max_examples=15)
@given(script=scripts())
def test_every_tablet_shows_what_a_fresh_one_would(again: Callable[..., Desk], script: list[Step]):
    desk = again()
    with room_of(desk) as room:
        for step in script:
            play(desk, step)
            for tablet in room.tablets.values():
                assert not any(tablet.gap(stream) for stream in tablet.heads)
            room.settle()
        for tablet in room.tablets.values():
            assert tablet.records == room.truth(tablet), tablet.who


@settings(max_examples=25)
@given(script=scripts())
def test_nothing_reaches_a_tablet_that_is_not_for_it(again: Callable[..., Desk], script: list[Step]):
    desk, readers = again(), {"m1"}
    with room_of(desk) as room:
        room.enter(OUTSIDER)
        for step in script:
            readers |= {who for who in (*ROLES, OUTSIDER) if desk.role_of(who) in DESK_ROLES}
            play(desk, step)
            readers |= {who for who in (*ROLES, OUTSIDER) if desk.role_of(who) in DESK_ROLES}
            room.settle()
        for tablet in room.tablets.values():
            _check_heard_only_own(desk, tablet.who, tablet.heard)
            assert tablet.who in readers or SECRET not in json.dumps(tablet.heard), tablet.who


def _check_heard_only_own(desk: Desk, who: str, heard: list) -> None:
    """No noise, no other's notebook, no other's choice before the close."""
    everything = json.dumps(heard)
    assert WORD not in everything
    for other in [*ROLES, OUTSIDER]:
        if other != who:
            assert private_colour(other) not in everything, (who, other)
            assert f"notebook:{desk.meeting}:{desk.person(other)}" not in everything
    own = desk.person(who)
    for _, body in heard:
        parts = [body, *body.get("entries", [])]
        changes = {
            key: one for part in parts for key, one in {**part.get("records", {}), **part.get("changes", {})}.items()
        }
        for key, record in changes.items():
            if key.startswith("ballots/") and record is not None and record["person"] != own:
                assert set(record) == {"poll", "person", "at"}
            # The desk, which is told who may vote, checks a result before it is published.
            is_desk = key.startswith("polls/") and "voters" in record and record["state"] == "closed"
            if key.startswith("polls/") and record["state"] != "published" and not is_desk:
                assert record["result"] is None


@settings(max_examples=15)
@given(script=scripts())
def test_whoever_may_not_know_an_entry_gets_its_bare_number(again: Callable[..., Desk], script: list[Step]):
    desk = again()
    with Room(desk).listening() as room:
        for step in script:
            play(desk, step)
        for one in (one for one in room.told if one.entry.stream == desk.stream):
            for tags in audiences(desk).values():
                entry = shown(one, tags)
                assert entry["seq"] == one.entry.seq
                hidden = {"nobody": True, "desk": DESK not in tags, "everyone": False}[one.entry.kind.audience]
                hidden |= one.known_to is not None and one.known_to.isdisjoint(tags)
                assert set(entry) - {"changes"} == ({"seq"} if hidden else {"seq", "at", "by", "fact"})
                if one.entry.kind.name == "polls.prepared" and hidden:
                    assert entry == {"seq": one.entry.seq}
                voter = getattr(one.entry.fact, "voter", None)
                if voter and person_tag(voter) not in tags and DESK not in tags:
                    assert voter not in json.dumps(_without_keepers(entry))


def _without_keepers(entry: dict) -> dict:
    """Everybody knows who keeps the keys of a vote, and somebody who does may vote."""
    changes = entry.get("changes", {})
    return entry | {"changes": {key: body and {**body, "keys": None} for key, body in changes.items()}}


@contextmanager
def looking(desk: Desk, streams: list[str]) -> Iterator[Callable[[], dict]]:
    """Give what looks at all views of some streams; anew only if anything has been stored since the last look."""
    seen: dict[Any, dict] = {}
    with desk.watching() as version:

        def look() -> dict:
            now = version()
            if now not in seen:
                seen.clear()
                with desk.services.db.reading() as session:
                    seen[now] = {stream: (desk.head(stream), _sent(snapshot(session, stream))) for stream in streams}
            return seen[now]

        yield look


def _sent(value: object) -> Any:
    """Return a value as it comes out of the wire."""
    return json.loads(json.dumps(value))
