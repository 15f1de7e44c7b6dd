"""The one way in. Every door hands an action here: validate, remember, allowed?, turn, answer."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from icabinet import ids, logs
from icabinet.errors import Conflict, Invalid, NotAllowed, NotFound
from icabinet.extensions import services
from icabinet.journal import actions, chain
from icabinet.journal.actions import Action, Args
from icabinet.journal.tables import AnswerRow
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of, state_of, stream_of
from icabinet.people import bodies, policy
from icabinet.people.policy import Role

SYSTEM = "system"
# Too many for a log, and too much of a trace: who draws and votes when is the journal's alone to say.
_OFTEN = frozenset({"ink.draw", "ink.erase", "polls.cast"})
_STREAM_PARTS = {"meeting": 2, "notebook": 3}


class WrongState(Conflict):
    """The meeting is not in a state that allows this. data: state, needs."""

    code = "wrong_state"


class IdReused(Conflict):
    """This action id was used for something else. data: id."""

    code = "id_reused"


@dataclass(frozen=True)
class Actor:
    """Who acts; `meeting` is the only meeting that the session may touch, if it is limited to one."""

    person: str
    meeting: str | None = None


@dataclass(frozen=True)
class Answer:
    """`seq` is the stream's number after the act; `data` is what the action says of itself."""

    seq: int
    data: dict[str, Any] | None


def perform(actor: Actor, stream: object, action_id: object, name: object, args: object) -> Answer:
    """Carry out an action once. The same id again returns the first answer. Raises a Refusal."""
    action = actions.find(name)
    if action.inside and actor.person != SYSTEM:
        raise actions.UnknownAction(name=action.name)
    return _perform(actor, stream, action_id, action, args)


def perform_inside(actor: Actor, stream: str, action_id: str, name: str, args: object) -> Answer:
    """Like `perform`, for the product's own doors (uploads), which may take `inside` actions for a person."""
    return _perform(actor, stream, action_id, actions.find(name), args)


def _perform(actor: Actor, asked: object, action_id: object, action: Action, args: object) -> Answer:
    checked = ids.check(action_id)
    stream, meeting = _stream_of(asked, actor, action)
    parsed = action.parse(args)
    request = _fingerprint(stream, action, parsed)

    def act(turn: Turn) -> Answer:
        known = turn.session.get(AnswerRow, (actor.person, checked))
        if known is not None:
            return _remembered(known, request)
        _check_allowed(turn, actor, meeting, action, parsed)
        data = action.act(turn, parsed)
        turn.session.add(
            AnswerRow(
                actor=actor.person,
                id=checked,
                stream=stream,
                request=request,
                seq=turn.seq,
                data=data,
            )
        )
        return Answer(turn.seq, data)

    with logs.acting(checked, action.name, often=action.name in _OFTEN):
        return services().writer.take_turn(stream, actor.person, checked, act)


def _fingerprint(stream: str, action: Action, args: Args) -> bytes:
    """Return a hash of what was asked; refuse what cannot be written down."""
    try:
        return hashlib.sha256(chain.canonical([stream, action.name, args])).digest()
    except (OverflowError, UnicodeEncodeError) as error:
        # A tablet's JSON may hold half a letter, or a number without end.
        raise Invalid(where=action.name, why="not_encodable") from error


def _remembered(known: AnswerRow, request: bytes) -> Answer:
    if known.request != request:
        raise IdReused(id=known.id)
    return Answer(known.seq, known.data)


def _stream_of(stream: object, actor: Actor, action: Action) -> tuple[str, str]:
    """Return the stream and its meeting, if this actor may name it in this action."""
    name = stream if isinstance(stream, str) else ""
    family, *rest = name.split(":")
    if len(rest) + 1 != _STREAM_PARTS.get(family):
        raise Invalid(where="stream", why="unknown")
    meeting = ids.check(rest[0], "stream")
    if family not in action.streams:
        raise Invalid(where="stream", why="not_for_this_action")
    foreign_notebook = family == "notebook" and rest[1] != actor.person
    if foreign_notebook or (actor.meeting is not None and actor.meeting != meeting):
        raise NotFound(kind="stream", id=name)
    return name, meeting


def _check_allowed(turn: Turn, actor: Actor, meeting: str, action: Action, args: Args) -> None:
    if actor.person == SYSTEM:
        policy.check(Role.SYSTEM, action.permission)
        return
    state = state_of(turn.session, meeting)
    if state is None:
        _check_may_create(turn.session, actor, meeting, action, args)
        return
    part = part_of(turn.session, meeting, actor.person)
    if part is None:
        raise NotFound(kind="meeting", id=meeting)
    if turn.stream != stream_of(meeting):
        policy.check(part.role, action.private or "")
        return
    policy.check(part.role, action.permission)
    if state not in action.when:
        raise WrongState(state=state, needs=sorted(action.when))


def _check_may_create(session: Session, actor: Actor, meeting: str, action: Action, args: Args) -> None:
    if action.name != "meetings.create":
        raise NotFound(kind="meeting", id=meeting)
    if actor.meeting is not None or not bodies.may_prepare(session, actor.person, getattr(args, "body", "")):
        raise NotAllowed(permission=action.permission)
