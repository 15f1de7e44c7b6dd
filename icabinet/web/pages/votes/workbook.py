"""Results as a workbook: one vote, or all of a meeting with an overview and who voted what throughout."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from icabinet.languages import local_iso
from icabinet.polls.saying import Saying
from icabinet.polls.tally import counts_in_unit
from icabinet.text import called
from icabinet.web.pages.votes.reading import Vote
from icabinet.web.pages.votes.tables import Cell, Table, numbers, represented, roll_call, tables
from icabinet.worker.forms import told

_OVERVIEW = [6, 50, 20, 22, 10, 10, 10, 10, 10, 10, 10, 18, 70]
_ONE = [34, 22, 20, 20, 20, 16, 40]


def workbook_of(votes: Sequence[Vote], saying: Saying) -> told.Workbook:
    """Return the workbook of these votes; of one alone without an overview."""
    _ = saying.say
    title = votes[0].meeting["title"] if len(votes) > 1 else votes[0].poll["question"]
    sheets = [_one(vote, saying, _("Vote {number}").format(number=place)) for place, vote in enumerate(votes, 1)]
    if len(votes) > 1:
        sheets = [_overview(votes, saying), *_members(votes, saying), *sheets]
    return told.Workbook(title=title[:200], sheets=sheets)


def _overview(votes: Sequence[Vote], saying: Saying) -> told.Sheet:
    _ = saying.say
    head = [
        _("No."), _("Question"), _("Kind of vote"), _("Closed at"), _("Entitled to vote"), _("Ballots received"),
        saying.choice("yes"), saying.choice("no"), saying.choice("abstain"), saying.choice("invalid"), _("Needed"),
        _("Result"), _("Sentence"),
    ]  # fmt: skip
    rows = [_row(place, vote, saying) for place, vote in enumerate(votes, 1)]
    meeting = votes[0].meeting
    return told.Sheet(
        name=_("Overview"),
        title=f"{meeting['title']}, {meeting['body']['name']}",
        blocks=[told.Block(head=head, rows=rows)],
        widths=_OVERVIEW,
    )


def _row(place: int, vote: Vote, saying: Saying) -> list[told.Cell]:
    """A motion has its numbers here; what was voted on options stands on the vote's own sheet."""
    poll, result = vote.poll, vote.result
    counted: list[told.Cell] = [None] * 5
    if vote.shape.form == "motion":
        outcome = result.outcomes[0]
        counts = counts_in_unit(vote.rule, outcome)
        said = (counts.yes, counts.no, counts.abstain, counts.invalid, outcome.needed)
        counted = [_cell(vote.count(number)) for number in said]
    return [
        place,
        poll["question"],
        vote.kind(saying),
        told.Moment(local_iso(poll["closed_at"])),
        result.heads.entitled,
        result.received,
        *counted,
        saying.verdict(result.verdict),
        poll["sentences"][saying.locale],
    ]


def _members(votes: Sequence[Vote], saying: Saying) -> Iterator[told.Sheet]:
    """Who voted what in all named votes; of secret ones nothing is here."""
    _ = saying.say
    named = [(place, vote) for place, vote in enumerate(votes, 1) if vote.result.roll is not None]
    if not named:
        return
    ballots = {place: {line.person: line for line in roll_call(vote, saying)} for place, vote in named}
    people = {person: line for lines in ballots.values() for person, line in lines.items()}
    rows: list[list[told.Cell]] = [
        [
            person.name,
            person.office,
            person.unit,
            *(lines[person.person].said if person.person in lines else None for lines in ballots.values()),
        ]
        for person in sorted(people.values(), key=lambda one: called(one.name))
    ]
    head = [
        _("Full name"),
        _("Office"),
        _("Unit"),
        *(_("Vote {number}").format(number=place) for place, _vote in named),
    ]
    block = told.Block(head=head, rows=rows)
    yield told.Sheet(
        name=_("By member"), title=_("Named votes by member"), blocks=[block], widths=[28, 24, 24, *[18] * len(named)]
    )


def _one(vote: Vote, saying: Saying, name: str) -> told.Sheet:
    blocks = [_about(vote, saying), *(_block(table) for table in tables(vote, saying)), *_lists(vote, saying)]
    return told.Sheet(name=name, title=vote.poll["question"], blocks=blocks, widths=_ONE)


def _about(vote: Vote, saying: Saying) -> told.Block:
    _, poll = saying.say, vote.poll
    item = f"{vote.item['number']}. {vote.item['title']}" if vote.item else ""
    said: list[tuple[str, told.Cell]] = [
        (_("Meeting"), vote.meeting["title"]),
        (_("Body"), vote.meeting["body"]["name"]),
        (_("Agenda item"), item),
        (_("Kind of vote"), vote.kind(saying)),
        (_("Opened at"), told.Moment(local_iso(poll["opened_at"]))),
        (_("Closed at"), told.Moment(local_iso(poll["closed_at"]))),
        (_("Rule"), poll["rule_words"][saying.locale]),
        *((name, _cell(number)) for name, number in numbers(vote, saying)),
        (_("Result"), saying.verdict(vote.result.verdict)),
        (_("Sentence"), poll["sentences"][saying.locale]),
    ]
    return told.Block(rows=[[name, value] for name, value in said if value != ""])


def _lists(vote: Vote, saying: Saying) -> Iterator[told.Block]:
    _, result = saying.say, vote.result
    if pairs := represented(vote):
        head = [_("Member"), _("Ballot cast by")]
        yield told.Block(title=_("Members who were represented"), head=head, rows=[[*pair] for pair in pairs])
    if result.recused:
        names = vote.names(result.recused)
        yield told.Block(title=_("Not voting because of a conflict of interest"), rows=[[name] for name in names])
    if vote.poll["left_out"]:
        names = vote.names(vote.poll["left_out"])
        yield told.Block(title=_("Not asked in this vote"), rows=[[name] for name in names])
    if result.roll is not None:
        head = [_("Full name"), _("Office"), _("Unit"), _("Vote"), _("Other opinion"), _("Weight"), _("Note")]
        yield told.Block(title=_("Roll call"), head=head, rows=_roll(vote, saying))
    if result.trackers is not None:
        head = [_("Tracker"), _("Vote")]
        rows: list[list[told.Cell]] = [[tracker, saying.ballot(vote.shape, text)] for tracker, text in result.trackers]
        yield told.Block(title=_("Ballots by tracker"), head=head, rows=rows)


def _roll(vote: Vote, saying: Saying) -> list[list[told.Cell]]:
    weights = {line.person: line.weight for line in vote.result.roll or ()}
    return [
        [
            line.name,
            line.office,
            line.unit,
            line.said,
            line.opinion or None,
            _cell(Decimal(weights[line.person] or 10**6) / 10**6) if vote.result.weights else None,
            ", ".join(line.notes) or None,
        ]
        for line in roll_call(vote, saying)
    ]


def _block(table: Table) -> told.Block:
    return told.Block(title=table.title, head=table.head, rows=[[_cell(cell) for cell in row] for row in table.rows])


def _cell(cell: Cell) -> told.Cell:
    """A weight has six places at most, which a number in a workbook holds."""
    return float(cell) if isinstance(cell, Decimal) else cell
