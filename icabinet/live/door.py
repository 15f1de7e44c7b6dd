"""The Socket.IO door (docs/protocol.md). It decides nothing: it joins, hands actions on, and relays."""

from collections.abc import Callable
from typing import Any

from flask import Flask, g, request
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Refused

from icabinet import clock, metrics
from icabinet.config import Settings
from icabinet.database import Database
from icabinet.errors import NotFound, Refusal, TooMany
from icabinet.live import joining, signals
from icabinet.live.answers import answered, fields_of
from icabinet.live.beating import Heart
from icabinet.live.bus import Bus
from icabinet.live.line import Line
from icabinet.live.neighbours import Acts, Neighbours
from icabinet.live.packets import Guard, Json, Packet
from icabinet.live.rooms import Rooms, Socket
from icabinet.live.telling import Teller
from icabinet.live.threshold import Threshold
from icabinet.performing import Actor, perform
from icabinet.web.refusals import as_error
from icabinet.web.security import socket_viewer

LARGEST_MESSAGE = 256 * 1024
_SOON_S = 0.1


def live(app: Flask, settings: Settings) -> None:
    """Open the door on this app."""
    # The libraries' types know half of what they take.
    options: dict[str, Any] = {
        "async_mode": settings.async_mode,
        "transports": ["websocket"],
        "async_handlers": False,
        "max_http_buffer_size": LARGEST_MESSAGE,
        "serializer": Packet,
        "json": Json,
        "ping_interval": 10,
        "ping_timeout": 12,
        "http_compression": False,
        "manage_session": False,
    }
    io: Any = SocketIO(app, **options)
    _guard(io.server.eio)
    app.wsgi_app = Threshold(app.wsgi_app)  # type: ignore[method-assign]
    services_of = app.extensions["icabinet"]
    line = Line(settings.redis_url, settings.channel) if settings.redis_url else None
    door = Door(app, io, services_of.db, line)
    services_of.writer.listen(door.bus.hear)
    app.extensions["live"] = door
    services_of.farewells.append(door.end_session)


def _guard(engine: Any) -> None:
    """Put our guard before the server's own WebSockets. The one private seam: versions are pinned, tests watch it."""
    stock = engine._async["websocket"]  # noqa: SLF001

    def guarded(handler: Callable[[Any], Any], server: Any) -> Any:
        return stock(lambda websocket: handler(Guard(websocket)), server)

    engine._async = {**engine._async, "websocket": guarded}  # noqa: SLF001


