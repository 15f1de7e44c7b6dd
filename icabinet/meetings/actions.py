"""What people may do with a meeting itself."""

from icabinet.errors import NotFound
from icabinet.journal.actions import LIVE, NOT_ENDED, Args, Nothing, action
from icabinet.journal.turns import IdTaken, Turn
from icabinet.meetings import rules
from icabinet.meetings.facts import (
    MeetingCalledOff,
    MeetingCreated,
    MeetingEdited,
    MeetingEnded,
    MeetingStarted,
    ParticipantAdded,
    ParticipantRemoved,
)
from icabinet.meetings.queries import participants_of
from icabinet.meetings.tables import MeetingRow, ParticipantRow
from icabinet.people.lists.choosing import meeting_kind
from icabinet.people.policy import Role
from icabinet.people.tables import BodyRow, MembershipRow, PersonRow
from icabinet.polls.queries import check_none_open
from icabinet.text import clean


class Create(Args, frozen=True):
    """kind: a line of the list of kinds of meetings, "" for none."""

    body: str
    title: str
    starts_at: int
    minutes: int = 180
    place: str = ""
    online_url: str = ""
    kind: str = ""


@action("meetings.create", Create, permission="meetings.edit")
def create(turn: Turn, args: Create) -> dict[str, object]:
    """Make a meeting of a body; whoever makes it is its secretary."""
    if not turn.is_new:
        raise IdTaken(id=turn.meeting)
    body = turn.session.get(BodyRow, args.body)
    if body is None:
        raise NotFound(kind="body", id=args.body)
    kind, kind_name = meeting_kind(turn.session, args.kind)
    turn.record(
        MeetingCreated(
            body=body.id,
            body_name=body.name,
            title=clean(args.title, "title"),
            place=clean(args.place, "place", empty=True),
            online_url=_online_url(args.online_url),
            starts_at=rules.check_starts_at(args.starts_at),
            minutes=rules.check_minutes(args.minutes),
            kind=kind,
            kind_name=kind_name,
        )
    )
    turn.record(_invitation(turn, turn.actor, Role.SECRETARY, entitled=False))
    return {"id": turn.meeting}


class Edit(Args, frozen=True):
    title: str | None = None
    place: str | None = None
    online_url: str | None = None
    starts_at: int | None = None
    minutes: int | None = None
    kind: str | None = None


@action("meetings.edit", Edit, permission="meetings.edit", when=NOT_ENDED)
def edit(turn: Turn, args: Edit) -> None:
    """Change when, where, what the meeting is called, and of which kind it is."""
    row = turn.get(MeetingRow, turn.meeting)
    kept = row.kind, row.kind_name
    kind, kind_name = kept if args.kind is None else meeting_kind(turn.session, args.kind, kept)
    turn.record(
        MeetingEdited(
            title=row.title if args.title is None else clean(args.title, "title"),
            place=row.place if args.place is None else clean(args.place, "place", empty=True),
            online_url=row.online_url if args.online_url is None else _online_url(args.online_url),
            starts_at=row.starts_at if args.starts_at is None else rules.check_starts_at(args.starts_at),
            minutes=row.minutes if args.minutes is None else rules.check_minutes(args.minutes),
            kind=kind,
            kind_name=kind_name,
        )
    )


class AddParticipant(Args, frozen=True):
    person: str
    role: str
    entitled: bool = False


@action("meetings.add_participant", AddParticipant, permission="people.invite")
def add_participant(turn: Turn, args: AddParticipant) -> None:
    """Invite a person, or change their part."""
    rules.check_role(args.role, entitled=args.entitled)
    if args.role != Role.SECRETARY:
        rules.check_keeps_secretary(args.person, _roles(turn))
    turn.record(_invitation(turn, args.person, Role(args.role), entitled=args.entitled))


class RemoveParticipant(Args, frozen=True):
    person: str


@action("meetings.remove_participant", RemoveParticipant, permission="people.invite")
def remove_participant(turn: Turn, args: RemoveParticipant) -> None:
    """Take a person out; their tablets leave the room at once."""
    turn.get(ParticipantRow, args.person)
    rules.check_keeps_secretary(args.person, _roles(turn))
    turn.record(ParticipantRemoved(person=args.person))


class CallOff(Args, frozen=True):
    reason: str


@action("meetings.call_off", CallOff, permission="meetings.edit")
def call_off(turn: Turn, args: CallOff) -> None:
    """Say that a meeting that was planned will not be held, and why; whoever was invited is told."""
    rules.check_may_start(turn.get(MeetingRow, turn.meeting).state, turn.meeting)
    turn.record(MeetingCalledOff(reason=clean(args.reason, "reason", longest=500)))


@action("meetings.start", permission="meetings.run")
def start(turn: Turn, _args: Nothing) -> None:
    """Begin the meeting."""
    rules.check_may_start(turn.get(MeetingRow, turn.meeting).state, turn.meeting)
    turn.record(MeetingStarted())


@action("meetings.end", permission="meetings.run", when=LIVE)
def end(turn: Turn, _args: Nothing) -> None:
    """End the meeting; no vote may be open."""
    rules.check_may_end(turn.get(MeetingRow, turn.meeting).state, turn.meeting)
    check_none_open(turn.session, turn.stream)
    turn.record(MeetingEnded())


def _online_url(typed: str) -> str:
    return rules.check_online_url(clean(typed, "online_url", longest=2000, empty=True))


def _roles(turn: Turn) -> dict[str, str]:
    return {row.person: row.role for row in participants_of(turn.session, turn.meeting)}


def _invitation(turn: Turn, person: str, role: Role, *, entitled: bool) -> ParticipantAdded:
    account = turn.session.get(PersonRow, person)
    if account is None or account.disabled:
        raise NotFound(kind="person", id=person)
    seat = turn.session.get(MembershipRow, (turn.get(MeetingRow, turn.meeting).body, person))
    return ParticipantAdded(
        person=person,
        name=account.name,
        role=role,
        entitled=entitled,
        title=seat.office if seat else "",
        unit=seat.unit if seat else "",
        rank=seat.rank if seat else 1000,
    )
