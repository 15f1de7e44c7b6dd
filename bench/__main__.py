"""`python -m bench [--clients 200] [--rounds 5]`."""

import argparse
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import measures
from bench.figures import Board, lines
from bench.room import Room, furnish
from bench.swarm import Client, Swarm
from tests.live.server import free_port

OUT = Path(__file__).parent / "out"
# Issue 2, on two cores, with 200 clients.
TARGETS = {"page turn p95": 150.0, "stroke p95": 120.0}


def main() -> None:
    asked = _arguments()
    board = Board(targets=TARGETS if asked.clients == 200 else {})
    with tempfile.TemporaryDirectory() as folder:
        room = furnish(Path(folder), asked.clients - 1)
        try:
            for number in range(asked.rounds):
                print(f"round {number + 1} of {asked.rounds}", file=sys.stderr, flush=True)
                _round(room, board)
        finally:
            room.server.close()
    table = board.table()
    print("\n".join(lines(table)))
    _keep(table, asked)


def _round(room: Room, board: Board) -> None:
    """Measure everything once, beside the floor, so that a busy machine is as busy for both."""
    room.server.start()
    _floor(len(room.members) + 1, measures.alone(room, board), board)
    swarm = measures.storm(room, board)
    for measure in (measures.page_turns, measures.strokes, measures.wet, measures.votes):
        measure(room, swarm, board)
    swarm.close()
    room.server.end()


def _floor(clients: int, snapshot: int, board: Board) -> None:
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "bench.floor", str(port)])
    try:
        _wait_for(port)
        swarm = Swarm(port, [Client() for _ in range(clients)])
        measures.floor_join(swarm, snapshot, board)
        measures.floor(swarm, board)
        swarm.close()
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _keep(table: list[dict[str, object]], asked: argparse.Namespace) -> None:
    OUT.mkdir(exist_ok=True)
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()}
    body = {"at": time.strftime("%Y-%m-%dT%H:%M:%S"), **vars(asked), **machine, "figures": table}
    (OUT / f"{time.strftime('%Y%m%d-%H%M%S')}.json").write_text(json.dumps(body, indent=1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    main()
