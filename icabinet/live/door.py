"""The Socket.IO door (docs/protocol.md). It decides nothing: it joins, hands actions on, and relays."""

from functools import partial
from typing import Any

from flask import Flask, g
from socketio.exceptions import ConnectionRefusedError as Refused

from icabinet import clock, metrics
from icabinet.database import Database
from icabinet.errors import Refusal, TooMany
from icabinet.live import joining, signals
from icabinet.live.answers import answered, fields_of
from icabinet.live.beating import Heart
from icabinet.live.bus import Bus
from icabinet.live.doorman import Doorman
from icabinet.live.fast.lane import Hub
from icabinet.live.fast.seam import lane_of
from icabinet.live.followers import Followers
from icabinet.live.hearing import Ear
from icabinet.live.line import Line
from icabinet.live.messages import Wire, event
from icabinet.live.neighbours import Acts, Neighbours
from icabinet.live.progress import Progress
from icabinet.live.rooms import Rooms, Socket
from icabinet.live.stock import StockWire
from icabinet.live.telling import Teller
from icabinet.live.volatile import Volatile
from icabinet.people.sessions import Viewer
from icabinet.performing import Actor, perform
from icabinet.web.refusals import as_error
from icabinet.web.security import socket_viewer

_SOON_S = 0.1
_NAMESPACE = "/"


