"""Who may do what in a meeting: one table, to be read by anybody. What is not listed is denied."""

from enum import StrEnum

from icabinet.errors import NotAllowed


class Role(StrEnum):
    """A person's part in one meeting.

    `owner`: takes no part in it, but has a task that it gave. `keeper`: takes no part either, but prepares the meetings
    of the body, and sees to the tasks that it gave. `system` is the product itself (a finished conversion).
    """

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    GUEST = "guest"
    DISPLAY = "display"
    AUDITOR = "auditor"
    OWNER = "owner"
    KEEPER = "keeper"
    SYSTEM = "system"


C, S, M, G, D, A, O, K, X = Role  # noqa: E741 - O as in owner

# What nobody is invited as.
UNINVITED = frozenset({O, K, X})

POLICY: dict[str, tuple[Role, ...]] = {
    # meeting                    who
    "meetings.read": (C, S, M, G, D, A),
    "meetings.edit": (S,),
    "meetings.run": (C, S),
    "meetings.lend_chair": (C, S),
    # Whoever lent it is a member meanwhile; a rule says who may.
    "meetings.return_chair": (C, S, M),
    "people.invite": (S,),
    "invitations.keep_time": (X,),
    "journal.read": (S, A),
    # agenda and papers
    "agenda.edit": (S,),
    "agenda.run": (C, S),
    "papers.read": (C, S, M, G, D, A),
    "papers.file": (S,),
    # Of these, and of those who take no part, whose unit a paper is expected from (`papers/expecting`).
    "papers.submit": (C, S, M, G),
    "papers.keep_time": (X,),
    "papers.convert": (X,),
    "papers.present": (C, S),
    "papers.present_when_asked": (C, S, M, G),
    # papers that are not for everybody: who sees all of them is the desk of the records
    "papers.restrict": (C, S),
    "papers.read_restricted": (C, S, A),
    "papers.take_restricted": (C, S),
    "papers.read_views": (C, S, A),
    "papers.release": (X,),
    # ink
    "ink.draw_private": (C, S, M, G),
    "ink.draw_shared": (C, S, M),
    "ink.erase_any": (C, S),
    "ink.layer": (C, S),
    # comments on marks; who wrote one may always change it
    "comments.note": (C, S, M, G),
    "comments.write": (C, S, M, G),
    "comments.resolve_any": (C, S),
    # floor
    "floor.ask": (C, S, M, G),
    "floor.run": (C, S),
    "floor.report": (C, S, A),
    # votes
    "polls.run": (C, S),
    "polls.cast": (C, M),
    "polls.recuse": (C, S, M),
    "polls.hold_key": (C, S, M, G),
    "polls.time_out": (X,),
    # positions before the meeting, and what is adopted without debate
    "positions.run": (C, S),
    "positions.state": (C, M),
    "positions.adopt": (C,),
    # results that were published: to be read by everybody, to be taken along as files
    "polls.read": (C, S, M, G, D, A),
    "polls.export": (C, S, M, A),
    # asking the members in writing
    "slips.write": (S,),
    "slips.run": (C, S),
    "slips.answer": (C, S, M),
    "slips.keep_time": (X,),
    # conclusions, and the tasks that follow from them; whose a task is reports on it, at the meeting or not
    "conclusions.record": (C, S),
    "tasks.read": (C, S, M, G, A, K),
    "tasks.follow": (C, S, A, K),
    "tasks.give": (C, S),
    "tasks.run": (C, S, K),
    "tasks.report": (C, S, M, G, O, K),
    "tasks.keep_time": (X,),
    # minutes, notices of conclusions, resolutions
    "minutes.write": (C, S),
    "minutes.issue": (C, S),
    "minutes.sign": (C, S),
    "minutes.remark": (C, S, M),
    "minutes.read": (C, S, M, G, A),
    # what everybody outside may read: the chair's word lets it out, two may take it back
    "publications.publish": (C,),
    "publications.withdraw": (C, S),
    # the meeting as one file; what is erased of it, and what keeps it from that
    "archive.read": (C, S, A),
    "archive.make": (S,),
    "archive.take": (C, S),
    "archive.hold": (C, S),
    "archive.erase_file": (C,),
    "archive.finish": (X,),
    "archive.erase": (X,),
    # presence
    "attendance.check_in": (C, S, M, G),
    "attendance.answer": (C, S, M, G),
    "attendance.mark": (S,),
    "attendance.note_passage": (X,),
    "attendance.show_door": (C, S, D),
    "attendance.report": (C, S, A),
    "attendance.represent": (C, S),
    # seats
    "seats.arrange": (C, S),
    "seats.sit": (C, S, M, G),
    # the devices of the room
    "equipment.set": (S,),
    "equipment.scene": (C, S),
    # the displays of the room: which there are, and what each shows
    "displays.run": (C, S),
    # messages: calling for help, seeing to it, a word to all, the line between chair and secretaries
    "messages.call": (C, M, G),
    "messages.serve": (S,),
    "messages.broadcast": (C, S),
    "messages.line": (C, S),
}

# What a meeting in writing (a slip that goes round) has of the others. Nobody is in a room there: no floor, no vote at
# the table, no presence, no presenter. What is not listed is of a room.
_ALSO_IN_WRITING = (
    *("slips.", "papers.", "ink.", "comments.", "archive."),
    *("meetings.read", "journal.read", "attendance.represent"),
)
IN_WRITING = frozenset(
    name for name in POLICY if name.startswith(_ALSO_IN_WRITING) and not name.startswith("papers.present")
)
# A slip is asked about in writing only, never in a room.
IN_A_ROOM = frozenset(name for name in POLICY if not name.startswith("slips."))
# What those who are asked have before them stays as it was when it was sent.
BEFORE_SENDING = frozenset({"papers.file"})

DESK_ROLES = frozenset({C, S, A})
ENTITLED_ROLES = frozenset({C, M})
NOTEBOOK_ROLES = frozenset({C, S, M, G})


def may(role: Role | str | None, permission: str) -> bool:
    """Whether the table grants `permission` to `role`; an unknown permission is granted to nobody."""
    return role in POLICY.get(permission, ())


def check(role: Role | str | None, permission: str) -> None:
    if not may(role, permission):
        raise NotAllowed(permission=permission)


def fitting(*, written: bool) -> frozenset[str]:
    """Return the permissions that mean anything in a meeting, held in writing or in a room."""
    return IN_WRITING if written else IN_A_ROOM


def permissions_of(role: Role | str, *, written: bool = False) -> list[str]:
    fits = fitting(written=written)
    return [permission for permission, roles in POLICY.items() if role in roles and permission in fits]
