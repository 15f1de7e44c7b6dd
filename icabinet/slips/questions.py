"""What a slip asks, and what answers it. Pure.

An answer's choice is `yes`, `no` or `other` (an opinion in words) on a motion; the number of an option, from 0, or
`other` where there are options.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from icabinet.errors import Invalid
from icabinet.polls.majority import PRESETS, Rule
from icabinet.polls.shapes import ABSTAIN, Shape
from icabinet.text import clean, clean_lines

OTHER = "other"
MOST_QUESTIONS = 20
MOST_OPTIONS = 20
LONGEST_OPINION = 4_000
LONGEST_REMINDER_H = 30 * 24
Late = Literal["refused", "marked"]


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A motion to agree to; with `options`, one of them to choose."""

    text: str
    options: tuple[str, ...] = ()

    @property
    def shape(self) -> Shape:
        return Shape(form="one", options=self.options) if self.options else Shape(opinion=True)

    @property
    def choices(self) -> tuple[str, ...]:
        return (*map(str, range(len(self.options))), OTHER) if self.options else ("yes", "no", OTHER)


class Ways(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How it is asked.

    late: answers after the deadline are refused, or taken until the slip is closed and marked; silence: who does not
    answer agrees; changeable: an answer may be changed until the deadline; shown: after the closing everybody who was
    asked sees who answered what; remind_h: so many hours before the deadline who has not answered is reminded, 0: not.
    """

    late: Late = "refused"
    silence: bool = False
    changeable: bool = True
    shown: bool = False
    remind_h: int = 24


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a slip says. deadline_at: ms."""

    subject: str
    explanation: str
    questions: tuple[Question, ...]
    deadline_at: int
    ways: Ways
    rule: Rule


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    choice: str
    opinion: str = ""


def checked_questions(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return the questions as they are kept, or refuse what nobody could answer."""
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise Invalid(where="questions", why="length", longest=MOST_QUESTIONS)
    return tuple(map(_checked_question, questions))


def _checked_question(question: Question) -> Question:
    options = tuple(clean(option, "options") for option in question.options)
    if len(options) == 1 or len(options) > MOST_OPTIONS or len(set(options)) < len(options):
        raise Invalid(where="options", why="length", longest=MOST_OPTIONS)
    return Question(text=clean_lines(question.text, "question", longest=2_000), options=options)


def check_ways(questions: Sequence[Question], ways: Ways) -> None:
    """Silence may be agreement to a motion; it is no choice between options."""
    if not 0 <= ways.remind_h <= LONGEST_REMINDER_H:
        raise Invalid(where="remind_h", why="range")
    if ways.silence and any(question.options for question in questions):
        raise Invalid(where="silence", why="only a motion")


def checked_answers(questions: Sequence[Question], answers: Sequence[Answer]) -> list[Answer]:
    """Return one answer to each question as it is kept; an opinion of another kind needs words."""
    if len(answers) != len(questions):
        raise Invalid(where="answers", why="length", longest=len(questions))
    return [_checked_answer(*pair) for pair in zip(questions, answers, strict=True)]


def _checked_answer(question: Question, answer: Answer) -> Answer:
    if answer.choice not in question.choices:
        raise Invalid(where="choice", why="not among the options")
    needed = answer.choice == OTHER
    return Answer(
        choice=answer.choice,
        opinion=clean_lines(answer.opinion, "opinion", longest=LONGEST_OPINION, empty=not needed),
    )


def ballot_of(answer: Answer) -> str:
    """Return the answer as a ballot: another opinion is neither for nor against."""
    return ABSTAIN if answer.choice == OTHER else answer.choice


def rule_for(question: Question, rule: Rule) -> Rule:
    """Return by which rule the question is decided: of options the one with most answers is chosen."""
    return PRESETS["relative"] if question.options else rule
