"""Count a published vote again, with nothing but Python: `python recount.py < poll.json`.

poll.json is the vote's record, as GET /api/v1/meetings/<meeting>/records gives it under polls/<id>.
"""

import json
import sys
from collections import Counter

poll = json.load(sys.stdin)
shape, result = poll["shape"], poll["result"]
if result["trackers"] is not None:
    assert len({tracker for tracker, _ in result["trackers"]}) == len(result["trackers"]), "a tracker is there twice"
    ballots = [ballot for _, ballot in result["trackers"]]
else:
    ballots = [line["ballot"] for line in result["roll"] if "ballot" in line]
print(f"{len(ballots)} ballots in the list, {result['received']} received")


def said(ballot: str, option: int) -> str:
    """What a ballot says of an option, or of the motion."""
    if shape["form"] == "motion" or ballot == "abstain":
        return ballot
    if shape["form"] == "each":
        return {"y": "yes", "n": "no", "a": "abstain"}[ballot[option]]
    chosen = ballot.split(",")[:1] if shape["form"] == "ranked" else ballot.split(",")
    return "yes" if str(option) in chosen else "no"


for option, name in enumerate(shape["options"] or ["motion"]):
    counts = Counter(said(ballot, option) for ballot in ballots)
    print(f"{name}: {counts['yes']} yes, {counts['no']} no, {counts['abstain']} abstain")
