"""How a closed vote was written down before votes had shapes; what was written then can still be read."""

from typing import Any

from sqlalchemy.orm import Session

from icabinet.journal.facts import Entry, Fact, fact, projects
from icabinet.polls.tables import PollRow


@fact("polls.closed")
class PollClosedBefore(Fact, frozen=True):
    """The vote is over and its result, in the shape of then, is published."""

    poll: str
    result: dict[str, Any]


@projects(PollClosedBefore)
def close(session: Session, entry: Entry, fact: PollClosedBefore) -> list[str]:
    row = session.get_one(PollRow, (entry.stream, fact.poll))
    row.state, row.closed_at, row.public_key = "published", entry.at, None
    row.result = renewed(fact.result)
    return [f"polls/{fact.poll}"]


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
