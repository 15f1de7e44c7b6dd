"""The words of votes in one language, for pages and papers; whole sentences are in `words`."""

from decimal import Decimal

from icabinet.languages import in_language
from icabinet.polls.electorate import weight_text
from icabinet.polls.majority import ONE
from icabinet.polls.rules import Ways
from icabinet.polls.shapes import ABSTAIN, Shape, answers, picks
from icabinet.polls.tally import Verdict

Count = int | Decimal


class Saying:
    """Says what records name by a code."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.say = in_language(locale)

    def choice(self, choice: str) -> str:
        """Say yes, no, abstain, invalid, or missing."""
        _ = self.say
        return {
            "yes": _("Yes"),
            "no": _("No"),
            "abstain": _("Abstain"),
            "invalid": _("Invalid"),
            "missing": _("Not voted"),
        }[choice]

    def kind(self, ways: Ways, *, secret: bool, analog: bool) -> str:
        _ = self.say
        kind = _("Secret vote") if secret else _("Counted by hand") if analog else _("Named vote")
        return _("{kind}, not binding").format(kind=kind) if ways.straw else kind

    def verdict(self, verdict: Verdict) -> str:
        _ = self.say
        return {
            "adopted": _("Adopted"),
            "rejected": _("Not adopted"),
            "tie": _("A tie"),
            "no_quorum": _("No quorum"),
            "blocked": _("No verdict"),
            "elected": _("Elected"),
            "partly_elected": _("Partly elected"),
            "not_elected": _("Nobody elected"),
        }[verdict]

    def ballot(self, shape: Shape, text: str | None) -> str:
        """Say what a ballot says; None: there is none."""
        if text is None:
            return self.choice("missing")
        if shape.form == "motion" or text == ABSTAIN:
            return self.choice(text)
        if shape.form == "each":
            said = zip(shape.options, answers(text), strict=True)
            return "; ".join(f"{option}: {self.choice(answer)}" for option, answer in said)
        names = [shape.options[option] for option in picks(text)]
        ranked = [f"{place}. {name}" for place, name in enumerate(names, 1)]
        return ", ".join(ranked if shape.form == "ranked" else names)

    def number(self, count: Count) -> str:
        """Say a number of heads, or a weight with as many places as it needs."""
        if isinstance(count, int):
            return str(count)
        text = weight_text(int(count * ONE))
        return text.replace(".", ",") if self.locale == "vi" else text
