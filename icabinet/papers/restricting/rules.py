"""Who may read a paper, and what must not be filed at all. Pure: no database, no clock, no sockets."""

import re
import unicodedata
from collections.abc import Collection, Iterator

from icabinet.errors import Invalid, Refusal
from icabinet.people.policy import UNINVITED, Role, may

LEVELS = ("ordinary", "internal", "limited")
# The levels of the Law on Protection of State Secrets: Mật, Tối mật, Tuyệt mật.
STATE_SECRETS = ("mat", "toi_mat", "tuyet_mat")
_MOST = 500
_LONGEST_UNIT = 200
_LATEST_MS = 7_258_118_400_000

_LATER_STAMPS = re.compile(r"\b(?:tuyệt|tối)\s+mật\b|\b(?:tuyet|toi)\s+mat\b")
_STAMPS = frozenset({"mật", "độ mật", "văn bản mật", "tài liệu mật", "dấu mật", "hồ sơ mật"})
_LOUD_STAMPS = ("MẬT", "MAT")
_APART = re.compile(r"[^\w\s]+")


class StateSecret(Refusal):
    """Such papers must not be put into this system. data: level."""

    code, status = "state_secret", 422


class LooksStateSecret(Refusal):
    """The name says what only a stamp of state secrecy says. data: word."""

    code, status = "looks_state_secret", 422


def check_level(level: str) -> None:
    if level in STATE_SECRETS:
        raise StateSecret(level=level)
    if level not in LEVELS:
        raise Invalid(where="level", why="unknown")


def check_no_stamp(name: str) -> None:
    """Refuse a title or a file's name that bears a stamp of state secrecy.

    "Tối mật" and "Tuyệt mật" count anywhere, with or without their marks; "Mật" where it stands by itself or in
    capitals among small letters, because "bảo mật" and "mật độ" are ordinary words.
    """
    spelt = unicodedata.normalize("NFC", name).replace("_", " ")
    parts = [" ".join(part.split()) for part in _APART.split(spelt)]
    found = _LATER_STAMPS.search(" ".join(parts).lower())
    alone = next((part for part in parts if part.lower() in _STAMPS), None)
    loud = next((word for part in parts for word in _loud(part)), None)
    if found or alone or loud:
        raise LooksStateSecret(word=found[0] if found else alone or loud)


def _loud(part: str) -> Iterator[str]:
    """Yield stamps in capitals that stand among words which are not."""
    words = ["", *part.split(), ""]
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word in _LOUD_STAMPS and not (before.isupper() or after.isupper()):
            yield word


def check_readers(roles: Collection[str], units: Collection[str], people: Collection[str]) -> None:
    if not all(role in set(Role) - UNINVITED for role in roles):
        raise Invalid(where="roles", why="unknown")
    if len(units) > _MOST or any(not 0 < len(unit) <= _LONGEST_UNIT for unit in units):
        raise Invalid(where="units", why="length")
    if len(people) > _MOST:
        raise Invalid(where="people", why="length", longest=_MOST)


def check_until(until: int | None, now: int) -> None:
    """What is to be read from some moment on, before 2200, is not readable yet."""
    if until is not None and not now < until < _LATEST_MS:
        raise Invalid(where="until", why="past" if until <= now else "range")


def sees_all(role: str | None) -> bool:
    """Whether this role reads every paper of its meeting, whatever is said of it."""
    return may(role, "papers.read_restricted")


def is_for_all(roles: Collection[str], units: Collection[str], people: Collection[str], until: int | None) -> bool:
    """Whether nobody in the meeting is kept from the paper."""
    return until is None and not (roles or units or people)


def is_reader(
    roles: Collection[str], units: Collection[str], people: Collection[str], *, person: str, role: str, unit: str
) -> bool:
    """Whether one of the three fits this participant; once the paper may be read at all."""
    return role in roles or person in people or (bool(unit) and unit in units)


def is_guarded(level: str, *, for_all: bool) -> bool:
    """Whether pages carry their reader's name, and each picture of them is put on record."""
    return level == LEVELS[-1] or not for_all
