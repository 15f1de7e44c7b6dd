"""The one way in. Every door hands an action here: validate, remember, allowed?, turn, answer."""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from icabinet import ids, logs
from icabinet.errors import Conflict, Invalid, NotAllowed, NotFound
from icabinet.extensions import services
from icabinet.journal import actions, chain
from icabinet.journal.actions import Action, Args
from icabinet.journal.batches import Answer
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import read_parts, role_of, standing_of, stream_of
from icabinet.papers.expecting.queries import prepares_for
from icabinet.people import bodies, policy
from icabinet.people.policy import Role
from icabinet.tasks.owners import part_in_tasks

SYSTEM = "system"
# Too many for a log, and too much of a trace: who draws and votes when is the journal's alone to say.
_OFTEN = frozenset({"ink.draw", "ink.change", "ink.erase", "polls.cast"})
# What begins a meeting, in a room or in writing; its arguments name the `body`.
_MAKES = frozenset({"meetings.create", "slips.make"})
_STREAM_PARTS = {"meeting": 2, "notebook": 3}


class WrongState(Conflict):
    """The meeting is not in a state that allows this. data: state, needs."""

    code = "wrong_state"


class NotHere(Conflict):
    """This is done in a room and not in writing, or the other way round. data: permission."""

    code = "not_here"


class IdReused(Conflict):
    """This action id was used for something else. data: id."""

    code = "id_reused"


@dataclass(frozen=True)
class Actor:
    """Who acts; `meeting` is the only meeting that the session may touch, if it is limited to one."""

    person: str
    meeting: str | None = None


Done = Callable[[Answer | None, BaseException | None], None]


@dataclass(slots=True, eq=False)
class _Wish:
    """An action in its shape, not yet looked at by the rules. `request` is the hash of what is asked."""

    actor: Actor
    stream: str
    meeting: str
    id: str
    action: Action
    args: Args
    request: bytes

    def carry_out(self, turn: Turn) -> Answer:
        known = turn.answered_before()
        if known is not None:
            return self._again(known)
        _check_allowed(turn, self)
        data = self.action.act(turn, self.args)
        answer = Answer(self.request, turn.seq, turn.last_at, data)
        turn.keep_answer(answer)
        return answer

    def _again(self, known: Answer) -> Answer:
        if known.request != self.request:
            raise IdReused(id=self.id)
        return known


def perform(actor: Actor, stream: object, action_id: object, name: object, args: object) -> Answer:
    """Carry out an action once. The same id again returns the first answer. Raises a Refusal."""
    return _perform(_wish(actor, stream, action_id, _open_to(actor, name), args))


def perform_inside(actor: Actor, stream: str, action_id: str, name: str, args: object) -> Answer:
    """Like `perform`, for the product's own doors (uploads), which may take `inside` actions for a person."""
    return _perform(_wish(actor, stream, action_id, actions.find(name), args))


def perform_soon(actor: Actor, stream: object, action_id: object, name: object, args: object, done: Done) -> None:
    """Like `perform`, without waiting: `done(answer, error)` is called later, and must not wait either.

    A Refusal of what needs no look at the tables is raised at once.
    """
    wish = _wish(actor, stream, action_id, _open_to(actor, name), args)
    often = wish.action.name in _OFTEN
    with logs.naming(wish.id):
        services().writer.take_turn_soon(
            wish.stream,
            actor.person,
            wish.id,
            wish.carry_out,
            done=partial(_done, wish.action.name, time.perf_counter(), done, often=often),
            ahead=(_read_ahead, wish),
        )


def _perform(wish: _Wish) -> Answer:
    with logs.acting(wish.id, wish.action.name, often=wish.action.name in _OFTEN):
        return services().writer.take_turn(
            wish.stream, wish.actor.person, wish.id, wish.carry_out, ahead=(_read_ahead, wish)
        )


def _done(
    name: str, began: float, done: Done, answer: Answer | None, error: BaseException | None, *, often: bool
) -> None:
    logs.acted(name, began, error, often=often)
    done(answer, error)


