"""What a vote says of itself, in whole sentences: its rule, and its result with rule, numbers and verdict.

Said once and for all screens, lists and minutes, in each language, so that no two of them differ.
"""

from collections.abc import Callable, Sequence

from flask_babel import lazy_gettext as later

from icabinet.languages import LOCALES, in_language
from icabinet.polls.electorate import weight_text
from icabinet.polls.majority import Base, Rule
from icabinet.polls.rules import Result, Ways
from icabinet.polls.runoff import Round
from icabinet.polls.shapes import Shape
from icabinet.polls.tally import counts_in_unit

Say = Callable[[str], str]


def preset_words(name: str) -> object:
    """Return what a preset is called, in the language of whoever reads it."""
    return {
        "people_committee": later(
            "People's Committee: more than 1/2 of all members; at a tie in a named vote the chair's side decides"
        ),
        "majority_cast": later("Simple majority: more than 1/2 of ballots cast"),
        "two_thirds_all": later("Two thirds: at least 2/3 of all members"),
        "three_quarters_all": later("Three quarters: at least 3/4 of all members"),
        "four_fifths_all": later("Four fifths: at least 4/5 of all members"),
        "unanimity": later("Unanimity: all ballots cast"),
        "relative": later("Relative majority: more yes than no; of several options the one with most votes"),
        "no_objection": later("No objection: adopted unless somebody votes no"),
    }[name]


def rule_sentences(shape: Shape, rule: Rule, ways: Ways, *, secret: bool) -> dict[str, str]:
    """Return what is needed, by language."""
    return {locale: _Sentence(locale, shape, rule, ways).of_rule(secret=secret) for locale in LOCALES}


def result_sentences(shape: Shape, rule: Rule, ways: Ways, result: Result) -> dict[str, str]:
    """Return which rule, which numbers and which verdict, by language."""
    return {locale: _Sentence(locale, shape, rule, ways).of_result(result) for locale in LOCALES}


