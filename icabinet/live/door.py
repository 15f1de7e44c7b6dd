"""The Socket.IO door (docs/protocol.md). It decides nothing: it joins, hands actions on, and relays."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, g, request
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Refused

from icabinet import clock, ids
from icabinet.config import Settings
from icabinet.errors import Incident, Invalid, NotFound, Refusal, TooMany
from icabinet.extensions import services
from icabinet.journal.records import head
from icabinet.live import joining, signals
from icabinet.live.packets import Guard, Json, Packet
from icabinet.live.rooms import Rooms, Socket
from icabinet.live.telling import Teller
from icabinet.live.threshold import Threshold
from icabinet.people import sessions
from icabinet.performing import Actor, perform
from icabinet.web.refusals import as_error
from icabinet.web.security import socket_viewer

LARGEST_MESSAGE = 256 * 1024
BEAT_S = 5.0
# A person draws at 60 points a second and acts a few times; who sends more is a program.
_RATE, _BURST = 120.0, 600.0
log = logging.getLogger(__name__)


def live(app: Flask, settings: Settings) -> None:
    """Open the door on this app."""
    io = SocketIO(
        app,
        async_mode=settings.async_mode,
        transports=["websocket"],
        async_handlers=False,
        max_http_buffer_size=LARGEST_MESSAGE,
        serializer=Packet,
        json=Json,
        ping_interval=10,
        ping_timeout=12,
        http_compression=False,
        manage_session=False,
    )
    _guard(io.server.eio)
    app.wsgi_app = Threshold(app.wsgi_app)  # type: ignore[method-assign]
    door = Door(app, io)
    services_of = app.extensions["icabinet"]
    services_of.writer.listen(Teller(door.rooms, door.emit, door.dismiss).hear)
    app.extensions["live"] = door
    services_of.farewells.append(door.end_session)


def _guard(engine: Any) -> None:
    """Put our guard before the server's own WebSockets. The one private seam: versions are pinned, tests watch it."""
    stock = engine._async["websocket"]  # noqa: SLF001

    def guarded(handler: Callable[[Any], Any], server: Any) -> Any:
        return stock(lambda websocket: handler(Guard(websocket)), server)

    engine._async = {**engine._async, "websocket": guarded}  # noqa: SLF001


