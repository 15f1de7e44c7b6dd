"""The points of a mark as a string: the same on server and tablet, whatever the points, and nothing else is taken."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icabinet.errors import Invalid
from icabinet.ink.packing import pack, unpack

# The same examples are shown to the tablet's half (tests/js/packing.test.js).
EXAMPLES = json.loads((Path(__file__).parent.parent / "vectors" / "packing.json").read_text())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_points_are_packed_as_the_tablet_packs_them(example):
    assert pack(example["points"]) == example["packed"]
    assert unpack(example["packed"]) == example["points"]


@given(st.lists(st.integers(-10_000, 1_000_000)))
def test_whatever_is_packed_comes_back(points):
    assert unpack(pack(points)) == points


@pytest.mark.parametrize("wrong", ["A", "A A", "AÁ", "+/", "+AAA", "/AAA", "gA", "_____w", "gICAgAE", "____________AA"])
def test_what_was_never_packed_is_refused(wrong):
    with pytest.raises(Invalid):
        unpack(wrong)


@given(st.text(max_size=40))
def test_any_text_is_points_or_refused(text):
    with suppress(Invalid):
        assert all(isinstance(point, int) for point in unpack(text))
