"""Filing at a real server: how far a paper has come is told to the desk; versions and passwords through the door."""

from typing import Any
from urllib.parse import quote

import pymupdf
import requests

from icabinet import ids


def pdf(*texts: str, **how: Any) -> bytes:
    document = pymupdf.open()
    for text in texts:
        document.new_page().insert_text((72, 72), text)
    return bytes(document.tobytes(**how))


def upload(room, content: bytes, **fields: str) -> requests.Response:
    return requests.post(
        f"{room.server.url}/api/v1/meetings/{room.world.meeting}/papers",
        data={"id": ids.new(), **fields},
        files={"file": ("Báo cáo.pdf", content)},
        headers={"Authorization": f"Bearer {room.token('sec')}"},
        timeout=60,
    )


def when_ready(tablet, paper: str) -> dict[str, Any]:
    """Wait until a tablet hears that the paper can be read; return its record."""

    def ready(body: dict[str, Any]) -> bool:
        return any(found(entry, paper).get("state") == "ready" for entry in body["entries"])

    heard = tablet.wait("entries", ready)
    return next(found(entry, paper) for entry in reversed(heard["entries"]) if found(entry, paper))


def found(entry: dict[str, Any], paper: str) -> dict[str, Any]:
    return entry.get("changes", {}).get(f"papers/{paper}") or {}


def test_the_desk_alone_hears_how_far_a_paper_has_come(room, connect):
    desk, member = connect("sec"), connect("m1")
    paper = upload(room, pdf(*map(str, range(6)))).json()["id"]
    desk.wait("signal", lambda one: one["name"] == "progress" and one["body"] == progress(paper, "drawing", 6, 6))
    assert not [one for one in member.heard("signal") if one["name"] == "progress"]
    address = f"{room.server.url}/api/v1/meetings/{room.world.meeting}/papers/progress"
    told = requests.get(address, headers={"Authorization": f"Bearer {room.token('sec')}"}, timeout=10).json()
    assert told[paper] == {"state": "ready", "step": "drawing", "page": 6, "pages": 6}


def progress(paper: str, step: str, page: int, pages: int) -> dict[str, Any]:
    return {"paper": paper, "step": step, "page": page, "pages": pages}


def test_a_new_version_comes_through_the_door(room, connect):
    member = connect("m1")
    old = upload(room, pdf("one", "two")).json()["id"]
    when_ready(member, old)
    new = upload(room, pdf("one", "new", "two"), replaces=old).json()
    assert (new["replaces"], new["version"], new["title"]) == (old, 2, "Báo cáo")
    when_ready(member, new["id"])
    compared = member.wait("entries", lambda body: any(found(e, new["id"]).get("unchanged") for e in body["entries"]))
    assert any(found(entry, new["id"]).get("unchanged") == [1, 0, 2] for entry in compared["entries"])


def test_a_file_with_a_password_is_opened_at_the_door(room, connect):
    member = connect("m1")
    locked = pdf("one", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="mở ra", owner_pw="x")
    wrong = upload(room, locked, password="khác")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "wrong_file_password")
    paper = upload(room, locked, password="mở ra").json()["id"]
    assert when_ready(member, paper)["pages"] == 1
    assert "mở ra" not in room.server.log


def test_an_original_is_downloaded_whole_under_its_vietnamese_name(room):
    paper = upload(room, content := pdf("one")).json()["id"]
    address = f"{room.server.url}/meetings/{room.world.meeting}/papers/{paper}/original"
    asked = {who: {"Authorization": f"Bearer {room.token(who)}"} for who in ("m1", "stranger")}
    answer = requests.get(address, headers=asked["m1"], timeout=10)
    assert answer.content == content
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment;")
    assert f"filename*=UTF-8''{quote('Báo cáo.pdf')}" in said
    assert requests.get(address, headers=asked["stranger"], timeout=10).status_code == 404
