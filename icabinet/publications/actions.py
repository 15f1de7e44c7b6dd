"""What the chair publishes, and chair and secretary take back."""

import msgspec

from icabinet.journal.actions import ANY_STATE, Args, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import meeting_row
from icabinet.publications import rules
from icabinet.publications.contents import What
from icabinet.publications.facts import AgendaPublished, DecisionsPublished, PublicationWithdrawn
from icabinet.publications.gathering import conclusions_in, documents_in, items_in, votes_in
from icabinet.publications.queries import publication_of, state_of
from icabinet.text import clean, clean_lines


class PublishAgenda(Args, frozen=True):
    """items: those that everybody may read of; place, presenters: whether these are said, too."""

    items: list[str]
    place: bool = True
    presenters: bool = False
    note: str = ""


@action("publications.publish_agenda", PublishAgenda, permission="publications.publish", when=ANY_STATE)
def publish_agenda(turn: Turn, args: PublishAgenda) -> None:
    """Let everybody outside read the agenda, as it stands now; nothing of it changes by itself."""
    meeting = meeting_row(turn.session, turn.meeting)
    items = items_in(turn.session, turn.stream, args.items, presenters=args.presenters)
    rules.check_something(items)
    turn.record(
        AgendaPublished(
            body=meeting.body,
            body_name=meeting.body_name,
            title=meeting.title,
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
            place=meeting.place if args.place else "",
            note=_note(args.note),
            items=items,
        )
    )


class PublishDecisions(Args, frozen=True):
    """conclusions: of these items ("general": on the meeting), announced; votes: published; documents: issued."""

    conclusions: list[str] = msgspec.field(default_factory=list)
    votes: list[str] = msgspec.field(default_factory=list)
    documents: list[str] = msgspec.field(default_factory=list)
    note: str = ""


@action("publications.publish_decisions", PublishDecisions, permission="publications.publish", when=ANY_STATE)
def publish_decisions(turn: Turn, args: PublishDecisions) -> None:
    """Let everybody outside read what was decided, as it stands now."""
    meeting = meeting_row(turn.session, turn.meeting)
    conclusions = conclusions_in(turn.session, turn.stream, args.conclusions)
    votes = votes_in(turn.session, turn.stream, args.votes)
    documents = documents_in(turn.session, turn.stream, args.documents)
    rules.check_something(conclusions, votes, documents)
    turn.record(
        DecisionsPublished(
            body=meeting.body,
            body_name=meeting.body_name,
            title=meeting.title,
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
            note=_note(args.note),
            conclusions=conclusions,
            votes=votes,
            documents=documents,
        )
    )


class WithdrawPublication(Args, frozen=True):
    what: What
    reason: str = ""


@action("publications.withdraw", WithdrawPublication, permission="publications.withdraw", when=ANY_STATE)
def withdraw(turn: Turn, args: WithdrawPublication) -> None:
    """Take it off the public page at once; whoever has read it has read it."""
    rules.check_is_public(args.what, state_of(publication_of(turn.session, turn.meeting, args.what)))
    reason = clean(args.reason, "reason", longest=rules.LONGEST_REASON, empty=True)
    turn.record(PublicationWithdrawn(what=args.what, reason=reason))


def _note(typed: str) -> str:
    return clean_lines(typed, "note", longest=rules.LONGEST_NOTE, empty=True)
