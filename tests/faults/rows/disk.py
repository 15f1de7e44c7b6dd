"""The disk is full in the midst of a vote: people are refused in words, and when there is space again all goes on.

The data folder lies on a tmpfs of 16 MB; after a random number of ballots a file takes all that is left. Acts and an
upload must be refused as `unavailable`. Then the file is removed: waiting ballots go through by themselves, an upload
is filed, nothing half written remains, originals have their hashes.
"""

import asyncio
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import requests

from icabinet import ids
from tests.faults.crowd import Crowd
from tests.faults.ledger import faults
from tests.faults.place import House, Place, furnished, serving
from tests.faults.row import Ask, Outcome, Row, needs_root
from tests.faults.tablet import door
from tests.faults.voting import codes, midst, vote_while

_SPACE_MB = 16
_UPLOAD = b"%PDF-1.7\n" + bytes(range(256)) * 4096


def run(ask: Ask) -> Outcome:
    outcome, answers = Outcome(), list[str]()
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-") as folder, furnished(ask.size(100, 12)) as original:
        disk, logs = Path(folder) / "disk", Path(folder)
        with tiny(disk):
            place = original.copy(disk)
            with serving(House(disk, logs=logs)) as house:
                for _ in range(ask.count(10, 1)):
                    asyncio.run(_fill_once(place, house, ask, outcome, answers))
                outcome.violations += [f"P1: {fault}" for fault in faults(house.database)]
                outcome.must("Traceback" not in house.log, "a traceback in the log")
        voters = len(place.members)
    outcome.figures = {"voters": voters, "uploads_were_told": sorted(set(answers))}
    outcome.measured = f"{voters} voters; acts were told unavailable, uploads {', '.join(sorted(set(answers)))}"
    return outcome


async def _fill_once(place: Place, house: House, ask: Ask, outcome: Outcome, answers: list[str]) -> None:
    async def full(crowd: Crowd, _poll: str) -> None:
        await midst(crowd)
        ballast = _fill(place.folder)
        try:
            while "unavailable" not in codes(crowd):
                crowd.draw(crowd.desk)
                await asyncio.sleep(0.02)
            answers.append(await asyncio.to_thread(_upload, place, house, ids.new()))
            outcome.must(answers[-1].startswith("unavailable"), f"the full disk answered an upload with {answers[-1]}")
            outcome.must(house.get("/healthz") == 200, "it does not live")
        finally:
            ballast.unlink()
        outcome.must(
            await asyncio.to_thread(_upload, place, house, ids.new()) == "filed", "no upload once there is space"
        )

    crowd = await vote_while(place, [door(house.port)], ask, outcome, full)
    outcome.must(codes(crowd) == {"unavailable"}, f"people were told {sorted(codes(crowd))}")
    kept = place.folder / "storage" / "originals"
    sha = hashlib.sha256(_UPLOAD).hexdigest()
    for path in (path for path in kept.rglob("*") if path.is_file()):
        outcome.must(hashlib.sha256(path.read_bytes()).hexdigest() == path.name == sha, f"P8: {path.name} is torn")
    outcome.must(not [*(place.folder / "storage" / "incoming").iterdir()], "a refused upload still takes space")


@contextmanager
def tiny(disk: Path) -> Iterator[None]:
    """A disk of a few megabytes, in memory."""
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SPACE_MB}m", "none", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def _fill(folder: Path) -> Path:
    """Take all the space that is left, to the last byte; return the file that does."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(os.statvfs(folder).f_frsize))
    return ballast


def _upload(place: Place, house: House, paper: str) -> str:
    """Upload a file; return "filed", or what was told instead: its code, or the status if there is none."""
    answer = requests.post(
        f"{house.url}/api/v1/meetings/{place.meeting}/papers",
        headers={"Authorization": f"Bearer {place.desk.token}"},
        data={"id": paper},
        files={"file": ("report.pdf", _UPLOAD)},
        timeout=30,
    )
    if answer.status_code == 201:
        return "filed"
    try:
        return str(answer.json()["error"]["code"])
    except (ValueError, KeyError):
        return f"status {answer.status_code}"


ROW = Row(
    "disk", "P1 P2 P3 P8 P11", "the disk is full in the midst of a vote and an upload, then has space again",
    "typed refusal, 0 lost, works again", run, needs_root,
)  # fmt: skip
