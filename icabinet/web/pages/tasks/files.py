"""Tasks and conclusions to take along: lists as workbooks, and as records in the administrative form."""

from collections.abc import Sequence
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from icabinet import clock
from icabinet.languages import LAWFUL, format_day, format_when
from icabinet.people import letterheads
from icabinet.tasks.figures import PARTS, Sums
from icabinet.web.pages.tasks import words
from icabinet.web.pages.tasks.reading import Line
from icabinet.worker.forms import told

_COPIES = ["Các đơn vị được giao nhiệm vụ;", "Lưu: VT, Hồ sơ."]
_NUMBER = "Số: ……/BC-……"
_HEAD = ["STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Tình trạng"]
_WIDTHS = [6, 44, 24, 16, 20]


def list_of(lines: Sequence[Line], by_unit: dict[str, Sums]) -> told.Workbook:
    """Return the workbook of a list of tasks: the tasks, and what they came to by unit, with a drawing."""
    head = [
        _("Task"), _("Unit in charge"), _("Units taking part"), _("Due by"), _("State"), _("Last report"),
        _("Meeting"), _("Given"), _("Done"),
    ]  # fmt: skip
    rows: list[list[told.Cell]] = [
        [
            line.task.text,
            line.task.unit,
            "; ".join(line.task.helpers),
            format_day(line.task.deadline_at),
            standing(line.task.state, overdue=line.overdue),
            line.report,
            line.title,
            format_day(line.task.at),
            format_day(line.task.done_at),
        ]
        for line in lines
    ]
    title = f"{_('Tasks')}, {format_day(clock.now_ms())}"
    units: list[list[told.Cell]] = [
        [unit, *(getattr(sums, part) for part in PARTS), sums.total] for unit, sums in by_unit.items()
    ]
    unit_head = [_("Unit"), *(str(words.PARTS[part]) for part in PARTS), _("In all")]
    sheets = [
        told.Sheet(
            name=_("Tasks"), title=title, blocks=[told.Block(head=head, rows=rows)],
            widths=[60, 28, 28, 14, 18, 40, 40, 14, 14],
        ),
        told.Sheet(
            name=_("By unit"), title=title, blocks=[told.Block(head=unit_head, rows=units, chart=len(PARTS))],
            widths=[40, *[16] * 6],
        ),
    ]  # fmt: skip
    return told.Workbook(title=title, sheets=sheets)


def record_of_list(lines: Sequence[Line]) -> told.Minutes:
    """Return the record of a list of tasks, in Vietnamese, for the form is the law's."""
    with force_locale(LAWFUL):
        names = sorted({line.body for line in lines})
        one = next(iter({line.task.body for line in lines}), "") if len(names) == 1 else ""
        rows = [
            [
                str(number), line.task.text, "; ".join(line.units), words.due(line.task.deadline_at),
                standing(line.task.state, overdue=line.overdue),
            ]
            for number, line in enumerate(lines, start=1)
        ]  # fmt: skip
        head = letterheads.head_of(one, names[0] if names else "")
        return told.Minutes(
            superior=head.superior,
            body=head.name,
            number=_NUMBER,
            kind="Báo cáo",
            about="Tình hình thực hiện nhiệm vụ",
            parts=[
                told.Line(label="Tính đến:", text=format_when(clock.now_ms())),
                told.Table(head=_HEAD, rows=rows, widths=_WIDTHS),
            ],
            signers=[told.Signer(office="Người lập", name=""), told.Signer(office="Chủ trì", name="")],
            copies=_COPIES,
        )


def workbook_of(meeting: dict[str, Any], items: Sequence[dict[str, Any]]) -> told.Workbook:
    """Return what a meeting concluded and gave as a workbook. `items`: as `concluding.items_of` has them."""
    concluded: list[list[told.Cell]] = [[one["named"], one["text"]] for one in items if one["text"]]
    given: list[list[told.Cell]] = [
        [one["named"], task["text"], task["unit"], "; ".join(task["helpers"]), format_day(task["deadline_at"]),
         standing(task["state"], overdue=task["overdue"])]
        for one in items
        for task in one["tasks"]
    ]  # fmt: skip
    item, title = _("Agenda item"), meeting["title"]
    head = [item, _("Task"), _("Unit in charge"), _("Units taking part"), _("Due by"), _("State")]
    sheets = [
        told.Sheet(
            name=_("Conclusions"), title=title, blocks=[told.Block(head=[item, _("Conclusion")], rows=concluded)],
            widths=[40, 100],
        ),
        told.Sheet(
            name=_("Tasks"), title=title, blocks=[told.Block(head=head, rows=given)], widths=[36, 60, 28, 28, 14, 18],
        ),
    ]  # fmt: skip
    return told.Workbook(title=title, sheets=sheets)


def record_of(meeting: dict[str, Any], items: Sequence[dict[str, Any]], names: dict[str, str]) -> told.Minutes:
    """Return what a meeting concluded and gave, in Vietnamese. names: of "secretary" and "chair"."""
    with force_locale(LAWFUL):
        parts: list[told.Line | told.Table] = [
            told.Line(label="Thời gian:", text=format_when(meeting["started_at"] or meeting["starts_at"])),
            told.Line(label="Địa điểm:", text=meeting["place"] or "……"),
        ]
        for one in items:
            if one["text"] or one["tasks"]:
                parts.append(told.Line(text=one["named"], style="heading"))
                parts += [told.Line(text=line) for line in one["text"].splitlines() if line.strip()]
                parts += [told.Line(text=_sentence(task)) for task in one["tasks"]]
        head = letterheads.head_of(meeting["body"]["id"], meeting["body"]["name"])
        return told.Minutes(
            superior=head.superior,
            body=head.name,
            number=_NUMBER,
            kind="Tổng hợp kết luận và nhiệm vụ",
            about=meeting["title"],
            parts=parts,
            signers=[
                told.Signer(office="Thư ký", name=names["secretary"]),
                told.Signer(office="Chủ trì", name=names["chair"]),
            ],
            copies=_COPIES,
        )


def standing(state: str, *, overdue: bool) -> str:
    """Say how a task stands, in a word or two."""
    return _("Overdue") if overdue else words.state(state)


def _sentence(task: dict[str, Any]) -> str:
    """Say a task as conclusions do: who does what with whom by when."""
    helped = f", phối hợp với {', '.join(task['helpers'])}" if task["helpers"] else ""
    due = f" Thời hạn: {format_day(task['deadline_at'])}." if task["deadline_at"] is not None else ""
    text = task["text"].rstrip(".")
    return f"- Giao {task['unit']} chủ trì{helped}: {text}.{due}"