def _open_to(actor: Actor, name: object) -> Action:
    """Return the action of this name, if this actor may ask for it from outside."""
    action = actions.find(name)
    if action.inside and actor.person != SYSTEM:
        raise actions.UnknownAction(name=action.name)
    return action


def _wish(actor: Actor, asked: object, action_id: object, action: Action, args: object) -> _Wish:
    checked = ids.check(action_id)
    stream, meeting = _stream_of(asked, actor, action)
    parsed = action.parse(args)
    return _Wish(actor, stream, meeting, checked, action, parsed, _fingerprint(stream, action, parsed))


def _read_ahead(session: Session, wishes: Iterable[_Wish]) -> None:
    """Read in one go what the wishes of a batch would each read for themselves."""
    wishes = list(wishes)
    read_parts(session, {(wish.meeting, wish.actor.person) for wish in wishes})
    for action in {wish.action.name: wish.action for wish in wishes if wish.action.ahead}.values():
        mine = [(wish.stream, wish.actor.person, wish.args) for wish in wishes if wish.action is action]
        action.ahead(session, mine)  # type: ignore[misc]


def _fingerprint(stream: str, action: Action, args: Args) -> bytes:
    """Return a hash of what was asked; refuse what cannot be written down."""
    try:
        return hashlib.sha256(chain.canonical([stream, action.name, args])).digest()
    except (OverflowError, UnicodeEncodeError) as error:
        # A tablet's JSON may hold half a letter, or a number without end.
        raise Invalid(where=action.name, why="not_encodable") from error


def _stream_of(stream: object, actor: Actor, action: Action) -> tuple[str, str]:
    """Return the stream and its meeting, if this actor may name it in this action."""
    name = stream if isinstance(stream, str) else ""
    family, *rest = name.split(":")
    if len(rest) + 1 != _STREAM_PARTS.get(family):
        raise Invalid(where="stream", why="unknown")
    meeting = ids.check(rest[0], "stream")
    if family not in action.streams:
        raise Invalid(where="stream", why="not_for_this_action")
    # The product itself has no notebook; what it may do with those of others it does for the law.
    owners = {rest[1], SYSTEM} if action.inside and family == "notebook" else {rest[-1]}
    foreign_notebook = family == "notebook" and actor.person not in owners
    if foreign_notebook or (actor.meeting is not None and actor.meeting != meeting):
        raise NotFound(kind="stream", id=name)
    return name, meeting


def _check_allowed(turn: Turn, wish: _Wish) -> None:
    actor, meeting, action = wish.actor, wish.meeting, wish.action
    if actor.person == SYSTEM:
        policy.check(Role.SYSTEM, action.permission)
        return
    standing = standing_of(turn.session, meeting)
    if standing is None:
        _check_may_create(turn.session, wish)
        return
    role: str | None = role_of(turn.session, meeting, actor.person)
    if role is None and action.permission == "papers.submit" and prepares_for(turn.session, turn.stream, actor.person):
        _check_fits(action, *standing)
        return
    role = role or part_in_tasks(turn.session, turn.stream, actor.person)
    if role is None:
        raise NotFound(kind="meeting", id=meeting)
    if turn.stream != stream_of(meeting):
        policy.check(role, action.private or "")
        return
    policy.check(role, action.permission)
    _check_fits(action, *standing)


def _check_fits(action: Action, state: str, written: bool) -> None:
    """A meeting that is held in writing has its own actions, and papers that stay as they were sent."""
    if action.permission not in policy.fitting(written=written):
        raise NotHere(permission=action.permission)
    when = action.when & {"planned"} if written and action.permission in policy.BEFORE_SENDING else action.when
    if state not in when:
        raise WrongState(state=state, needs=sorted(when))


def _check_may_create(session: Session, wish: _Wish) -> None:
    if wish.action.name not in _MAKES:
        raise NotFound(kind="meeting", id=wish.meeting)
    body = getattr(wish.args, "body", "")
    if wish.actor.meeting is not None or not bodies.may_prepare(session, wish.actor.person, body):
        raise NotAllowed(permission=wish.action.permission)
