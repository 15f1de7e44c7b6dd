"""What a slip says of itself in whole sentences: how silence and lateness are taken, and what each question came to.

Said once, in each language, for screens, sheets and files alike, like the sentences of votes (`polls/words.py`).
"""

from collections.abc import Callable, Sequence

from icabinet.languages import LOCALES, in_language
from icabinet.polls.majority import Rule
from icabinet.polls.rules import Ways as VoteWays
from icabinet.polls.words import result_sentences, rule_sentences
from icabinet.slips.counting import Counted, Whole
from icabinet.slips.questions import Question, Ways, rule_for

Say = Callable[[str], str]
Sentences = dict[str, str]  # by language


def terms(questions: Sequence[Question], rule: Rule, ways: Ways) -> Sentences:
    """Return on what terms the slip is answered: what is needed, and what late and missing answers count for."""
    return {locale: " ".join(_terms(locale, questions, rule, ways)) for locale in LOCALES}


def _terms(locale: str, questions: Sequence[Question], rule: Rule, ways: Ways) -> list[str]:
    _ = in_language(locale)
    said = []
    if any(not question.options for question in questions):
        said.append(rule_sentences(Question(text="").shape, rule, VoteWays(), secret=False)[locale])
    if any(question.options for question in questions):
        said.append(_("Of several options the one with most answers is chosen."))
    if ways.silence:
        said.append(_("Whoever does not answer by the deadline is taken to agree."))
    else:
        said.append(_("Whoever does not answer is not counted as agreeing."))
    if ways.late == "marked":
        said.append(_("Answers after the deadline are taken until the slip is closed, and marked as late."))
    else:
        said.append(_("Answers after the deadline are not taken."))
    if ways.changeable:
        said.append(_("An answer may be changed until the deadline."))
    if ways.shown:
        said.append(_("After the closing everybody who was asked sees who answered what."))
    else:
        said.append(_("Who answered what is seen by chair and secretary only."))
    return said


def verdicts(questions: Sequence[Question], rule: Rule, whole: Whole) -> list[Sentences]:
    """Return what each question came to: which rule, which numbers, which verdict, and what silence had in it."""
    return [
        _verdict(question, rule_for(question, rule), counted, whole)
        for question, counted in zip(questions, whole.questions, strict=True)
    ]


def _verdict(question: Question, rule: Rule, counted: Counted, whole: Whole) -> Sentences:
    if question.options:
        return {locale: _chosen(in_language(locale), question, counted) for locale in LOCALES}
    said = result_sentences(question.shape, rule, VoteWays(), counted)
    return {locale: " ".join([said[locale], *_silence(in_language(locale), whole)]) for locale in LOCALES}


def _silence(_: Say, whole: Whole) -> list[str]:
    if not whole.agreed_by_silence:
        return []
    return [_("Of those who agree, {count} did not answer: on this slip silence is agreement.").format(
        count=whole.agreed_by_silence
    )]  # fmt: skip


def _chosen(_: Say, question: Question, counted: Counted) -> str:
    def names(options: Sequence[int]) -> str:
        return ", ".join(f"{question.options[option]} ({counted.said[str(option)]})" for option in options)

    if counted.verdict == "blocked":
        return _("The count, the ballots and the turnout do not agree, so there is no verdict.")
    if counted.winners:
        return _("Chosen: {names}.").format(names=names(counted.winners))
    if counted.tied:
        return _("Equally many answers: {names}; nothing is chosen.").format(names=names(counted.tied))
    return _("Nothing is chosen.")


def turnout(whole: Whole) -> Sentences:
    """Return how many were asked, answered, answered late, and did not."""
    return {locale: _turnout(in_language(locale), whole) for locale in LOCALES}


def _turnout(_: Say, whole: Whole) -> str:
    words = _("{answered} of {asked} answered, {late} of them late; {silent} did not answer.")
    return words.format(answered=whole.answered, asked=whole.asked, late=whole.late, silent=whole.silent)
