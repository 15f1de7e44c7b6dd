"""Somebody who files papers and reads them, at a tablet of the web process."""

import io
from typing import Self

import docx
import requests

from icabinet import ids
from tests.live.conftest import Room
from tests.live.tablet import PATIENCE_S, Tablet


def word(paragraphs: int) -> bytes:
    document, kept = docx.Document(), io.BytesIO()
    for number in range(paragraphs):
        document.add_paragraph(f"{number}. " + "Quyết nghị về dự toán ngân sách. " * 10)
    document.save(kept)
    return kept.getvalue()


class Reader:
    """The secretary at a tablet of the web process."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.tablet = Tablet(room.server, {"token": room.token("sec")})
        self.tablet.join(room.world.meeting)
        self._headers = {"Authorization": f"Bearer {room.token('sec')}"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.tablet.close()

    def files(self, content: bytes) -> str:
        url = f"{self.room.server.url}/api/v1/meetings/{self.room.world.meeting}/papers"
        upload = {"file": ("báo cáo.docx", content)}
        answer = requests.post(url, headers=self._headers, data={"id": ids.new()}, files=upload, timeout=30)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def sees(self, paper: str, state: str, within: float = 3 * PATIENCE_S) -> dict:
        found: list[dict] = []

        def shows(body: dict) -> bool:
            records = [entry.get("changes", {}).get(f"papers/{paper}") for entry in body["entries"]]
            found.extend(record for record in records if record and record["state"] == state)
            return bool(found)

        self.tablet.wait("entries", shows, within=within)
        return found[0]

    def asks_page(self, paper: dict, page: int, width: int = 1200) -> requests.Response:
        url = f"{self.room.server.url}/papers/{paper['sha']}/pages/{page}"
        return requests.get(url, params={"w": width}, headers=self._headers, timeout=60)

    def asks_words(self, paper: dict, page: int) -> requests.Response:
        url = f"{self.room.server.url}/papers/{paper['sha']}/pages/{page}/words"
        return requests.get(url, headers=self._headers, timeout=60)

    def reads_programme(self, content: bytes) -> dict:
        url = f"{self.room.server.url}/api/v1/meetings/{self.room.world.meeting}/agenda/draft"
        answer = requests.post(url, headers=self._headers, files={"file": ("p.docx", content)}, timeout=60)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())
