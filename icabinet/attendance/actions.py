"""What people may do about presence, and what a device at the door notes for them."""

from icabinet.attendance import rules
from icabinet.attendance.door import check_code
from icabinet.attendance.facts import Arrived, Corrected, Left, RepresentationEnded, Represented, WaysSet
from icabinet.attendance.queries import Ways, current, has_own_ways, last_word, stand_ins, ways_of
from icabinet.attendance.stays import Stay, checked
from icabinet.attendance.tables import RepresentationRow
from icabinet.errors import Invalid, NotFound
from icabinet.extensions import services
from icabinet.journal.actions import ANY_STATE, Args, Nothing, action
from icabinet.journal.turns import Turn
from icabinet.meetings.queries import part_of, state_of
from icabinet.people import policy
from icabinet.text import clean


class CheckIn(Args, frozen=True):
    """`code`: of the door, where it is needed or was scanned; `how`: `tap`, or `seat` by a touch of one's own seat."""

    code: str = ""
    remote: bool = False
    how: str = rules.TAP


@action("attendance.check_in", CheckIn, permission="attendance.check_in")
def check_in(turn: Turn, args: CheckIn) -> None:
    """Say "I am here", in the room or from afar. Saying it twice changes nothing."""
    if args.how not in (rules.TAP, rules.SEAT):
        raise Invalid(where="how", why="unknown")
    how = args.how
    if args.code:
        check_code(services().settings.secret_key.encode(), turn.meeting, args.code, turn.at)
        how = rules.CODE
    ways = ways_of(turn.session, turn.stream)
    rules.check_may_check_in(how, remote=args.remote, tap=ways.tap, afar=ways.afar)
    _arrive(turn, Arrived(person=turn.actor, how=how, remote=args.remote and how != rules.CODE))


@action("attendance.leave", permission="attendance.check_in")
def leave(turn: Turn, _args: Nothing) -> None:
    """Say "I am leaving"."""
    _leave(turn, Left(person=turn.actor))


class Mark(Args, frozen=True):
    person: str
    present: bool
    remote: bool = False


@action("attendance.mark", Mark, permission="attendance.mark")
def mark(turn: Turn, args: Mark) -> None:
    """Note somebody's presence for them."""
    if part_of(turn.session, turn.meeting, args.person) is None:
        raise NotFound(kind="participants", id=args.person)
    if args.present:
        _arrive(turn, Arrived(person=args.person, how=rules.DESK, remote=args.remote))
    else:
        _leave(turn, Left(person=args.person))


class NotePassage(Args, frozen=True):
    """`device`: the name of the device that saw the person."""

    person: str
    present: bool
    device: str


@action("attendance.note_passage", NotePassage, permission="attendance.note_passage", inside=True)
def note_passage(turn: Turn, args: NotePassage) -> None:
    """Note whom a card reader, a turnstile or another device has seen come or go."""
    rules.check_not_ended(turn.meeting, state_of(turn.session, turn.meeting))
    part = part_of(turn.session, turn.meeting, args.person)
    if part is None or not policy.may(part.role, "attendance.check_in"):
        raise rules.NotInvited
    if args.present:
        _arrive(turn, Arrived(person=args.person, how=rules.DEVICE, device=args.device))
    else:
        _leave(turn, Left(person=args.person, device=args.device))


class CorrectedStay(Args, frozen=True):
    """`until` null: still is here."""

    since: int
    until: int | None = None
    remote: bool = False


class Correct(Args, frozen=True):
    """`stays`: all that the person had. `seen`: when the last word was, as the desk saw it."""

    person: str
    stays: list[CorrectedStay]
    reason: str
    seen: int


@action("attendance.correct", Correct, permission="attendance.mark", when=ANY_STATE)
def correct(turn: Turn, args: Correct) -> None:
    """Put right when somebody was here, and say why. Also after the meeting; what was said before stays on record."""
    if part_of(turn.session, turn.meeting, args.person) is None:
        raise NotFound(kind="participants", id=args.person)
    rules.check_seen(args.person, args.seen, last_word(turn.session, turn.stream, args.person))
    stays = checked([Stay(one.since, one.until, one.remote) for one in args.stays], turn.at)
    put_right = [(stay.since, stay.until, stay.remote) for stay in stays]
    _adopt(turn)
    turn.record(Corrected(person=args.person, stays=put_right, reason=clean(args.reason, "reason", longest=500)))


class SetWays(Args, frozen=True):
    """`counted`: null leaves it as it is."""

    tap: bool
    afar: bool
    counted: bool | None = None


@action("attendance.set_ways", SetWays, permission="attendance.mark")
def set_ways(turn: Turn, args: SetWays) -> None:
    """Say whether a touch is enough to check in, whether one may be elsewhere, and whether that makes the quorum."""
    was = ways_of(turn.session, turn.stream)
    now = Ways(args.tap, args.afar, was.counted if args.counted is None else args.counted)
    if now != was:
        turn.record(WaysSet(**now._asdict()))


class Represent(Args, frozen=True):
    member: str
    by: str


@action("attendance.represent", Represent, permission="attendance.represent")
def represent(turn: Turn, args: Represent) -> None:
    """Have somebody stand in for a member who is away: a proxy, or a substitute without a vote of their own."""
    parts = {person: part_of(turn.session, turn.meeting, person) for person in (args.member, args.by)}
    for person, part in parts.items():
        if part is None:
            raise NotFound(kind="participants", id=person)
    roles = {person: part.role for person, part in parts.items() if part}
    rules.check_may_stand_in(args.member, args.by, roles[args.by], stand_ins(turn.session, turn.stream))
    turn.record(Represented(member=args.member, by=args.by))


class EndRepresentation(Args, frozen=True):
    member: str


@action("attendance.end_representation", EndRepresentation, permission="attendance.represent")
def end_representation(turn: Turn, args: EndRepresentation) -> None:
    """Have nobody stand in for the member any more."""
    turn.get(RepresentationRow, args.member)
    turn.record(RepresentationEnded(member=args.member))


def _arrive(turn: Turn, fact: Arrived) -> None:
    """Whoever is here already, and goes from the room to afar or back, has another stay."""
    now = current(turn.session, turn.stream, fact.person)
    if now is None or now.remote != fact.remote:
        _adopt(turn)
        turn.record(fact)


def _adopt(turn: Turn) -> None:
    """What the body says of presence becomes the meeting's with the first who comes: later changes do not reach it."""
    ways = ways_of(turn.session, turn.stream)
    if ways != Ways() and not has_own_ways(turn.session, turn.stream):
        turn.record(WaysSet(**ways._asdict()))


def _leave(turn: Turn, fact: Left) -> None:
    if current(turn.session, turn.stream, fact.person) is not None:
        turn.record(fact)
