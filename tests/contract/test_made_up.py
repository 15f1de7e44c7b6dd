"""Meetings made up at random go the same way on both databases: the same answers, the same records."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings

from icabinet import clock
from icabinet.errors import Refusal
from tests.desk import ROLES, Desk
from tests.properties.script import Step, play, prelude, scripts
from tools.servers import PostgreSQL


@pytest.fixture(scope="module", autouse=True)
def one_clock() -> Iterator[None]:
    now = clock.now_ms() + 1_000_000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now_ms", lambda: now)
        yield


@pytest.fixture(scope="module")
def pairs(
    template: Desk, postgresql: PostgreSQL, furnished: tuple[str, Desk], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], tuple[Desk, Desk]]:
    """Open a desk on each database, both just after the prelude."""
    name, maker = furnished
    begun = postgresql.database(name)
    folder = tmp_path_factory.mktemp("made_up")
    first = Desk.copy(template, folder / "first")
    second = Desk(folder / "second", dict(maker.known), database_url=postgresql.url(begun))
    for desk in (first, second):
        prelude(desk)
        desk.start()
        desk.close()
    numbers = count()

    def pair() -> tuple[Desk, Desk]:
        place = folder / str(next(numbers))
        copy = Desk(place / "b", dict(maker.known), database_url=postgresql.url(postgresql.database(begun)))
        return Desk.copy(first, place / "a"), copy

    return pair


@settings(max_examples=5)
@given(script=scripts(least=40, most=80))
def test_both_databases_answer_alike(pairs: Callable[[], tuple[Desk, Desk]], script: list[Step]):
    desks = pairs()
    for step in script:
        answers = [outcome(play(desk, step)) for desk in desks]
        assert answers[0] == answers[1], step
    one, other = map(seen, desks)
    assert one == other
    for desk in desks:
        desk.close()


def outcome(answer: Any) -> Any:
    return answer.code if isinstance(answer, Refusal) else answer.seq


def seen(desk: Desk) -> dict[str, Any]:
    """What everybody sees, without what was made at random: people by their short names, and no keys."""
    text = json.dumps({who: desk.records(who) for who in ROLES})
    for who, person in desk.known.items():
        text = text.replace(person, who)
    return json.loads(text, object_hook=_without_chance)


def _without_chance(record: dict[str, Any]) -> dict[str, Any]:
    if "voters" in record:
        record["voters"] = sorted(map(str, record["voters"]))
    if "people" in record:
        record["people"] = sorted(record["people"])
    return {**record, "public_key": bool(record["public_key"])} if "public_key" in record else record
