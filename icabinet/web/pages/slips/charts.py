"""Bars for what was answered, as numbers for a drawing of 100 units' width. Pure."""

from collections.abc import Mapping
from typing import Any

from icabinet.polls.majority import ONE
from icabinet.web.pages.slips import words

WIDTH = 100.0


def bars(question: Mapping[str, Any], counted: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return {bars: [{choice, word, sign, count, width, silent}], threshold, needed} of a question's result.

    silent: how much of the bar is silence that counts as agreement, in units; threshold: where the line of what was
    needed stands, None where it is not a number of heads.
    """
    total = max(counted["heads"]["all_members"], 1)
    silent = whole["agreed_by_silence"]
    won = {str(option) for option in counted["winners"]} if question["options"] else set()
    shown = [_bar(question, choice, count, total, chosen=choice in won) for choice, count in counted["said"].items()]
    if not question["options"] and silent:
        shown[0] |= {"silent": silent / total * WIDTH, "count": shown[0]["count"] + silent, "by_silence": silent}
    missing = 0 if silent else whole["silent"]
    threshold = _threshold(question, counted, total)
    return {"bars": shown, "missing": _share(missing, total), "missing_count": missing, **threshold}


def _bar(question: Mapping[str, Any], choice: str, count: int, total: int, *, chosen: bool) -> dict[str, Any]:
    said = words.choice_word(dict(question), choice)
    kind = choice if choice in words.CHOICES else "option chosen" if chosen else "option"
    return {
        "choice": choice, "kind": kind, "word": said, "sign": words.sign(choice, taken=chosen), "count": count,
        "width": _share(count, total), "silent": 0.0, "by_silence": 0,
    }  # fmt: skip


def _threshold(question: Mapping[str, Any], counted: Mapping[str, Any], total: int) -> dict[str, Any]:
    outcome = counted["outcomes"][0]
    in_heads = not question["options"] and counted["weights"] is None and 0 < outcome["needed"] <= total
    needed = outcome["needed"] if in_heads and outcome["needed"] < ONE else None
    return {"threshold": None if needed is None else _share(needed, total), "needed": needed}


def _share(count: int, total: int) -> float:
    return round(count / total * WIDTH, 2)