class _Sentence:
    def __init__(self, locale: str, shape: Shape, rule: Rule, ways: Ways) -> None:
        self._say = in_language(locale)
        self._comma = locale == "vi"
        self._shape, self._rule, self._ways = shape, rule, ways

    def of_rule(self, *, secret: bool) -> str:
        _ = self._say
        words = [self._aim()]
        if self._rule.tie == "chair_side" and not secret:
            words.append(_("At a tie the chair's side decides."))
        if quorum := self._rule.quorum:
            share = f"{quorum.numerator}/{quorum.denominator}"
            of = self._base(quorum.base)
            words.append(_("At least {fraction} of {base} must take part.").format(fraction=share, base=of))
        if self._ways.straw:
            words.append(_("It binds nobody."))
        return " ".join(words)

    def of_result(self, result: Result) -> str:
        _ = self._say
        clauses = [*self._quorum(result), *self._clauses(result)]
        if self._ways.straw:
            clauses.append(_("this vote binds nobody"))
        sentence = "; ".join(clauses)
        return f"{sentence[:1].upper()}{sentence[1:]}."

    def _aim(self) -> str:
        _ = self._say
        if self._shape.form == "ranked":
            return _("Elected is who has more than half of the votes that count in a round; the last one goes out.")
        if self._rule.kind == "no_objection":
            return _("Adopted unless somebody votes no.")
        if self._shape.form in ("one", "several"):
            if self._rule.kind == "relative":
                return _("Elected is who has most votes; places: {seats}.").format(seats=self._shape.most)
            return _("Elected is who has most votes, of those with {portion}; places: {seats}.").format(
                portion=self._portion(), seats=self._shape.most
            )
        if self._rule.kind == "relative":
            return _("To be adopted: more yes than no.")
        return _("To be adopted: {portion}.").format(portion=self._portion())

    def _clauses(self, result: Result) -> list[str]:
        _ = self._say
        if result.verdict == "blocked":
            return [_("the count, the ballots and the turnout do not agree, so there is no verdict")]
        if result.verdict == "no_quorum":
            return [_("there was no quorum, so nothing is decided")]
        if self._shape.form == "motion":
            return self._motion(result)
        if self._shape.form == "ranked":
            return self._ranked(result)
        return self._options(result)

    def _quorum(self, result: Result) -> list[str]:
        _ = self._say
        taken = result.quorum
        if taken is None or result.verdict == "blocked":
            return []
        words = _("{number} of {total} members took part, {needed} needed for a quorum")
        said = words.format(number=taken.number, total=result.heads.all_members, needed=taken.needed)
        apart = _("{apart} more from afar, who do not count for it").format(apart=taken.apart)
        return [said, apart] if taken.apart else [said]

    def _motion(self, result: Result) -> list[str]:
        _ = self._say
        outcome = result.outcomes[0]
        counts = counts_in_unit(self._rule, outcome)
        yes, no = self._number(counts.yes), self._number(counts.no)
        verdict = self._verdict(result)
        if self._rule.kind == "no_objection":
            return [_("{no} voted no; adopted unless somebody does").format(no=no), verdict]
        if self._rule.kind == "relative":
            return [_("{yes} voted yes and {no} voted no; more yes than no needed").format(yes=yes, no=no), verdict]
        needed = self._needed(outcome.needed)
        return [self._share().format(yes=yes, total=self._number(outcome.base_number)), needed, verdict]

    def _verdict(self, result: Result) -> str:
        _ = self._say
        if result.by_chair:
            return (
                _("a tie, decided by the chair's side: adopted")
                if result.verdict == "adopted"
                else _("a tie, decided by the chair's side: not adopted")
            )
        return {
            "adopted": _("adopted"),
            "rejected": _("not adopted"),
            "tie": _("a tie: the vote is to be repeated"),
        }[result.verdict]

    def _options(self, result: Result) -> list[str]:
        _ = self._say
        clauses = []
        if self._rule.kind == "share":
            clauses.append(self._needed(result.outcomes[0].needed))
        if result.winners:
            clauses.append(_("elected: {names}").format(names=self._named(result, result.winners)))
        if result.tied:
            tied = self._named(result, result.tied)
            clauses.append(_("equally many votes: {names}, between whom the vote is to be repeated").format(names=tied))
        if not result.winners and not result.tied:
            clauses.append(_("nobody is elected"))
        elif result.verdict == "partly_elected" and self._shape.form != "each":
            clauses.append(_("places still open: {count}").format(count=self._shape.most - len(result.winners)))
        return clauses

    def _ranked(self, result: Result) -> list[str]:
        _ = self._say
        if not result.rounds:
            return [_("nobody is elected")]
        last = result.rounds[-1]
        number, total = len(result.rounds), self._number(sum(votes for _option, votes in last.votes))
        if result.tied:
            names = self._of_round(last, result.tied)
            return [
                _("round {number}: equally many votes: {names}, between whom the vote is to be repeated").format(
                    number=number, names=names
                )
            ]
        names = self._of_round(last, result.winners)
        words = _("round {number}: {names} of {total} votes that count, more than half; elected")
        return [words.format(number=number, names=names, total=total)]

    def _named(self, result: Result, options: Sequence[int]) -> str:
        yes = {option: counts_in_unit(self._rule, result.outcomes[option]).yes for option in options}
        return ", ".join(f"{self._shape.options[option]} ({self._number(votes)})" for option, votes in yes.items())

    def _of_round(self, last: Round, options: Sequence[int]) -> str:
        had = dict(last.votes)
        return ", ".join(f"{self._shape.options[option]} ({self._number(had[option])})" for option in options)

    def _needed(self, number: int) -> str:
        _ = self._say
        words = _("{portion} = {needed} needed")
        return words.format(portion=self._portion(), needed=self._number(number))

    def _portion(self) -> str:
        _ = self._say
        rule, base = self._rule, self._base(self._rule.base)
        if rule.numerator == rule.denominator:
            portion = _("{fraction} of {base}").format(fraction="100%", base=base)
        else:
            words = _("more than {fraction} of {base}") if rule.strict else _("at least {fraction} of {base}")
            portion = words.format(fraction=f"{rule.numerator}/{rule.denominator}", base=base)
        return _("by weight {portion}").format(portion=portion) if self._rule.unit == "weight" else portion

    def _base(self, base: Base) -> str:
        _ = self._say
        return {
            "all_members": _("all members"),
            "entitled": _("members entitled to vote"),
            "present": _("members taking part"),
            "cast": _("ballots cast"),
            "valid_with_abstain": _("valid ballots"),
            "valid_without_abstain": _("yes and no votes"),
        }[base]

    def _share(self) -> str:
        _ = self._say
        if self._rule.unit == "weight":
            return _("yes weighs {yes} of {total}")
        return {
            "all_members": _("{yes} of {total} members voted yes"),
            "entitled": _("{yes} of {total} members entitled to vote voted yes"),
            "present": _("{yes} of {total} members taking part voted yes"),
            "cast": _("{yes} of {total} ballots cast are yes"),
            "valid_with_abstain": _("{yes} of {total} valid ballots are yes"),
            "valid_without_abstain": _("{yes} of {total} yes and no votes are yes"),
        }[self._rule.base]

    def _number(self, number: int) -> str:
        if self._rule.unit == "heads":
            return str(number)
        text = weight_text(number)
        return text.replace(".", ",") if self._comma else text