class Door:
    """The sockets of this process and what they may say."""

    def __init__(self, app: Flask, io: Any, database: Database, line: Line | None) -> None:
        self.rooms = Rooms()
        self.neighbours = Neighbours(line, self.rooms)
        self.bus = Bus(database, Teller(self.rooms, self.emit, self.dismiss).hear, self.neighbours.say_head)
        self._heart = Heart(app, self)
        self._io = io
        self._untold: set[str] = set()
        io.on_event("connect", self.connect)
        io.on_event("disconnect", self.disconnect)
        io.on_event("join", self.join)
        io.on_event("act", self.act)
        io.on_event("catch_up", self.catch_up)
        io.on_event("signal", self.signal)

    def start_beating(self) -> None:
        """Begin with what goes on by itself: the heartbeat, and listening to the other processes."""
        self._io.start_background_task(self._heart.run)
        self._io.start_background_task(metrics.watch_hub, self._io.sleep)
        self.neighbours.listen(self.bus, Acts(self._relay, self._end_session_here, self.tell_online, self._heart.look))

    def emit(self, event: str, body: dict[str, Any], to: list[str]) -> None:
        if to:
            metrics.TOLD.inc(len(body.get("entries", ())) * len(to))
            self._io.server.emit(event, body, to=to)

    def sender(self) -> Socket:
        """Return the socket that the current event came from, if it may send at this rate."""
        socket = self.rooms.sockets.get(_sid())
        if socket is None:
            raise NotFound(kind="socket", id="")
        g.viewer = socket
        if not socket.may_send():
            raise TooMany(retry_after_s=1)
        return socket

    def connect(self, auth: object = None) -> None:
        try:
            viewer = socket_viewer(auth)
        except Refusal as refusal:
            raise Refused(refusal.code, as_error(refusal)) from refusal
        self.rooms.add(
            Socket(
                sid=_sid(),
                person=viewer.person,
                name=viewer.name,
                locale=viewer.locale,
                session=viewer.session,
                only_meeting=viewer.meeting,
            )
        )

    def disconnect(self, _reason: object = None) -> None:
        socket = self.rooms.remove(_sid())
        if socket is not None and socket.meeting:
            self.tell_online(socket.meeting)

    @answered
    def join(self, socket: Socket, body: object = None) -> dict[str, Any]:
        asked = fields_of(body, "meeting", "since", "role")
        answer = joining.join(
            self.rooms,
            socket,
            asked.get("meeting"),
            since=asked.get("since"),
            as_role=asked.get("role"),
        )
        self.bus.follow({stream: part["seq"] for stream, part in answer["streams"].items()})
        self.tell_online(str(socket.meeting))
        return answer | {"online": self.neighbours.online(str(socket.meeting))}

    @answered
    def act(self, socket: Socket, body: object = None) -> dict[str, Any]:
        asked = fields_of(body, "id", "stream", "name", "args")
        actor = Actor(socket.person, socket.only_meeting)
        stream, name = asked.get("stream"), asked.get("name")
        answer = perform(actor, stream, asked.get("id"), name, asked.get("args", {}))
        return {"seq": answer.seq, "data": answer.data, "at": clock.now_ms()}

    @answered
    def catch_up(self, socket: Socket, body: object = None) -> dict[str, Any]:
        asked = fields_of(body, "stream", "since")
        return joining.catch_up(socket, asked.get("stream"), asked.get("since"))

    def signal(self, body: object = None) -> None:
        """Relay an ephemeral signal. It has no answer: a wrong one is dropped."""
        try:
            socket = self.sender()
            asked = fields_of(body, "meeting", "name", "body")
            if asked.get("meeting") != socket.meeting:
                return
            checked = signals.check(socket, asked.get("name"), asked.get("body"))
        except Refusal:
            return
        name = str(asked["name"])
        message = {"meeting": socket.meeting, "name": name, "by": socket.person, "body": checked}
        self.emit("signal", message, to=signals.receivers(self.rooms, str(socket.meeting), name, sender=socket))
        self.neighbours.say_signal(message)

    def _relay(self, message: dict[str, Any]) -> None:
        """Pass on a signal that came in at another process."""
        self.emit("signal", message, to=signals.receivers(self.rooms, message["meeting"], message["name"]))

    def dismiss(self, socket: Socket, code: str) -> None:
        """Say goodbye to a socket and cut it."""
        self.rooms.remove(socket.sid)
        self.emit("bye", {"code": code}, to=[socket.sid])
        self._io.server.disconnect(socket.sid)
        if socket.meeting:
            self.tell_online(socket.meeting)

    def send_away(self, code: str) -> None:
        """Say goodbye to everybody and begin to cut all connections; who reads slowly is not waited for."""
        self.emit("bye", {"code": code}, to=list(self.rooms.sockets))
        engine = self._io.server.eio
        for connection in list(engine.sockets):
            self._io.start_background_task(engine.disconnect, connection)

    def end_session(self, session: str) -> None:
        self._end_session_here(session)
        self.neighbours.say_ended(session)

    def _end_session_here(self, session: str) -> None:
        for socket in self.rooms.of_session(session):
            self.dismiss(socket, "not_signed_in")

    def tell_online(self, meeting: str) -> None:
        """Say who is there, soon: when a hall full of tablets comes at once, all are told once."""
        if meeting not in self._untold:
            self._untold.add(meeting)
            self._io.start_background_task(self._tell_online_now, meeting)

    def _tell_online_now(self, meeting: str) -> None:
        self._io.sleep(_SOON_S)
        self._untold.discard(meeting)
        listeners = [socket.sid for socket in self.rooms.of(f"meeting:{meeting}")]
        self.neighbours.say_online(meeting)
        body = {"online": self.neighbours.online(meeting)}
        self.emit("signal", {"meeting": meeting, "name": "online", "by": None, "body": body}, to=listeners)


def _sid() -> str:
    """Return the id of the socket that the current event came from; Flask-SocketIO leaves it in the request."""
    return str(request.sid)  # type: ignore[attr-defined]
