"""What a slip came to, as a sheet to take away: only what whoever asks may see."""

from typing import Any

from flask_babel import gettext as _

from icabinet.languages import current_locale, format_when
from icabinet.web.pages.slips import words
from icabinet.web.pages.slips.reading import Seen
from icabinet.web.sheets.content import Cell, Grid, Section, Sheet


def sheet_of(found: Seen, *, roll: bool = True) -> Sheet:
    """Return the sheet; without the `roll`, who answered what is left out."""
    slip = found.slip
    return Sheet(
        issuer=found.meeting["body"]["name"],
        kind=_("Result of asking in writing") if slip["result"] else _("Answers to a slip"),
        about=slip["subject"],
        facts=list(_facts(found)),
        sections=[*_questions(slip), *(_roll(found) if roll else [])],
        signs=[(_("Secretary"), _name(found, "secretary")), (_("Chair"), _name(found, "chair"))],
    )


def _facts(found: Seen) -> list[tuple[str, str]]:
    slip, locale = found.slip, current_locale()
    facts = [
        (_("Sent"), format_when(slip["sent_at"])),
        (_("Deadline"), format_when(slip["deadline_at"])),
        *((_("Extended"), f"{format_when(one['to'])}: {one['reason']}") for one in slip["extensions"]),
        (_("Terms"), slip["terms"][locale]),
    ]
    if slip["result"]:
        facts += [(_("Closed"), format_when(slip["closed_at"])), (_("Answers"), slip["turnout"][locale])]
    return facts


def _questions(slip: dict[str, Any]) -> list[Section]:
    if not slip["result"]:
        return []
    triples = zip(slip["questions"], slip["result"]["questions"], slip["sentences"], strict=True)
    return [
        Section(
            name=_("Question %(number)s", number=number),
            title=f"{number}. {question['text']}",
            lines=[said[current_locale()]],
            grid=_counts(slip, question, counted),
        )
        for number, (question, counted, said) in enumerate(triples, start=1)
    ]


def _counts(slip: dict[str, Any], question: dict[str, Any], counted: dict[str, Any]) -> Grid:
    silence = slip["result"]["silent"]
    word = _("No answer (agreement by silence)") if slip["ways"]["silence"] else _("No answer")
    rows = [[words.choice_word(question, choice), count] for choice, count in counted["said"].items()]
    return Grid((_("Answer"), _("Members")), [*rows, [word, silence]], (4, 1), chart=1)


def _roll(found: Seen) -> list[Section]:
    slip = found.slip
    lines = found.roll()
    if not lines or not (found.runs or slip["ways"]["shown"]):
        return []
    numbers = range(1, len(slip["questions"]) + 1)
    asked = [_("Question %(number)s", number=number) for number in numbers] if len(numbers) > 1 else [_("Answer")]
    head = [_("No."), _("Name"), *asked, _("Opinion"), _("Time"), _("Note")]
    rows: list[list[Cell]] = [[number, *_line(slip, line)] for number, line in enumerate(lines, start=1)]
    widths = [1, 4, *([2] * len(asked)), 5, 3, 2]
    return [Section(name=_("Answers"), title=_("Who answered what"), grid=Grid(head, rows, widths))]


def _line(slip: dict[str, Any], line: dict[str, Any]) -> list[str]:
    part, reply = line["part"], line["reply"]
    who = ", ".join(filter(None, (part["name"], part["title"])))
    answers = reply["answers"] or []
    said = [words.choice_word(*pair) for pair in zip(slip["questions"], (a["choice"] for a in answers), strict=False)]
    said += ["–"] * (len(slip["questions"]) - len(said))
    opinions = [answer.get("opinion", "") for answer in answers]
    notes = [_("late") if reply["late"] else "", _("by %(name)s", name=line["by"]) if line["by"] else ""]
    return [
        who,
        *said,
        "\n".join(filter(None, opinions)),
        format_when(reply["answered_at"]),
        ", ".join(filter(None, notes)),
    ]


def _name(found: Seen, role: str) -> str:
    parts = [part for part in found.parts.values() if part["role"] == role]
    return parts[0]["name"] if len(parts) == 1 else ""
