"""The house in which browser tests meet: one server, one body with its people, and meetings as they are needed."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import requests

from icabinet import ids
from icabinet.people import accounts, bodies
from icabinet.people.bodies import Seat
from tests.browser.documents import report
from tests.live.server import Server
from tests.live.tablet import Tablet
from tests.live.world import close_app, open_app, token
from tests.migrated import migrate
from tests.quick_passwords import quick_passwords

PASSWORD = "mat khau du dai"
BODY = "Ủy ban nhân dân phường Hồ Gươm"
PAPER, PAGES = "Báo cáo kinh tế - xã hội", 4
ITEMS = ("Khai mạc, thông qua chương trình", "Tình hình kinh tế - xã hội", "Kết luận của chủ tọa")


class Part(NamedTuple):
    name: str
    office: str
    role: str
    unit: str = "Văn phòng"


CAST = {
    "ha": Part("Trần Thu Hà", "Chánh Văn phòng", "secretary"),
    "an": Part("Nguyễn Văn An", "Chủ tịch", "chair"),
    "binh": Part("Lê Thị Bình", "Phó Chủ tịch", "member"),
    "cuong": Part("Phạm Quốc Cường", "Ủy viên", "member"),
    "dung": Part("Lý Thế Dũng", "Khách mời", "guest", "Sở Tài chính"),
    "screen": Part("Màn hình phòng họp", "", "display"),
}


class House:
    """`people`: id by login. Tests share the house, and each holds a meeting of its own."""

    def __init__(self, data_dir: Path) -> None:
        logging.getLogger("alembic").setLevel(logging.WARNING)
        self.names = {who: part.name for who, part in CAST.items()}
        self._app = open_app(data_dir)
        with self._app.app_context(), quick_passwords():
            migrate()
            self.people = self.furnish()
        self.server = self.serve(data_dir).start()

    def serve(self, data_dir: Path) -> Server:
        return Server(data_dir)

    def furnish(self) -> dict[str, str]:
        """Fill the empty house; return the ids of its people."""
        self.body = bodies.add_body(BODY)
        return {who: self._settle(who, part) for who, part in CAST.items()}

    def close(self) -> None:
        self.server.close()
        close_app(self._app)

    def port_of(self, _who: str) -> int:
        """Return the port by which somebody's device comes."""
        return self.server.port

    def sign_in(self, who: str, locale: str = "vi") -> str:
        """Return the token of a new session."""
        with self._app.app_context():
            accounts.set_locale(self.people[who], locale)
            return token(self.people[who])

    def meeting(self, title: str = "Phiên họp thường kỳ tháng 12") -> "Meeting":
        """Prepare a meeting with everybody, an agenda, and a paper under its second item."""
        meeting = Meeting(self, ids.new())
        starts_at = int(time.time() * 1000)
        meeting.does(
            "meetings.create", body=self.body, title=title, place="Phòng họp A", starts_at=starts_at, minutes=90
        )
        for who, part in CAST.items():
            if part.role != "secretary":
                votes = part.role in ("chair", "member")
                meeting.does("meetings.add_participant", person=self.people[who], role=part.role, entitled=votes)
        items = [ids.new() for _ in ITEMS]
        for item, words in zip(items, ITEMS, strict=True):
            meeting.does("agenda.add_item", id=item, title=words, minutes=20, presenter="Nguyễn Văn An")
        meeting.files(items[1], f"{PAPER}.pdf", report(PAPER, PAGES))
        return meeting

    def ask(self, method: str, path: str, token: str | None = None, **body: Any) -> Any:
        """Ask the API, as the secretary if nobody else is said."""
        headers = {"Authorization": f"Bearer {token or self._secretary}"}
        answer = requests.request(method, f"{self.server.url}/api/v1{path}", headers=headers, timeout=10, **body)
        assert answer.ok, answer.text
        return answer.json()

    def tablet(self) -> Tablet:
        """Return a tablet of the secretary's that speaks the protocol."""
        return Tablet(self.server, {"token": self._secretary})

    @cached_property
    def _secretary(self) -> str:
        return self.sign_in("ha")

    def _settle(self, who: str, part: Part) -> str:
        votes, prepares = part.role in ("chair", "member"), part.role == "secretary"
        person = accounts.add_person(part.name, who, PASSWORD, administers=prepares)
        bodies.seat(self.body, person, Seat(part.office, part.unit, len(CAST), votes=votes, prepares=prepares))
        return person


@dataclass(frozen=True)
class Meeting:
    house: House
    id: str

    def starts(self) -> "Meeting":
        self.does("meetings.start")
        return self

    def does(self, name: str, /, **args: Any) -> None:
        """Let the secretary do something by the API."""
        self.house.ask("POST", f"/meetings/{self.id}/actions/{name}", json={"id": ids.new(), "args": args})

    def files(self, item: str, filename: str, content: bytes) -> None:
        """File a paper, and wait until it can be read."""
        self._files({"item": item}, filename, content, lambda paper: paper["state"] == "ready")

    def replaces(self, paper: str, filename: str, content: bytes) -> None:
        """File a new version of a paper, and wait until it has been compared with the one before."""
        self._files({"replaces": paper}, filename, content, lambda paper: paper["unchanged"] is not None)

    def _files(self, form: dict[str, str], filename: str, content: bytes, is_done: Callable[[Any], bool]) -> None:
        paper = ids.new()
        with self.house.tablet() as tablet:
            tablet.join(self.id)
            file = {"file": (filename, content)}
            self.house.ask("POST", f"/meetings/{self.id}/papers", data=form | {"id": paper}, files=file)
            tablet.wait("entries", lambda body: any(is_done(record) for record in _told(body, paper)))

    def records(self, who: str) -> dict[str, dict[str, Any]]:
        """Return all that the server would tell this person, by key."""
        parts = self.house.ask("GET", f"/meetings/{self.id}/records", self.house.sign_in(who))
        return {key: record for part in parts.values() for key, record in part["records"].items()}

    def all(self, kind: str, who: str = "ha") -> list[dict[str, Any]]:
        """Return the records of a kind, as this person may see them."""
        return [record for key, record in self.records(who).items() if key.startswith(f"{kind}/")]

    def items(self) -> list[str]:
        """Return the ids of the agenda's items, in their order."""
        return [str(item["id"]) for item in sorted(self.all("items"), key=lambda item: int(item["position"]))]

    def code_for(self, who: str) -> str:
        wanted = {"person": self.house.people[who]}
        return str(self.house.ask("POST", f"/meetings/{self.id}/codes", json=wanted)["code"])


def _told(body: dict[str, Any], paper: str) -> list[Any]:
    """Return what some entries tell of a paper."""
    records = [entry.get("changes", {}).get(f"papers/{paper}") for entry in body["entries"]]
    return [record for record in records if record]
