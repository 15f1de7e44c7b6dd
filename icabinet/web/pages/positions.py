"""What members said before the meeting, item by item and member by member, for chair and secretary to print."""

from typing import Any

from flask import render_template

from icabinet.errors import NotFound
from icabinet.web.pages import words
from icabinet.web.pages.blueprint import pages
from icabinet.web.pages.reading import Record, records_of
from icabinet.web.pages.tree import Tree

_NONE: Record = {"asked": True, "closes_at": None, "state": "none", "pulled_by": None, "reason": "", "at": 0}


@pages.get("/meetings/<meeting>/positions")
def positions(meeting: str) -> str:
    records, _role = records_of(meeting, "positions.run")
    if "position_calls" not in records:
        raise NotFound(kind="position_calls", id=meeting)
    call, parts = records["position_calls"][0], _members(records)
    items = [_item(line, call, records, parts) for line in Tree(records.get("items", ())).lines()]
    asked = [item for item in items if item["asked"]]
    return render_template(
        "positions/rollup.html",
        meeting=records["meetings"][0],
        call=call,
        rule=words.CONSENT_RULES[call["rule"]["preset"]],
        adoption=words.ADOPTIONS[call["adoption"]],
        items=asked,
        members=[_member(part, asked) for part in parts],
        position_words=words.POSITIONS,
        state_words=words.CONSENT_STATES,
        here="home",
    )


def _members(records: dict[str, list[Record]]) -> list[Record]:
    entitled = [part for part in records["participants"] if part["entitled"]]
    return sorted(entitled, key=lambda part: (part["rank"], part["name"]))


def _item(line: Record, call: Record, records: dict[str, list[Record]], parts: list[Record]) -> dict[str, Any]:
    """Return an item with what was said on it: {answers: [{name, title, position, text, by}], missing: [name], …}."""
    item, names = line["id"], {part["person"]: part["name"] for part in records["participants"]}
    consent = next((one for one in records.get("consents", ()) if one["item"] == item), _NONE)
    recused = {one["person"] for one in records.get("recusals", ()) if one["item"] == item}
    said = {one["member"]: one for one in records.get("positions", ()) if one["item"] == item}
    asked = [part for part in parts if part["person"] not in recused]
    return {
        **line,
        "asked": consent["asked"],
        "closes_at": consent["closes_at"] or call["closes_at"],
        "state": consent["state"],
        "pulled_by": names.get(consent["pulled_by"], consent["pulled_by"]),
        "reason": consent["reason"],
        "answers": [_answer(part, said[part["person"]], names) for part in asked if part["person"] in said],
        "missing": [part["name"] for part in asked if part["person"] not in said],
        "members": {part["person"] for part in asked},
        "said": said,
    }


def _answer(part: Record, said: Record, names: dict[str, str]) -> dict[str, Any]:
    by = names.get(said["by"], said["by"]) if said["by"] != part["person"] else ""
    return {"name": part["name"], "title": part["title"], "position": said["position"], "text": said["text"], "by": by}


def _member(part: Record, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a member with how many items they answered of how many, and the numbers of the others."""
    mine = [item for item in items if part["person"] in item["members"]]
    missing = [item["number"] for item in mine if part["person"] not in item["said"]]
    return {
        "name": part["name"],
        "title": part["title"],
        "total": len(mine),
        "answered": len(mine) - len(missing),
        "missing": ", ".join(missing),
    }