class Door:
    """The sockets of this process and what they may say. Without a `hub` they go the libraries' own way."""

    def __init__(self, app: Flask, io: Any, database: Database, line: Line | None, hub: Hub | None) -> None:
        self.app = app
        self.is_fast = hub is not None
        self.rooms = Rooms()
        self.neighbours = Neighbours(line, self.rooms)
        self.bus = Bus(database, Teller(self.rooms, self.dismiss).hear, self.neighbours.say_head)
        self._volatile = Volatile(self.rooms, hub.soon if hub else None)
        self._heart = Heart(app, self)
        self.doorman = Doorman(app, self)
        self._ear = Ear(app, self)
        self._io, self._server = io, io.server
        self._untold: set[str] = set()
        self.progress = Progress()
        self.followers = Followers(io, self.rooms, self.neighbours)
        for name in ("connect", "disconnect", "join", "act", "catch_up", "clock", "signal"):
            self._server.on(name, getattr(self, name))

    def start_beating(self) -> None:
        """Begin with what goes on by itself: the heartbeat, and listening to the other processes."""
        self._io.start_background_task(self._heart.run)
        self._io.start_background_task(self.doorman.run)
        self._io.start_background_task(metrics.watch_hub, self._io.sleep)
        self.neighbours.listen(self.bus, self._acts())

    def _acts(self) -> Acts:
        return Acts(self._relay, self._end_session_here, self.tell_online, self._heart.look, self.followers.tell)

    # --- coming and going ---

    def connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        try:
            with self.app.app_context():
                viewer = socket_viewer(auth, environ)
        except Refusal as refusal:
            with self.app.request_context(environ):
                raise Refused(refusal.code, as_error(refusal)) from refusal
        self._make_room_for(viewer)
        lane = lane_of(self._server.eio, self._connection(sid))
        wire: Wire = lane or StockWire(self._server.eio, self._connection(sid))
        socket = Socket(
            sid=sid,
            person=viewer.person,
            name=viewer.name,
            locale=viewer.locale,
            session=viewer.session,
            only_meeting=viewer.meeting,
            wire=wire,
        )
        self.rooms.add(socket)
        if lane is not None:
            lane.hot = partial(self._ear.hear, socket)

    def disconnect(self, sid: str, _reason: object = None) -> None:
        socket = self.rooms.remove(sid)
        if socket is not None and socket.meeting:
            self.tell_online(socket.meeting)

    def _make_room_for(self, viewer: Viewer) -> None:
        """Somebody's newest tablets stay; of too many the oldest goes (it may be gone already)."""
        mine = self.rooms.of_everywhere(viewer.person)
        most = self.app.extensions["icabinet"].settings.tablets_per_person
        for socket in mine[: max(0, len(mine) + 1 - most)]:
            self.dismiss(socket, "too_many_tablets")

    # --- what tablets ask ---

    def admit(self, socket: Socket) -> Socket:
        """Return the socket that a message came from, if it may send at this rate."""
        g.viewer = socket
        if not socket.may_send():
            self.end_flood(socket)
            raise TooMany(retry_after_s=1)
        return socket

    def end_flood(self, socket: Socket) -> None:
        """Cut off who goes on and on sending what is refused."""
        if socket.is_flooding:
            self.dismiss(socket, "too_many")

    @answered
    def join(self, socket: Socket, body: object) -> dict[str, Any]:
        answer = joining.join(self.rooms, joining.asked(socket, body), self.neighbours.online)
        self.has_joined(socket, answer)
        return answer

    def has_joined(self, socket: Socket, answer: joining.Answer) -> None:
        """Follow the streams that it has been given, and say that it is there."""
        if not isinstance(answer, Refusal):
            self.bus.follow({stream: part["seq"] for stream, part in answer["streams"].items()})
            self.tell_online(str(socket.meeting))

    @answered
    def act(self, socket: Socket, body: object) -> dict[str, Any]:
        asked = fields_of(body, "id", "stream", "name", "args")
        actor = Actor(socket.person, socket.only_meeting)
        stream, name = asked.get("stream"), asked.get("name")
        answer = perform(actor, stream, asked.get("id"), name, asked.get("args", {}))
        return {"seq": answer.seq, "data": answer.data, "at": answer.at}

    @answered
    def catch_up(self, socket: Socket, body: object) -> dict[str, Any]:
        return joining.catch_up(socket, **{"stream": None, "since": None, **fields_of(body, "stream", "since")})

    @answered
    def clock(self, _socket: Socket, body: object) -> dict[str, Any]:
        """Say what time it is."""
        fields_of(body)
        return {"now": clock.now_ms()}

    # --- signals ---

    @answered
    def signal(self, socket: Socket, body: object) -> None:
        """Relay an ephemeral signal."""
        asked = fields_of(body, "meeting", "name", "body")
        self.pass_on(socket, asked.get("meeting"), asked.get("name"), asked.get("body"))

    def pass_on(self, socket: Socket, meeting: object, name: object, body: object) -> None:
        """Relay a signal to who may hear it; one that is wrong, or not of the socket's meeting, is dropped."""
        if meeting != socket.meeting or not isinstance(meeting, str):
            return
        if name == "wet" and not self.rooms.paces.may_go(socket.person):
            return
        try:
            checked = signals.check(socket, name, body)
        except Refusal:
            return
        if not signals.may_speak(self.rooms, socket, checked):
            return
        if isinstance(checked, signals.Following):
            self.followers.note(socket, follows=checked.on)
            return
        message = {"meeting": meeting, "name": name, "by": socket.person, "body": checked}
        self._relay(message, socket)
        self.neighbours.say_signal(message)

    def say(self, meeting: str, name: str, body: dict[str, Any]) -> None:
        """Give a signal of the product's own."""
        message = {"meeting": meeting, "name": name, "by": None, "body": body}
        self._relay(message)
        self.neighbours.say_signal(message)

    def _relay(self, message: dict[str, Any], sender: Socket | None = None) -> None:
        """Tell the sockets here of a signal, made here or at another process."""
        if message["name"] == "progress":
            self.progress.hear(message["meeting"], message["body"])
        meeting, said = message["meeting"], event("signal", message)
        if message["name"] in signals.FOR_THE_DESK:
            for socket in signals.at_the_desk(self.rooms, meeting, sender):
                socket.wire.tell(said)
        elif circles := signals.circles_of(self.rooms, message):
            for socket in signals.within(self.rooms, meeting, circles, sender):
                socket.wire.tell(said, volatile=True)
        else:
            self._volatile.say(meeting, said, sender)

    # --- sending away ---

    def dismiss(self, socket: Socket, code: str) -> None:
        """Say goodbye to a socket and cut it."""
        if self.rooms.remove(socket.sid) is None:
            return
        socket.wire.tell(event("bye", {"code": code}))
        self._io.start_background_task(self._hang_up, socket.sid)
        if socket.meeting:
            self.tell_online(socket.meeting)

    def _hang_up(self, sid: str) -> None:
        connection = self._connection(sid)
        self._server.disconnect(sid)
        self._server.eio.disconnect(connection)

    def send_away(self, code: str) -> None:
        """Say goodbye to everybody and begin to cut all connections; who reads slowly is not waited for."""
        goodbye = event("bye", {"code": code})
        for socket in self.rooms.sockets.values():
            socket.wire.tell(goodbye)
        engine = self._server.eio
        going = [self._io.start_background_task(engine.disconnect, connection) for connection in list(engine.sockets)]
        for one in going:
            one.join()

    def end_session(self, session: str) -> None:
        self._end_session_here(session)
        self.neighbours.say_ended(session)

    def _end_session_here(self, session: str) -> None:
        for socket in self.rooms.of_session(session):
            self.dismiss(socket, "not_signed_in")

    # --- who is online ---

    def tell_online(self, meeting: str) -> None:
        """Say who is there, soon: when a hall full of tablets comes at once, all are told once."""
        if meeting not in self._untold:
            self._untold.add(meeting)
            self._io.start_background_task(self._tell_online_now, meeting)

    def _tell_online_now(self, meeting: str) -> None:
        self._io.sleep(_SOON_S)
        self._untold.discard(meeting)
        self.followers.tell(meeting)
        self.neighbours.say_online(meeting)
        body = {"online": self.neighbours.online(meeting)}
        said = event("signal", {"meeting": meeting, "name": "online", "by": None, "body": body})
        for socket in self.rooms.of(f"meeting:{meeting}"):
            socket.wire.tell(said)

    def _connection(self, sid: str) -> str:
        return str(self._server.manager.eio_sid_from_sid(sid, _NAMESPACE))
