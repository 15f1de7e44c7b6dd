"""What people may do to invite."""

from icabinet.attendance.queries import answers_of
from icabinet.invitations import rules
from icabinet.invitations.facts import InvitationsSent, InvitationWritten, InvitedReminded
from icabinet.invitations.queries import invitees, letter_of, told, what_of
from icabinet.journal.actions import Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import participants_of
from icabinet.text import clean, clean_lines


class WriteInvitation(Args, frozen=True):
    """All of the letter that the meeting does not say by itself. `note`: lines; `remind_h`: 0 for never."""

    number: str = ""
    issued_in: str = ""
    note: str = ""
    signer: str = ""
    signer_office: str = ""
    copies: tuple[str, ...] = ()
    remind_h: int = rules.USUAL_REMINDER_H


@action("invitations.write", WriteInvitation, permission="people.invite")
def write(turn: Turn, args: WriteInvitation) -> None:
    """Say what the letter of invitation says besides, and when people are reminded."""
    turn.record(
        InvitationWritten(
            number=clean(args.number, "number", longest=80, empty=True),
            issued_in=clean(args.issued_in, "issued_in", longest=80, empty=True),
            note=clean_lines(args.note, "note", longest=2_000, empty=True),
            signer=clean(args.signer, "signer", empty=True),
            signer_office=clean(args.signer_office, "signer_office", empty=True),
            copies=rules.checked_copies(args.copies),
            remind_h=rules.check_hours(args.remind_h),
        )
    )


class SendInvitations(Args, frozen=True):
    """`persons`: only these, of those who take part, also if they know all; else whoever does not."""

    persons: tuple[str, ...] = ()


@action("invitations.send", SendInvitations, permission="people.invite")
def send(turn: Turn, args: SendInvitations) -> None:
    """Invite those who take part, and tell those who were invited what has changed."""
    roles = {part.person: part.role for part in participants_of(turn.session, turn.meeting)}
    known = {person: told(row) for person, row in invitees(turn.session, turn.stream).items()}
    what = what_of(turn.session, turn.meeting)
    turn.record(InvitationsSent(persons=rules.to_send(roles, known, what, args.persons), what=what))


class RemindInvited(Args, frozen=True):
    """`persons`: only these; else all who were invited and have not answered."""

    persons: tuple[str, ...] = ()


@action("invitations.remind", RemindInvited, permission="people.invite")
def remind(turn: Turn, args: RemindInvited) -> None:
    """Remind those who have not answered."""
    invited = invitees(turn.session, turn.stream)
    answers = answers_of(turn.session, turn.stream)
    turn.record(InvitedReminded(persons=rules.to_remind(invited, answers, args.persons)))


@action("invitations.remind_in_time", permission="invitations.keep_time", inside=True)
def remind_in_time(turn: Turn, _args: Nothing) -> None:
    """Remind whoever is to come, some hours before the meeting."""
    rules.check_is_time(turn.at, letter_of(turn.session, turn.stream).remind_at)
    invited = invitees(turn.session, turn.stream)
    answers = answers_of(turn.session, turn.stream)
    # Where nobody is to be reminded it is noted, too, so that nobody looks again.
    turn.record(InvitedReminded(persons=rules.to_remind_in_time(invited, answers)))
