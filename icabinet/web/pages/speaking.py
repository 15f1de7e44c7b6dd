"""Who has spoken how long: for those who run the meeting, as a page and as a file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template
from flask_babel import gettext as _

from icabinet import clock
from icabinet.extensions import services
from icabinet.floor import report
from icabinet.floor.queries import speakers_of
from icabinet.floor.tables import SpeakerRow
from icabinet.languages import format_exactly
from icabinet.meetings.queries import stream_of
from icabinet.web.pages import words
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import Record, records_of
from icabinet.web.pages.views import cell

_COLUMNS = (
    "person", "title", "unit", "item", "kind", "subject", "started", "ended", "spoken_ms", "limit_ms", "paused",
)  # fmt: skip


@dataclass(frozen=True)
class _Spoken:
    """The speeches of a meeting, as they began, and what names its people and items."""

    speeches: list[SpeakerRow]
    people: dict[str, Record]
    items: dict[str, Record]
    now: int

    def name(self, speech: report.Speech) -> str:
        return str(self.people.get(speech.person, {}).get("name", speech.person))

    def item(self, speech: report.Speech) -> str:
        item = self.items.get(speech.item or "")
        return f"{item['number']}. {item['title']}" if item else ""


@pages.get("/meetings/<meeting>/speaking")
def speaking_times(meeting: str) -> str:
    records, found = _spoken(meeting)
    tables = [
        (_("By person"), report.sums(found.speeches, found.name, found.now)),
        (_("By unit"), report.sums(found.speeches, lambda speech: speech.unit, found.now)),
        (_("By agenda item"), report.sums(found.speeches, found.item, found.now)),
    ]
    return render_template(
        "meetings/speaking.html",
        meeting=records["meetings"][0],
        tables=tables,
        speeches=[_line(found, speech) for speech in found.speeches],
        total=sum(report.spoken(speech, found.now) for speech in found.speeches),
        duration=words.duration,
        here="home",
    )


@pages.get("/meetings/<meeting>/speaking.csv")
def speaking_file(meeting: str) -> Response:
    """Give every speech as a table, for a spreadsheet: times to the second, lengths to the millisecond."""
    _records, found = _spoken(meeting)
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_cells(found, speech) for speech in found.speeches)
    answer = Response(f"\ufeff{table.getvalue()}", mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="speaking-{meeting}.csv"'
    return answer


def _spoken(meeting: str) -> tuple[dict[str, list[Record]], _Spoken]:
    records, _role = records_of(meeting, "floor.report")
    with services().db.reading() as session:
        speeches = [row for row in speakers_of(session, stream_of(meeting)) if row.started_at is not None]
    speeches.sort(key=lambda row: (row.started_at or 0, row.position))
    people = {part["person"]: part for part in records["participants"]}
    items = {item["id"]: item for item in records.get("items", ())}
    return records, _Spoken(speeches, people, items, clock.now_ms())


def _line(found: _Spoken, speech: SpeakerRow) -> dict[str, Any]:
    ms, limit_ms = report.spoken(speech, found.now), (speech.limit_s or 0) * 1000
    return {
        "name": found.name(speech),
        "unit": speech.unit,
        "kind": words.SPEECHES.get(speech.kind, speech.kind),
        "item": found.item(speech),
        "subject": speech.subject,
        "at": speech.started_at,
        "ms": ms,
        "over_ms": max(0, ms - limit_ms),
        "runs": speech.state != "done",
    }


def _cells(found: _Spoken, speech: SpeakerRow) -> Iterator[object]:
    yield cell(found.name(speech))
    yield cell(str(found.people.get(speech.person, {}).get("title", "")))
    yield cell(speech.unit)
    yield cell(found.item(speech))
    yield speech.kind
    yield cell(speech.subject)
    yield format_exactly(speech.started_at or 0)
    yield format_exactly(speech.ended_at) if speech.ended_at else ""
    yield report.spoken(speech, found.now)
    yield (speech.limit_s or 0) * 1000
    yield speech.paused
