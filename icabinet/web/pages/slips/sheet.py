"""What a slip came to, as a workbook and as a record: only what whoever asks may see."""

from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from icabinet.languages import LAWFUL, current_locale, format_when, local_iso
from icabinet.people import letterheads
from icabinet.web.pages.slips import words
from icabinet.web.pages.slips.reading import Seen
from icabinet.worker.forms import told

_NUMBER = "Số: ……/BC-……"
_COPIES = ["Như thành phần được lấy ý kiến;", "Lưu: VT, Hồ sơ."]
_ROLL = ["STT", "Họ và tên", "Trả lời", "Nội dung ý kiến", "Thời gian"]
_ROLL_WIDTHS = [6, 24, 20, 32, 18]


def workbook_of(found: Seen) -> told.Workbook:
    """Return the workbook: what it is and what it came to; and who answered what, if that is to be seen."""
    slip = found.slip
    facts: list[list[told.Cell]] = [[name, value] for name, value in _facts(found, current_locale())]
    blocks = [told.Block(rows=facts), *(_counts(*one) for one in _results(slip, current_locale()))]
    sheets = [told.Sheet(name=_("Result"), title=slip["subject"], blocks=blocks, widths=[44, 80])]
    if lines := _roll(found):
        numbers = [_("Question %(number)s", number=number) for number in range(1, len(slip["questions"]) + 1)]
        head = [_("Name"), _("Office"), *numbers, _("Opinion"), _("Time"), _("Note")]
        block = told.Block(head=head, rows=[_cells(slip, line) for line in lines])
        widths = [28, 28, *[20] * len(numbers), 50, 20, 24]
        sheets.append(told.Sheet(name=_("Answers"), title=_("Who answered what"), blocks=[block], widths=widths))
    return told.Workbook(title=slip["subject"], sheets=sheets)


def record_of(found: Seen, *, roll: bool = True) -> told.Minutes:
    """Return the record in the administrative form, in Vietnamese, for the form is the law's.

    Without the `roll`, who answered what is left out.
    """
    with force_locale(LAWFUL):
        slip, body = found.slip, found.meeting["body"]
        parts: list[told.Line | told.Table] = [
            told.Line(label=f"{name}:", text=value) for name, value in _facts(found, LAWFUL)
        ]
        for number, one in enumerate(_results(slip, LAWFUL), start=1):
            parts += _said(number, *one)
        if lines := _roll(found) if roll else []:
            parts.append(told.Line(text="Ý kiến của từng người", style="heading"))
            rows = [[str(number), *_texts(slip, line)] for number, line in enumerate(lines, start=1)]
            parts.append(told.Table(head=_ROLL, rows=rows, widths=_ROLL_WIDTHS))
        head = letterheads.head_of(body["id"], body["name"])
        return told.Minutes(
            superior=head.superior,
            body=head.name,
            number=_NUMBER,
            kind="Kết quả lấy ý kiến bằng phiếu" if slip["result"] else "Tổng hợp ý kiến theo phiếu",
            about=slip["subject"],
            parts=parts,
            signers=[
                told.Signer(office="Thư ký", name=_name(found, "secretary")),
                told.Signer(office="Chủ trì", name=_name(found, "chair")),
            ],
            copies=_COPIES,
        )


def _facts(found: Seen, locale: str) -> list[tuple[str, str]]:
    slip = found.slip
    facts = [
        (_("Body"), found.meeting["body"]["name"]),
        (_("Sent"), format_when(slip["sent_at"])),
        (_("Deadline"), format_when(slip["deadline_at"])),
        *((_("Extended"), f"{format_when(one['to'])}: {one['reason']}") for one in slip["extensions"]),
        (_("Terms"), slip["terms"][locale]),
    ]
    if slip["result"]:
        facts += [(_("Closed at"), format_when(slip["closed_at"])), (_("Answers"), slip["turnout"][locale])]
    return facts


def _results(slip: dict[str, Any], locale: str) -> list[tuple[dict[str, Any], str, list[tuple[str, int]]]]:
    """Return (question, sentence, how often each answer was given) of each question that was decided."""
    if not slip["result"]:
        return []
    silence = _("No answer (agreement by silence)") if slip["ways"]["silence"] else _("No answer")
    triples = zip(slip["questions"], slip["result"]["questions"], slip["sentences"], strict=True)
    return [
        (
            question,
            said[locale],
            [
                *((words.choice_word(question, choice), count) for choice, count in counted["said"].items()),
                (silence, slip["result"]["silent"]),
            ],
        )
        for question, counted, said in triples
    ]


def _counts(question: dict[str, Any], sentence: str, counts: list[tuple[str, int]]) -> told.Block:
    rows: list[list[told.Cell]] = [list(pair) for pair in counts]
    head = [_("Answer"), _("Members")]
    return told.Block(title=f"{question['text']} {sentence}", head=head, rows=rows, chart=1)


def _said(
    number: int, question: dict[str, Any], sentence: str, counts: list[tuple[str, int]]
) -> list[told.Line | told.Table]:
    rows = [[word, str(count)] for word, count in counts]
    return [
        told.Line(text=f"{number}. {question['text']}", style="heading"),
        told.Table(head=["Trả lời", "Số thành viên"], rows=rows, widths=[4, 1], numbers=[1]),
        told.Line(text=sentence),
    ]


def _roll(found: Seen) -> list[dict[str, Any]]:
    return found.roll() if found.runs or found.slip["ways"]["shown"] else []


def _answers(slip: dict[str, Any], line: dict[str, Any]) -> tuple[list[str], str]:
    """Return the answer to each question, and the opinions in words."""
    answers = line["reply"]["answers"]
    if answers is None:
        return ["–"] * len(slip["questions"]), ""
    said = [words.choice_word(*pair) for pair in zip(slip["questions"], (a["choice"] for a in answers), strict=True)]
    return said, "\n".join(filter(None, (answer.get("opinion", "") for answer in answers)))


def _notes(line: dict[str, Any]) -> str:
    late = _("late") if line["reply"]["late"] else ""
    return ", ".join(filter(None, (late, _("by %(name)s", name=line["by"]) if line["by"] else "")))


def _cells(slip: dict[str, Any], line: dict[str, Any]) -> list[told.Cell]:
    said, opinion = _answers(slip, line)
    at = line["reply"]["answered_at"]
    part = line["part"]
    return [part["name"], part["title"], *said, opinion, told.Moment(local_iso(at)) if at else None, _notes(line)]


def _texts(slip: dict[str, Any], line: dict[str, Any]) -> list[str]:
    said, opinion = _answers(slip, line)
    part, when = line["part"], format_when(line["reply"]["answered_at"])
    who = ", ".join(filter(None, (part["name"], part["title"])))
    return [who, "\n".join(said), opinion, "\n".join(filter(None, (when, _notes(line))))]


def _name(found: Seen, role: str) -> str:
    parts = [part for part in found.parts.values() if part["role"] == role]
    return parts[0]["name"] if len(parts) == 1 else ""
