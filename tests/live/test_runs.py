"""Spans of bare numbers say what the numbers would (E2, E3)."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from icabinet.live.runs import runs_of, with_own
from tests.spans import written_out

shows = st.lists(st.booleans(), min_size=1, max_size=40)


def said(runs):
    entries = [json.loads(bytes(run.encoded)) for run in runs]
    return written_out({"entries": entries})["entries"]


def view(seq, who):
    return json.dumps({"seq": seq, "by": who}).encode()


@given(shows=shows, first=st.integers(1, 1_000))
def test_every_number_is_said_once_and_in_order(shows, first):
    entries = [(seq, view(seq, "all") if shown else None) for seq, shown in enumerate(shows, first)]
    expected = [json.loads(shown) if shown else {"seq": seq} for seq, shown in entries]
    runs = runs_of(entries)
    assert said(runs) == expected
    assert not any(a.shown is None and b.shown is None for a, b in pairwise(runs))


@given(shows=shows, data=st.data())
def test_one_s_own_stands_in_its_place(shows, data):
    common = {seq: view(seq, "all") if shown else None for seq, shown in enumerate(shows, 7)}
    own = {seq: view(seq, "me") for seq in data.draw(st.sets(st.sampled_from(sorted(common))))}
    runs = runs_of(common.items())
    expected = [json.loads(shown) if shown else {"seq": seq} for seq, shown in (common | own).items()]
    assert said(with_own(runs, own)) == expected
    assert said(runs) == [json.loads(shown) if shown else {"seq": seq} for seq, shown in common.items()]
