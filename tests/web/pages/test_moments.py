"""Days and times as people type them."""

import pytest

from icabinet.errors import Invalid
from icabinet.web.pages import moments


def test_typed_times_are_those_of_ha_noi() -> None:
    assert moments.typed("2026-11-24", "08:00") == 1_795_482_000_000  # 01:00 UTC


def test_what_is_shown_can_be_typed_again() -> None:
    assert moments.to_type(moments.typed("2026-11-24", "08:05")) == ("2026-11-24", "08:05")


@pytest.mark.parametrize(("day", "time"), [("", "08:00"), ("24/11/2026", "08:00"), ("2026-11-24", "25:00")])
def test_anything_else_is_refused(day: str, time: str) -> None:
    with pytest.raises(Invalid):
        moments.typed(day, time)
