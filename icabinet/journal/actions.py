"""The register of actions: what people may ask for, the shape of its arguments, and what it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from icabinet.errors import Invalid, NotFound
from icabinet.journal.turns import Turn


class UnknownAction(NotFound):
    """data: name."""

    code = "unknown_action"


class Args(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every action's arguments: typed, closed to unknown fields."""


class Nothing(Args, frozen=True):
    """Arguments of an action that takes none."""


Act = Callable[[Turn, Any], dict[str, Any] | None]
# Reads in one go what many wishes (stream, person, args) will ask for, so that it is at hand.
ReadAhead = Callable[[Session, list[tuple[str, str, Any]]], None]

ANY_STATE = frozenset({"planned", "live", "ended"})
LIVE = frozenset({"live"})
NOT_ENDED = frozenset({"planned", "live"})


@dataclass(frozen=True)
class Action:
    """An action with the permission it needs and the meeting's states it fits.

    With a `private` permission it may also act on one's own notebook, whatever the meeting's state. An `inside` action
    is taken by the product itself (a finished upload, a conversion) and by no tablet.
    """

    name: str
    permission: str
    args: type[Args]
    act: Act
    when: frozenset[str]
    private: str | None
    inside: bool
    ahead: ReadAhead | None

    @property
    def streams(self) -> tuple[str, ...]:
        """The kinds of stream it may act on."""
        return ("meeting", "notebook") if self.private else ("meeting",)

    def parse(self, value: object) -> Args:
        """Return the arguments in their shape, or refuse with `invalid` and the place of the fault.

        `value` is what JSON was read into, or JSON that is yet to be read (msgspec.Raw).
        """
        try:
            if isinstance(value, msgspec.Raw):
                return msgspec.json.decode(value, type=self.args)
            return msgspec.convert(value, self.args, strict=True)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise Invalid(where=self.name, why=str(error)) from error


ACTIONS: dict[str, Action] = {}


def action(
    name: str,
    args: type[Args] = Nothing,
    *,
    permission: str,
    when: frozenset[str] = NOT_ENDED,
    private: str | None = None,
    inside: bool = False,
    ahead: ReadAhead | None = None,
) -> Callable[[Act], Act]:
    """Register the function that carries out the action `name`."""

    def register(act: Act) -> Act:
        if name in ACTIONS:
            raise ValueError(f"two actions are called {name}")
        ACTIONS[name] = Action(name, permission, args, act, when, private, inside, ahead)
        return act

    return register


def find(name: object) -> Action:
    """Return the action called `name`, or refuse with `unknown_action`."""
    found = ACTIONS.get(name) if isinstance(name, str) else None
    if found is None:
        raise UnknownAction(name=str(name)[:80])
    return found
