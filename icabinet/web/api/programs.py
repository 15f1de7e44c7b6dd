"""Keys of programs, and addresses that are told of events: by program, for administrators."""

from typing import Any

import msgspec

from icabinet.extensions import services
from icabinet.hooks import calls, keeping
from icabinet.hooks.keeping import WantedHook
from icabinet.hooks.tables import HookCallRow, HookRow
from icabinet.people import keys
from icabinet.people.keys import LIST, USUAL_DAYS, USUAL_RATE, WantedKey
from icabinet.people.tables import KeyRow
from icabinet.web.api.operations import Body, Shown, operation
from icabinet.web.security import administrator


class KeyWanted(Body, frozen=True):
    """For the meetings of a person, of a body (and of those beneath), or, without either, for all."""

    name: str
    scopes: list[str] = msgspec.field(default_factory=lambda: [LIST])
    person: str | None = None
    body: str | None = None
    beneath: bool = False
    days: int = USUAL_DAYS
    rate: int = USUAL_RATE


class KeyMade(Shown, frozen=True):
    """`key` is told only now."""

    id: str
    key: str


class HookWanted(Body, frozen=True):
    """Told of what happens in a body's meetings (and of those beneath), or, without one, in all. No events: all."""

    name: str
    url: str
    events: list[str] = msgspec.field(default_factory=list)
    body: str | None = None
    beneath: bool = False


class HookMade(Shown, frozen=True):
    """`secret` is told only now."""

    id: str
    secret: str


@operation("GET", "/keys", "programs", answer=list[dict[str, Any]])
def list_keys() -> list[dict[str, Any]]:
    """List the keys of programs, also those that were taken back or have expired."""
    administrator()
    return [_key(row) for row in keys.all_keys()]


@operation("POST", "/keys", "programs", body=KeyWanted, answer=KeyMade, status=201)
def add_key(given: KeyWanted) -> KeyMade:
    """Make a key for a program; it is told once."""
    asker = administrator()
    wanted = WantedKey(**{name: getattr(given, name) for name in KeyWanted.__struct_fields__})
    key, token = keys.add_key(wanted, asker.person)
    return KeyMade(id=key, key=token)


@operation("DELETE", "/keys/<key>", "programs", answer=dict[str, Any])
def revoke_key(key: str) -> dict[str, Any]:
    """Take a key back, at once and for ever."""
    keys.revoke_key(key, administrator().person)
    return {"id": key}


@operation("GET", "/hooks", "programs", answer=list[dict[str, Any]])
def list_hooks() -> list[dict[str, Any]]:
    """List the addresses that are told of events, also those that no longer are."""
    administrator()
    return [_hook(row) for row in keeping.hooks()]


@operation("POST", "/hooks", "programs", body=HookWanted, answer=HookMade, status=201)
def add_hook(given: HookWanted) -> HookMade:
    """Have an address told of events from now on; its secret is told once."""
    asker = administrator()
    wanted = WantedHook(**{name: getattr(given, name) for name in HookWanted.__struct_fields__})
    hook, secret = keeping.add_hook(wanted, asker.person)
    return HookMade(id=hook, secret=secret)


@operation("DELETE", "/hooks/<hook>", "programs", answer=dict[str, Any])
def stop_hook(hook: str) -> dict[str, Any]:
    """Tell an address nothing any more."""
    administrator()
    keeping.stop_hook(hook)
    return {"id": hook}


@operation("GET", "/hooks/<hook>/calls", "programs", answer=list[dict[str, Any]])
def list_calls(hook: str) -> list[dict[str, Any]]:
    """List the last hundred calls of an address, and how they fared, the latest first."""
    administrator()
    keeping.hook_row(hook)
    with services().db.reading() as session:
        return [_call(row) for row in calls.of_hook(session, hook)]


def _key(row: KeyRow) -> dict[str, Any]:
    shown = ("id", "name", "scopes", "person", "body", "beneath", "rate")
    moments = ("made_at", "expires_at", "seen_at", "revoked_at")
    return {name: getattr(row, name) for name in (*shown, *moments)}


def _hook(row: HookRow) -> dict[str, Any]:
    shown = ("id", "name", "url", "events", "body", "beneath", "made_at", "stopped_at")
    return {name: getattr(row, name) for name in shown}


def _call(row: HookCallRow) -> dict[str, Any]:
    shown = ("event", "number", "state", "attempts", "next_at", "why", "status", "at")
    return {"meeting": row.stream.partition(":")[2]} | {name: getattr(row, name) for name in shown}
