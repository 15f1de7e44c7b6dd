"""Somebody who files papers and reads them, at a tablet of the web process."""

import io
import time
from typing import Any

import docx
import requests

from icabinet import ids
from tests.live.conftest import Room
from tests.live.tablet import Tablet

_CONVERTED_S = 90.0


def word(paragraphs: int) -> bytes:
    document, kept = docx.Document(), io.BytesIO()
    for number in range(paragraphs):
        document.add_paragraph(f"{number}. " + "Quyết nghị về dự toán ngân sách. " * 10)
    document.save(kept)
    return kept.getvalue()


class Reader:
    """The secretary. Every look is that of a tablet that comes anew, so that nobody has to sit there meanwhile."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._headers = {"Authorization": f"Bearer {room.token('sec')}"}

    def tablet(self) -> Tablet:
        return Tablet(self.room.server, {"token": self.room.token("sec")})

    def files(self, content: bytes) -> str:
        answer = self._post("papers", {"file": ("báo cáo.docx", content)}, id=ids.new())
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def sees(self, paper: str, state: str) -> dict[str, Any]:
        """Wait until the paper is in this state; return its record."""
        deadline = time.monotonic() + _CONVERTED_S
        with self.tablet() as tablet:
            streams = tablet.join(self.room.world.meeting)["streams"]
            record = streams[self.room.world.stream]["records"][f"papers/{paper}"]
            while record["state"] != state:
                body = tablet.wait("entries", lambda _: True, within=deadline - time.monotonic())
                for entry in body["entries"]:
                    record = entry.get("changes", {}).get(f"papers/{paper}") or record
        return record

    def asks_page(self, paper: dict[str, Any], page: int, width: int = 1200) -> requests.Response:
        url = f"{self.room.server.url}/papers/{paper['sha']}/pages/{page}"
        return requests.get(url, params={"w": width}, headers=self._headers, timeout=60)

    def asks_words(self, paper: dict[str, Any], page: int) -> list[str]:
        url = f"{self.room.server.url}/papers/{paper['sha']}/pages/{page}/words"
        answer = requests.get(url, headers=self._headers, timeout=60)
        assert answer.status_code == 200, answer.text
        return [found[4] for found in answer.json()["words"]]

    def reads_programme(self, content: bytes) -> dict[str, Any]:
        answer = self._post("agenda/draft", {"file": ("programme.docx", content)})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def _post(self, what: str, files: dict[str, tuple[str, bytes]], **form: str) -> requests.Response:
        url = f"{self.room.server.url}/api/v1/meetings/{self.room.world.meeting}/{what}"
        return requests.post(url, headers=self._headers, data=form, files=files, timeout=60)
