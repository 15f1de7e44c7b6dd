"""The room that is measured: a live meeting with many members, a paper, and a real server process."""

import os
from dataclasses import dataclass
from pathlib import Path

from flask_migrate import upgrade

from bench.swarm import Client
from icabinet import ids
from icabinet.people import accounts, bodies
from icabinet.people.bodies import Seat
from icabinet.performing import Actor, perform
from tests.live.server import Server
from tests.live.world import close_app, create, file_paper, invite, open_app, token

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Room:
    """`desk` is the secretary's person and token, `members` those of the voting members."""

    server: Server
    meeting: str
    paper: str
    desk: tuple[str, str]
    members: list[tuple[str, str]]

    @property
    def stream(self) -> str:
        return f"meeting:{self.meeting}"

    def clients(self, *, members: int) -> list[Client]:
        return [Client(*who) for who in (self.desk, *self.members[:members])]


def furnish(data_dir: Path, members: int) -> Room:
    """Make the meeting; the server is not started yet."""
    app = open_app(data_dir)
    with app.app_context():
        upgrade()
        body, secretary = bodies.add_body("Council"), accounts.add_person("Secretary")
        bodies.seat(body, secretary, Seat(prepares=True))
        meeting = create(secretary, body)
        people = [accounts.add_person(f"Member {number}") for number in range(members)]
        for person in people:
            invite(secretary, meeting, person, "member")
        paper = file_paper(secretary, meeting)
        perform(Actor(secretary), f"meeting:{meeting}", ids.new(), "meetings.start", {})
        signed_in = [(person, token(person)) for person in (secretary, *people)]
    close_app(app)
    return Room(Server(data_dir), meeting, paper, signed_in[0], signed_in[1:])


def cpu_s(server: Server) -> float:
    """Seconds of processor time that the server has used."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_mb(server: Server) -> float:
    """Resident memory of the server's process."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
