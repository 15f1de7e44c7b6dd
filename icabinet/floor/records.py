"""What people see of the floor.

Who asked anonymously is nobody's to know but the desk's and their own before the call; and from which page somebody
asked is the desk's and their own: the paper may not be for everybody.
"""

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from icabinet.floor.ordering import waiting_in
from icabinet.floor.queries import queue_of, queues_known, rules_of, speakers_of
from icabinet.floor.tables import SpeakerRow
from icabinet.journal.records import DESK, EVERYONE, Views, person_tag, records


@records("floor")
def floor(session: Session, stream: str, _ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    yield "now", [(EVERYONE, msgspec.to_builtins(rules_of(session, stream)))]


@records("queues")
def queues(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    rules, speakers = rules_of(session, stream), speakers_of(session, stream)
    for queue in queues_known(session, stream):
        if ids is None or queue in ids:
            said, order = queue_of(session, stream, queue), waiting_in(queue, speakers, rules)
            yield queue, [(EVERYONE, {"id": queue, "open": said.open, "limit_s": said.limit_s, "order": order})]


@records("speakers")
def speakers(session: Session, stream: str, ids: Collection[str] | None) -> Iterator[tuple[str, Views]]:
    for row in speakers_of(session, stream):
        if ids is None or row.id in ids:
            yield row.id, _views(row)


def speaker_record(row: SpeakerRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "item": row.item,
        "queue": row.queue,
        "person": row.person,
        "kind": row.kind,
        "subject": row.subject,
        "under": row.under,
        "category": row.category,
        "rank": row.rank,
        "paper": row.paper,
        "page": row.page,
        "anonymous": row.anonymous,
        "state": row.state,
        "position": row.position,
        "fixed": row.fixed,
        "asked_at": row.asked_at,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
        "since": row.since,
        "spoken_ms": row.spoken_ms,
        "paused": row.paused,
        "limit_s": row.limit_s,
        "unit": row.unit,
    }


def _views(row: SpeakerRow) -> Views:
    whole = speaker_record(row)
    hidden: dict[str, Any] = {}
    if row.paper is not None:
        hidden |= {"paper": None, "page": None}
    if row.anonymous:
        hidden |= {"person": None, "subject": ""}
    if not hidden:
        return [(EVERYONE, whole)]
    return [(person_tag(row.person), whole), (DESK, whole), (EVERYONE, whole | hidden)]
