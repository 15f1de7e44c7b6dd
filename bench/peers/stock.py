"""The same job by Flask-SocketIO on eventlet as its documentation shows it: `python -m bench.peers.stock PORT`.

It also draws pages the naive way: in the process, in full colour, by the library's own encoder.
"""

import eventlet

eventlet.monkey_patch()

import json
import sys
import time
from functools import cache
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO, emit, join_room

from bench.peers import naive

app = Flask(__name__)
io: Any = SocketIO(app, async_mode="eventlet")
heads: dict[str, int] = {}
people: dict[str, str] = {}


def connect(auth: Any) -> None:
    people[request.sid] = auth["token"]  # type: ignore[attr-defined]


def join(body: dict[str, Any]) -> dict[str, Any]:
    stream = f"meeting:{body['meeting']}"
    join_room(stream)
    return {"ok": {"streams": {stream: {"seq": 0, "records": snapshot(body["bytes"])}}}}


def act(body: dict[str, Any]) -> dict[str, Any]:
    stream, args, by, at = body["stream"], body["args"], people[request.sid], int(1000 * time.time())  # type: ignore[attr-defined]
    seq = heads[stream] = heads.get(stream, 0) + 1
    if body["name"] == "ink.draw":
        changes = {f"strokes/{args['id']}": {**args, "by": by, "at": at, "shared": True}}
        entry = {"seq": seq, "at": at, "by": by, "fact": "ink.drawn", "changes": changes}
        emit("entries", {"stream": stream, "entries": [entry]}, to=stream)
    return {"ok": {"seq": seq, "data": None, "at": at}}


def signal(body: dict[str, Any]) -> None:
    told = {**body, "by": people[request.sid]}  # type: ignore[attr-defined]
    emit("signal", told, to=f"meeting:{body['meeting']}", include_self=False)


@app.get("/pages/<int:page>")
def draw(page: int) -> bytes:
    return naive.draw(request.args["path"], page, int(request.args["w"]))


@cache
def snapshot(size: int) -> dict[str, Any]:
    records: dict[str, Any] = {}
    length = 0
    while length < size:
        name = f"{len(records):026}"
        record = {"id": name, "page": 1, "colour": "#102030", "width": 20, "points": [1234] * 24}
        records[f"strokes/{name}"] = record
        length += len(json.dumps(record, separators=(",", ":"))) + 40
    return records


if __name__ == "__main__":
    for handler in (connect, join, act, signal):
        io.on_event(handler.__name__, handler)
    io.run(app, host="127.0.0.1", port=int(sys.argv[1]))
