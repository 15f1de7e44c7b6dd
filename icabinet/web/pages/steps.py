"""The first steps of a new installation: which there are, and which of them the house itself says are done."""

from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import DeclarativeBase, Session

from icabinet.extensions import services
from icabinet.meetings.tables import MeetingRow, ParticipantRow
from icabinet.papers.tables import PaperRow
from icabinet.people.beginning import is_led
from icabinet.people.tables import BodyRow, MembershipRow, PersonRow
from icabinet.seats.tables import RoomRow

_OVER = "first steps are over"
# In the order in which they are taken: what to do, and why.
WORDS = {
    "body": (
        _("Make the body that meets"),
        _(
            "A People's Committee, a council, a board: whoever comes together and decides. "
            "Its majority rule comes with it."
        ),
    ),
    "people": (
        _("Add the people"),
        _(
            "Each with a name, and a user name and password for who signs in. "
            "Others come in by code, without an account."
        ),
    ),
    "seats": (
        _("Give them their seats"),
        _("Office, unit and rank; who has a vote, and who prepares the meetings."),
    ),
    "room": (
        _("Draw the room"),
        _("A plan of its seats, so that everybody finds theirs and the desk sees who is here."),
    ),
    "meeting": (
        _("Plan the first meeting"),
        _("Title, day, time and place. Whoever plans it is its secretary."),
    ),
    "invited": (_("Invite those who take part"), _("All members of the body at once, guests one by one.")),
    "papers": (
        _("File the papers"),
        _("Drop them onto the agenda; their pages are prepared by themselves."),
    ),
}


@dataclass(frozen=True)
class Step:
    """`leads`: where it is taken."""

    name: str
    done: bool
    leads: str

    @property
    def title(self) -> object:
        return WORDS[self.name][0]

    @property
    def why(self) -> object:
        return WORDS[self.name][1]


@dataclass(frozen=True)
class Steps:
    """All steps in order. `led`: whether the asker is shown the next one; `over`: a meeting has been held already."""

    all: list[Step]
    led: bool
    over: bool

    @property
    def next(self) -> Step | None:
        return next((step for step in self.all if not step.done), None)

    @property
    def done(self) -> int:
        return sum(step.done for step in self.all)

    @property
    def is_untouched(self) -> bool:
        return not self.done


def steps_for(person: str) -> Steps | None:
    """Return the steps for an administrator who is being led; None once there is nothing to lead to."""
    if current_app.extensions.get(_OVER):
        return None
    with services().db.reading() as session:
        steps = look(session, person)
    if steps.over or steps.next is None:
        # It stays so: to ask again on every page would be a waste.
        current_app.extensions[_OVER] = True
        return None
    return steps if steps.led else None


def look(session: Session, person: str) -> Steps:
    """Return how far the house has come."""
    body = session.scalar(select(BodyRow.id).order_by(BodyRow.parent.is_not(None), BodyRow.name).limit(1))
    # Only who prepares a meeting comes to its preparation.
    mine = select(MeetingRow.id).join(ParticipantRow, ParticipantRow.stream == MeetingRow.stream)
    mine = mine.where(
        ParticipantRow.person == person, ParticipantRow.role == "secretary", MeetingRow.written.is_(False)
    )
    meeting = session.scalar(mine.order_by(MeetingRow.starts_at.desc()).limit(1))
    edit = url_for("pages.edit_meeting", meeting=meeting) if meeting else url_for("pages.home")
    done = {
        "body": body is not None,
        "people": _count(session, PersonRow, PersonRow.screen.is_(False), PersonRow.disabled.is_(False)) > 1,
        "seats": _count(session, MembershipRow) > 1,
        "room": _count(session, RoomRow) > 0,
        "meeting": _count(session, MeetingRow, MeetingRow.written.is_(False)) > 0,
        "invited": _is_invited(session),
        "papers": _count(session, PaperRow) > 0,
    }
    leads = {
        "body": url_for("pages.bodies"),
        "people": url_for("pages.new_person"),
        "seats": url_for("pages.body", body=body) if body else url_for("pages.bodies"),
        "room": url_for("pages.rooms"),
        "meeting": url_for("pages.new_meeting"),
        "invited": f"{edit}#people",
        "papers": f"{edit}#papers",
    }
    over = _count(session, MeetingRow, MeetingRow.state != "planned", MeetingRow.written.is_(False)) > 0
    return Steps([Step(name, done[name], leads[name]) for name in WORDS], is_led(session, person), over)


def _is_invited(session: Session) -> bool:
    """Whether somebody besides whoever made it takes part in a meeting."""
    people = select(func.count()).where(ParticipantRow.role != "display").group_by(ParticipantRow.stream)
    return any(count > 1 for count in session.scalars(people))


def _count(session: Session, table: type[DeclarativeBase], *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*where)) or 0
