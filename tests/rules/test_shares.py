"""Shares of a secret: so many of them give it, whichever they are; fewer tell nothing."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from icabinet.polls.shares import combined
from tests.sealing import share_at

SECRETS = st.binary(min_size=32, max_size=32)


@st.composite
def shared(draw) -> tuple[bytes, int, dict[int, bytes]]:
    """A secret, how many shares are needed, and the shares by place."""
    count = draw(st.integers(2, 7))
    needed = draw(st.integers(2, count))
    polynomial = [draw(SECRETS) for _ in range(needed)]
    return polynomial[0], needed, {place: share_at(place, polynomial) for place in range(1, count + 1)}


@given(shared())
def test_any_so_many_of_them_give_the_secret_and_more_do_too(made):
    secret, needed, shares = made
    for count in range(needed, len(shares) + 1):
        for some in combinations(shares, count):
            assert combined({place: shares[place] for place in some}) == secret


@settings(max_examples=30)
@given(shared(), SECRETS)
def test_one_too_few_fit_every_other_secret_as_well(made, other):
    """With one share less any secret is as likely as the true one: some last share makes it."""
    _, needed, shares = made
    known = {place: shares[place] for place in list(shares)[: needed - 1]}
    # The polynomial that goes through what is known and through the other secret at 0 has a value at one more place.
    last = list(shares)[needed - 1]
    missing = share_for(other, known, last)
    assert combined(known | {last: missing}) == other


def share_for(secret: bytes, known: dict[int, bytes], place: int) -> bytes:
    """Try out, byte by byte, which share gives that secret."""
    tried = [combined(known | {place: bytes([value]) * 32}) for value in range(256)]
    return bytes(next(value for value in range(256) if tried[value][at] == secret[at]) for at in range(32))
