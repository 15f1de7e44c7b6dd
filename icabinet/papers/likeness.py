"""Which pages of a paper are as they were in the version before, judged by their prints. Pure."""

import base64
from collections.abc import Sequence
from difflib import SequenceMatcher

# Of 255: so much lighter or darker may one field be, and all of them on average.
_ONE_FIELD, _ON_AVERAGE = 10, 1.5


def unchanged(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return, for each new page, the number of the old page that looks the same, 0 if there is none.

    Pages keep their order: of two that were swapped, one has changed.
    """
    found = [0] * len(new)
    before, after = ([one.partition(" ")[0] for one in prints] for prints in (old, new))
    for at_old, at_new, count in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for step in range(count):
            if _is_alike(old[at_old + step], new[at_new + step]):
                found[at_new + step] = at_old + step + 1
    return found


def _is_alike(one: str, other: str) -> bool:
    """A page that cannot be read is like no other."""
    here, there = (base64.b64decode(each.partition(" ")[2]) for each in (one, other))
    if not here or len(here) != len(there):
        return False
    gaps = [abs(a - b) for a, b in zip(here, there, strict=True)]
    return max(gaps) <= _ONE_FIELD and sum(gaps) <= _ON_AVERAGE * len(gaps)
