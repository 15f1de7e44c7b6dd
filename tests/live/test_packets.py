"""The guard before the WebSocket (its effect on a server is shown in test_garbage.py)."""

from hypothesis import given
from hypothesis import strategies as st

from icabinet.live.packets import is_well_formed, unmasked

mask_bytes = st.binary(min_size=4, max_size=4)


@given(data=st.binary(max_size=300), mask=mask_bytes, offset=st.integers(0, 9))
def test_unmasking(data, mask, offset):
    plain = bytes(byte ^ mask[(offset + at) % 4] for at, byte in enumerate(data))
    assert unmasked(data, tuple(mask), length=len(data), offset=offset) == plain


@given(st.text())
def test_any_text_is_judged(text):
    is_well_formed(text)
    assert not is_well_formed("42" + text) or text.lstrip("0123456789 \t\r\n").startswith("[")
