"""Papers in a meeting, over the product's own HTTP door: uploading, waiting, reading."""

import json
import subprocess
import tempfile
import time
from pathlib import Path

import requests

from bench import building, machine
from bench.crowd import Found
from bench.processes import Process
from bench.room import Room
from icabinet import ids

_PATIENCE_S = 120.0


def upload(server: Process, room: Room, file: Path) -> str:
    """File a paper; return the SHA-256 under which its pages are found."""
    with file.open("rb") as content:
        answer = requests.post(
            f"{server.url}/api/v1/meetings/{room.meeting}/papers",
            data={"id": ids.new(), "item": "", "title": ""},
            files={"file": (file.name, content, "application/pdf")},
            headers=signed_in(room),
            timeout=_PATIENCE_S,
        )
    answer.raise_for_status()
    return sha_in(answer.content)


def paper_of(server: Process, room: Room, sha: str) -> str:
    """Return the id of the paper with this content, which has been filed."""
    address = f"{server.url}/api/v1/meetings/{room.meeting}/records"
    parts = requests.get(address, headers=signed_in(room), timeout=_PATIENCE_S).json()
    records = [
        record for part in parts.values() for key, record in part["records"].items() if key.startswith("papers/")
    ]
    return str(next(record["id"] for record in records if record["sha"] == sha))


def sha_in(answer: bytes) -> str:
    """Return the SHA-256 of the paper that an upload was answered with."""
    return str(json.loads(answer)["sha"])


def page(sha: str, number: int, width: int) -> str:
    return f"/papers/{sha}/pages/{number}?w={width}"


def read(server: Process, room: Room, path: str) -> bytes:
    """Return a page's picture; one that is not there yet is drawn now."""
    answer = requests.get(f"{server.url}{path}", headers=signed_in(room), timeout=_PATIENCE_S)
    answer.raise_for_status()
    return answer.content


def wait_until_readable(server: Process, room: Room, sha: str) -> None:
    """Wait until the paper has been converted."""
    deadline = time.monotonic() + _PATIENCE_S
    while (
        requests.get(f"{server.url}{page(sha, 1, 400)}", headers=signed_in(room), timeout=_PATIENCE_S).status_code
        != 200
    ):
        if time.monotonic() > deadline:
            raise RuntimeError(f"paper {sha} does not become readable")
        time.sleep(0.05)


def read_often(server: Process, room: Room, paths: list[str], *, clients: int, seconds: float) -> Found:
    """Ask for these pages over and over, on connections that stay open; keys of the answer in crowd/pages.c."""
    with tempfile.NamedTemporaryFile("w", suffix=".paths") as file:
        file.write("".join(f"{path}\n" for path in paths))
        file.flush()
        command = [str(building.program("pages")), "--port", str(server.port), "--token", room.desk.token]
        more = ["--clients", str(clients), "--seconds", str(seconds), "--paths", file.name]
        done = subprocess.run(
            [*machine.pinned(machine.CROWD_CORE), *command, *more], check=True, capture_output=True, text=True
        )
    found = dict(json.loads(done.stdout))
    if found["failures"]:
        raise RuntimeError(f"{found['failures']} pages were refused")
    return found


def signed_in(room: Room) -> dict[str, str]:
    """Headers by which the desk is known."""
    return {"Authorization": f"Bearer {room.desk.token}"}
