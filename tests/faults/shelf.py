"""Papers as a program files them over HTTP, and the children of a server that deal with them."""

import time
from pathlib import Path
from typing import Any

import requests

from tests.faults.place import House, Place
from tests.faults.tablet import Who, new_id
from tests.live.server import select_nothing

_PATIENCE_S = 30.0
_SETTLED = ("ready", "failed")


class Shelf:
    """The papers of a place, at one of its servers; what is asked is asked by the secretary."""

    def __init__(self, place: Place, house: House) -> None:
        self._place, self._house = place, house

    def file(self, filename: str, content: bytes) -> str:
        """File an upload; return the paper's id."""
        paper = new_id()
        answer = self._call(
            "POST",
            f"/api/v1/meetings/{self._place.meeting}/papers",
            data={"id": paper},
            files={"file": (filename, content)},
        )
        answer.raise_for_status()
        return paper

    def record(self, paper: str) -> dict[str, Any]:
        answer = self._call("GET", f"/api/v1/meetings/{self._place.meeting}/records")
        answer.raise_for_status()
        return answer.json()[self._place.stream]["records"][f"papers/{paper}"]  # type: ignore[no-any-return]

    def settled(self, paper: str, within: float) -> dict[str, Any]:
        """Wait until the paper is ready or has failed; raise TimeoutError if it does neither."""
        deadline = time.monotonic() + within
        while (record := self.record(paper))["state"] not in _SETTLED:
            if time.monotonic() > deadline:
                raise TimeoutError(f"paper {paper} is {record['state']} after {within:.0f} s")
            select_nothing(0.05)
        return record

    def page(self, record: dict[str, Any], number: int = 1, what: str = "") -> requests.Response:
        """Ask for a page's picture, or with `what="/words"` for its words."""
        where = f"/papers/{record['sha']}/pages/{number}{what}"
        return self._call("GET", where, params={"w": 1200, "v": record["renderer"]}, timeout=90)

    def _call(self, method: str, path: str, **given: Any) -> requests.Response:
        given.setdefault("timeout", _PATIENCE_S)
        return requests.request(method, f"{self._house.url}{path}", headers=bearer(self._place.desk), **given)


def bearer(who: Who) -> dict[str, str]:
    return {"Authorization": f"Bearer {who.token}"}


def children_of(pid: int) -> set[int]:
    """Return the running children of a process."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            # It has just ended.
            continue
        if int(parent) == pid and state != "Z":
            found.add(int(stat.parent.name))
    return found


def settled_descriptors(house: House, before: int) -> int:
    """Return how many descriptors a server has left when it has noticed that everybody has gone."""
    deadline = time.monotonic() + _PATIENCE_S
    while (left := house.descriptors) > before and time.monotonic() < deadline:
        select_nothing(0.1)
    return left
