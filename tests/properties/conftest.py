"""One desk for all made-up meetings; each begins from the same moment."""

from collections.abc import Callable, Iterator

import pytest

from tests.desk import Desk, ref
from tests.properties.script import prelude


@pytest.fixture(scope="module")
def desk(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk.copy(template, tmp_path_factory.mktemp("made_up"))
    prelude(desk)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def again(desk: Desk) -> Callable[..., Desk]:
    """Return how to get the desk as it was after the prelude: in session, with a vote open, unless `live` is false."""
    start = desk.save()

    def begin(*, live: bool = True) -> Desk:
        desk.restore(start)
        if live:
            desk.start()
            desk.act("chair", "polls.open", id=ref("poll1"))
        return desk

    return begin
