"""A fact is something that happened, in the past tense. An entry is a fact once numbered and written down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from sqlalchemy.orm import Session


class Audience(StrEnum):
    """Who may read that a fact happened. Everybody else still receives its number, so that nobody sees a gap."""

    EVERYONE = "everyone"
    DESK = "desk"
    NOBODY = "nobody"


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every feature's facts: typed, closed to unknown fields."""


class Erasing(Fact, frozen=True):
    """Base of facts by which bodies of earlier entries are gone; spans: [first, last] of their numbers."""

    spans: list[tuple[int, int]]


@dataclass(frozen=True)
class Kind:
    """What is known of a fact's class: its name and version on disk, its audience, and who projects it."""

    name: str
    version: int
    audience: Audience
    shape: type[Fact]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A fact with its number, time (ms), actor, cause (the action's id) and the records it touched."""

    stream: str
    seq: int
    at: int
    actor: str
    cause: str
    kind: Kind
    fact: Fact
    touched: list[str] = field(default_factory=list)


F = TypeVar("F", bound=Fact)
P = TypeVar("P", bound="Projector")
Projector = Callable[[Session, Entry, Any], Iterable[str]]

KINDS: dict[tuple[str, int], Kind] = {}
KIND_OF: dict[type[Fact], Kind] = {}
PROJECTORS: dict[type[Fact], Projector] = {}
FOLLOWERS: dict[str, list[Projector]] = {}


def fact(name: str, *, version: int = 1, audience: Audience = Audience.EVERYONE) -> Callable[[type[F]], type[F]]:
    """Register a fact's class under its name on disk."""

    def register(shape: type[F]) -> type[F]:
        kind = Kind(name, version, audience, shape)
        if KINDS.setdefault((name, version), kind) is not kind:
            raise ValueError(f"two facts are called {name} v{version}")
        KIND_OF[shape] = kind
        return shape

    return register


def projects(shape: type[Fact]) -> Callable[[P], P]:
    """Mark the one function that writes this fact into tables; it returns the keys of the records it touched."""

    def register(projector: P) -> P:
        if PROJECTORS.setdefault(shape, projector) is not projector:
            raise ValueError(f"{KIND_OF[shape].name} has two projectors")
        return projector

    return register


def follows(name: str) -> Callable[[P], P]:
    """Mark a function that writes into its own tables what follows from another room's fact of this name.

    It comes after that fact's projector, and returns what it touched besides.
    """

    def register(follower: P) -> P:
        FOLLOWERS.setdefault(name, []).append(follower)
        return follower

    return register


def project(session: Session, entry: Entry) -> list[str]:
    """Write an entry into all the tables that it changes; return the keys of the records it touched."""
    touched = list(PROJECTORS[type(entry.fact)](session, entry, entry.fact))
    for follower in FOLLOWERS.get(entry.kind.name, ()):
        touched.extend(follower(session, entry, entry.fact))
    return touched