def answered(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what a handler returns or refuses into an acknowledgement; a bug gets an incident's number."""

    @wraps(handler)
    def answer(door: "Door", *args: object) -> dict[str, Any]:
        try:
            return {"ok": handler(door, door.sender(), *args)}
        except Refusal as refusal:
            return {"error": as_error(refusal)}
        except Exception:
            incident = ids.new()
            log.exception("incident %s", incident)
            return {"error": as_error(Incident(incident=incident))}

    return answer


class Door:
    """The sockets of this process and what they may say."""

    def __init__(self, app: Flask, io: SocketIO) -> None:
        self.rooms = Rooms()
        self._app = app
        self._io = io
        io.on_event("connect", self.connect)
        io.on_event("disconnect", self.disconnect)
        io.on_event("join", self.join)
        io.on_event("act", self.act)
        io.on_event("catch_up", self.catch_up)
        io.on_event("signal", self.signal)

    def start_beating(self) -> None:
        """Every few seconds tell the sockets how far their streams are, and drop those whose session ended."""
        self._io.start_background_task(self._beat)

    def emit(self, event: str, body: dict[str, Any], to: list[str]) -> None:
        if to:
            self._io.server.emit(event, body, to=to)

    def sender(self) -> Socket:
        """Return the socket that the current event came from, if it may send at this rate."""
        socket = self.rooms.sockets.get(request.sid)  # type: ignore[attr-defined]
        if socket is None:
            raise NotFound(kind="socket", id="")
        g.viewer = socket
        if not _has_token(socket):
            raise TooMany(retry_after_s=1)
        return socket

    def connect(self, auth: object = None) -> None:
        try:
            viewer = socket_viewer(auth)
        except Refusal as refusal:
            raise Refused(refusal.code, as_error(refusal)) from refusal
        self.rooms.add(
            Socket(
                sid=request.sid,
                person=viewer.person,
                name=viewer.name,
                locale=viewer.locale,  # type: ignore[attr-defined]
                session=viewer.session,
                only_meeting=viewer.meeting,
                tokens=_BURST,
                filled_at=time.monotonic(),
            )
        )

    def disconnect(self, _reason: object = None) -> None:
        socket = self.rooms.remove(request.sid)  # type: ignore[attr-defined]
        if socket is not None and socket.meeting:
            self._tell_online(socket.meeting)

    @answered
    def join(self, socket: Socket, body: object = None) -> dict[str, Any]:
        asked = _fields(body, "meeting", "since", "role")
        answer = joining.join(
            self.rooms,
            socket,
            asked.get("meeting"),
            since=asked.get("since"),
            as_role=asked.get("role"),
        )
        self._tell_online(str(socket.meeting))
        return answer

    @answered
    def act(self, socket: Socket, body: object = None) -> dict[str, Any]:
        asked = _fields(body, "id", "stream", "name", "args")
        actor = Actor(socket.person, socket.only_meeting)
        stream, name = asked.get("stream"), asked.get("name")
        answer = perform(actor, stream, asked.get("id"), name, asked.get("args", {}))
        return {"seq": answer.seq, "data": answer.data, "at": clock.now_ms()}

    @answered
    def catch_up(self, socket: Socket, body: object = None) -> dict[str, Any]:
        asked = _fields(body, "stream", "since")
        return joining.catch_up(socket, asked.get("stream"), asked.get("since"))

    def signal(self, body: object = None) -> None:
        """Relay an ephemeral signal. It has no answer: a wrong one is dropped."""
        try:
            socket = self.sender()
            asked = _fields(body, "meeting", "name", "body")
            if asked.get("meeting") != socket.meeting:
                return
            checked = signals.check(socket, asked.get("name"), asked.get("body"))
        except Refusal:
            return
        name = str(asked["name"])
        message = {"meeting": socket.meeting, "name": name, "by": socket.person, "body": checked}
        self.emit("signal", message, to=signals.receivers(self.rooms, socket, name))

    def dismiss(self, socket: Socket, code: str) -> None:
        """Say goodbye to a socket and cut it."""
        self.rooms.remove(socket.sid)
        self.emit("bye", {"code": code}, to=[socket.sid])
        self._io.server.disconnect(socket.sid)
        if socket.meeting:
            self._tell_online(socket.meeting)

    def end_session(self, session: str) -> None:
        for socket in self.rooms.of_session(session):
            self.dismiss(socket, "not_signed_in")

    def _tell_online(self, meeting: str) -> None:
        listeners = [socket.sid for socket in self.rooms.of(f"meeting:{meeting}")]
        body = {"online": self.rooms.online(meeting)}
        self.emit("signal", {"meeting": meeting, "name": "online", "by": None, "body": body}, to=listeners)

    def _beat(self) -> None:
        while True:
            self._io.sleep(BEAT_S)
            try:
                with self._app.app_context():
                    self.beat()
            except Exception:
                log.exception("heartbeat failed")

    def beat(self) -> None:
        """One heartbeat."""
        living = sessions.living({socket.session for socket in self.rooms.sockets.values()})
        for socket in list(self.rooms.sockets.values()):
            if socket.session not in living:
                self.dismiss(socket, "not_signed_in")
        with services().db.reading() as session:
            heads = {stream: head(session, stream) for stream in self.rooms.streams()}
        now = clock.now_ms()
        for socket in list(self.rooms.sockets.values()):
            mine = {stream: heads[stream] for stream in socket.streams if stream in heads}
            if mine:
                self.emit("head", {"heads": mine, "now": now}, to=[socket.sid])


def _fields(body: object, *known: str) -> dict[str, Any]:
    """Return a message's fields; refuse anything that is not an object of just these."""
    if not isinstance(body, dict):
        raise Invalid(where="message", why="not_an_object")
    unknown = [str(name)[:80] for name in body if name not in known]
    if unknown:
        raise Invalid(where="message", why="unknown_field", fields=unknown[:5])
    return body


def _has_token(socket: Socket) -> bool:
    now = time.monotonic()
    socket.tokens = min(_BURST, socket.tokens + (now - socket.filled_at) * _RATE)
    socket.filled_at = now
    if socket.tokens < 1:
        return False
    socket.tokens -= 1
    return True
