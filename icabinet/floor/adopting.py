"""The rules of the body become the meeting's with the first thing that happens on its floor.

Whatever the body decides later, a meeting keeps the rules that it began with.
"""

from icabinet.floor.facts import FloorRulesSet
from icabinet.floor.queries import has_own_rules, rules_of
from icabinet.floor.settings import FloorRules
from icabinet.journal.turns import Turn


def adopt(turn: Turn) -> FloorRules:
    """Return the rules that hold in this meeting; the body's own are written down the first time."""
    rules = rules_of(turn.session, turn.stream)
    if rules != FloorRules() and not has_own_rules(turn.session, turn.stream):
        turn.record(FloorRulesSet(rules=rules))
    return rules
