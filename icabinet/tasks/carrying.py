"""Carrying tasks on: what a body has not closed comes back on the agenda of its next meeting."""

from icabinet import ids
from icabinet.agenda.queries import items_of
from icabinet.journal import actions
from icabinet.journal.actions import Args, action
from icabinet.journal.facts import Fact
from icabinet.journal.turns import Turn, concludes
from icabinet.languages import LAWFUL, in_language
from icabinet.meetings.queries import body_of, title_of
from icabinet.tasks import rules
from icabinet.tasks.facts import Carried, TasksCarried
from icabinet.tasks.queries import carried_in, open_tasks_of


class CarryTasks(Args, frozen=True):
    """`item`: under which they stand; one that is not there yet is made."""

    item: str


@action("tasks.carry", CarryTasks, permission="agenda.edit")
def carry(turn: Turn, args: CarryTasks) -> None:
    """Put the open tasks of the body's earlier meetings on the agenda, as they stand now."""
    found = _open_tasks(turn)
    if not found:
        raise rules.NothingToCarry
    _put(turn, ids.check(args.item), found)


@concludes("meetings.created")
def carry_at_once(turn: Turn, _fact: Fact) -> None:
    """A new meeting begins with what is still to be done of the ones before."""
    if found := _open_tasks(turn):
        _put(turn, ids.new(), found)


@concludes("meetings.started")
def look_again(turn: Turn, _fact: Fact) -> None:
    """What stands on the agenda is true when the meeting begins."""
    if before := carried_in(turn.session, turn.stream):
        turn.record(TasksCarried(item=before[0].item, tasks=_open_tasks(turn)))


def _put(turn: Turn, item: str, tasks: list[Carried]) -> None:
    if item not in {row.id for row in items_of(turn.session, turn.stream)}:
        # Agendas are written in the language of the law, whoever makes them.
        _ = in_language(LAWFUL)
        title, add = _("Tasks of earlier meetings"), actions.find("agenda.add_item")
        add.act(turn, add.parse({"id": item, "title": title}))
    turn.record(TasksCarried(item=item, tasks=tasks))


def _open_tasks(turn: Turn) -> list[Carried]:
    body = body_of(turn.session, turn.meeting)
    rows = open_tasks_of(turn.session, body, apart_from=turn.stream)[: rules.MOST_AT_ONCE]
    return [
        Carried(
            task=row.id,
            meeting=(meeting := row.stream.partition(":")[2]),
            title=title_of(turn.session, meeting),
            text=row.text,
            unit=row.unit,
            deadline_at=row.deadline_at,
            state=row.state,
        )
        for row in rows
    ]
