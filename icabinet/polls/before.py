"""The shape of a result before votes had shapes; what was written then can still be read."""

from typing import Any


def renewed(old: dict[str, Any]) -> dict[str, Any]:
    """Return a result of then in the shape of now."""
    verdict = {True: "adopted", False: "rejected", None: "blocked"}[old["adopted"]]
    outcome = {
        "counts": old["counts"],
        "weights": None,
        "base_number": old["base_number"],
        "needed": old["needed"],
        "enough": old["counts"]["yes"] >= old["needed"],
    }
    figures = {"all_members": old["all_members"], "entitled": old["entitled"], "present": old["received"]}
    roll = old["roll"] and [
        {"person": person, **({"ballot": choice} if choice else {})} for person, choice in old["roll"]
    ]
    return {
        "verdict": verdict,
        "outcomes": [outcome],
        "winners": [],
        "tied": [],
        "rounds": [],
        "quorum": None,
        "by_chair": old["tie_by_chair"],
        "agrees": old["agrees"],
        "heads": figures,
        "weights": None,
        "received": old["received"],
        "recused": [],
        "paper": [],
        "roll": roll,
        "trackers": old["trackers"],
    }
