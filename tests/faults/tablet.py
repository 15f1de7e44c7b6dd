"""A tablet that keeps to the protocol and writes down what it sends and sees; it knows nothing of the product's code.

It sends again what was not answered, under the same id, comes back by itself, and asks for what it has missed.
"""

import asyncio
import random
import string
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from tests.faults.history import Answered, Body, CaughtUp, History, Joined, Left, Sent, Told, spread
from tests.faults.line import Line

Dial = Callable[[Callable[[], asyncio.Protocol]], Awaitable[Any]]
# As the tablet of the product has it, but for coming back: the sooner, the harder for the server.
SILENT_AFTER_S, ANSWER_WITHIN_S, MOST_AT_ONCE = 11.0, 12.0, 8
_DIAL_WITHIN_S, _BACK_AFTER_S, _AGAIN_AFTER_S = 8.0, (0.1, 1.0), 0.5
_AGAIN = {"unavailable", "too_many"}
_LETTERS = string.digits + string.ascii_lowercase
_CHANCE = random.Random()


class Who(NamedTuple):
    """`view` names what this person may see."""

    person: str
    token: str
    view: str = "member"


class Wish:
    """Something asked for that has no final answer yet."""

    def __init__(self, stream: str, name: str, args: Body, id: str) -> None:
        self.id, self.stream, self.name, self.args = id, stream, name, args
        self.answer: asyncio.Future[Body] = asyncio.get_running_loop().create_future()
        self.asked_at: float | None = None


def new_id() -> str:
    return "".join(_CHANCE.choices(_LETTERS, k=20))


def door(port: int, host: str = "127.0.0.1") -> Dial:
    """How one gets to a server, or to a proxy before it."""
    return lambda protocol: asyncio.get_running_loop().create_connection(protocol, host, port)


class Tablet:
    """`await run()` as a task; `act(...)` whenever; `leave()` in the end."""

    def __init__(
        self,
        name: str,
        who: Who,
        meeting: str,
        dial: Dial,
        history: History,
        back_after_s: tuple[float, float] = _BACK_AFTER_S,
    ) -> None:
        self.name, self.who, self.stream = name, who, f"meeting:{meeting}"
        self.history = history
        self.heads: dict[str, int] = {}
        self.online = asyncio.Event()
        self.came: list[float] = []
        self.refused_with = ""
        self._meeting, self._dial, self._back_after_s = meeting, dial, back_after_s
        self._wishes: dict[str, Wish] = {}
        self._asked: dict[int, Callable[[Body], None]] = {}
        self._number = 0
        self._line: Line | None = None
        self._left = False
        self._early: dict[str, set[int]] = {}
        self._healing: set[str] = set()

    async def run(self) -> None:
        while not self._left:
            try:
                async with asyncio.timeout(_DIAL_WITHIN_S):
                    await self._dial(lambda: Line(self))
            except (OSError, TimeoutError):
                pass
            else:
                assert self._line is not None
                await self._line.lost
            if not self._left:
                await asyncio.sleep(random.uniform(*self._back_after_s))

    def act(self, name: str, id: str = "", /, **args: Any) -> "asyncio.Future[Body]":
        """Ask for it until there is an answer: {"ok": …} or {"error": …}."""
        wish = Wish(self.stream, name, args, id or new_id())
        self._wishes[wish.id] = wish
        self._send_wishes()
        return wish.answer

    def tell(self, event: str, body: Body) -> None:
        if self.online.is_set():
            self._write(f"42{_json([event, body])}")

    def leave(self) -> None:
        self._left = True
        self.history.note(Left, self.name)
        self.cut()

    def cut(self) -> None:
        """End the connection here and now, without a word."""
        if self._line is not None:
            self._line.cut()

    def deafen(self, deaf: bool = True) -> None:
        """Read nothing any more, and leave the connection as it is; or listen again."""
        if self._line is not None:
            self._line.deafen(deaf)

    def hum(self) -> None:
        """Answer a ping, heard or not."""
        self._write("3")

    @property
    def port(self) -> int:
        """Our end of the connection; 0 without one."""
        return self._line.port if self._line is not None else 0

    @property
    def waits(self) -> int:
        return len(self._wishes)

    def watch(self, now: float) -> None:
        """Give up a line that is silent, or that keeps an answer back; to be called every second or so."""
        line = self._line
        if line is None:
            return
        asked = [wish.asked_at for wish in self._wishes.values() if wish.asked_at is not None]
        if now - line.heard_at > SILENT_AFTER_S or any(now - at > ANSWER_WITHIN_S for at in asked):
            line.cut()

    # --- what the line calls ---

    def connected(self, line: Line) -> None:
        self._line = line

    def lost(self) -> None:
        self._line = None
        self.online.clear()
        self._asked.clear()
        self._healing.clear()
        for wish in self._wishes.values():
            wish.asked_at = None

    def hear(self, text: bytes) -> None:
        """Take in one packet."""
        kind, body = text[:2], text[2:]
        if text == b"2":
            self._write("3")
        elif text[:1] == b"0":
            self._write(f"40{_json({'token': self.who.token})}")
        elif kind == b"40":
            asked = {"meeting": self._meeting, "since": dict(self.heads), "role": self.who.view}
            self._ask("join", asked if self.heads else {"meeting": self._meeting}, self._joined)
        elif kind == b"44":
            self._turned_away(msgspec.json.decode(body)["data"]["code"])
        elif kind == b"42":
            self._hear_event(*msgspec.json.decode(body))
        elif kind == b"43":
            number, _, answer = body.partition(b"[")
            if heard := self._asked.pop(int(number), None):
                heard(msgspec.json.decode(b"[" + answer)[0])

    def _hear_event(self, name: str, body: Body) -> None:
        if name == "entries":
            entries = spread(body["entries"])
            self.history.note(Told, self.name, body["stream"], entries)
            if body["stream"] in self.heads:
                self._count(body["stream"], (entry["seq"] for entry in entries))
        elif name == "head":
            for stream, seq in body["heads"].items():
                if seq > self.heads.get(stream, seq):
                    self._heal(stream)
        elif name == "rejoin":
            self._ask("join", {"meeting": self._meeting}, self._joined)
        elif name == "bye" and body["code"] != "restarting":
            self._turned_away(body["code"])

    def _turned_away(self, code: str) -> None:
        """Come back where that may help; else it is over."""
        self.refused_with = code
        self._left = code not in _AGAIN
        self.cut()

    def _count(self, stream: str, seqs: Iterable[int]) -> None:
        """Of what it is told a tablet here keeps the numbers only: what they mean is for the checker to work out."""
        early = self._early.setdefault(stream, set())
        early.update(seqs)
        while (following := self.heads[stream] + 1) in early:
            self.heads[stream] = following
        early -= {seq for seq in early if seq <= self.heads[stream]}
        if early:
            self._heal(stream)

    def _joined(self, answer: Body) -> None:
        if "ok" not in answer:
            self._turned_away(answer["error"]["code"])
            return
        for stream, part in answer["ok"]["streams"].items():
            self.history.note(Joined, self.name, self.who.view, stream, part)
            self.heads[stream] = part["seq"]
        self.came.append(self.history.now())
        self.online.set()
        self._send_wishes()

    def _heal(self, stream: str) -> None:
        if stream in self._healing:
            return
        self._healing.add(stream)

        def heard(answer: Body) -> None:
            self._healing.discard(stream)
            if "ok" in answer:
                self.history.note(CaughtUp, self.name, stream, answer["ok"])
                self.heads[stream] = max(self.heads[stream], answer["ok"]["seq"])
                self._count(stream, ())

        self._ask("catch_up", {"stream": stream, "since": self.heads[stream]}, heard)

    def _send_wishes(self) -> None:
        if not self.online.is_set():
            return
        flying = sum(wish.asked_at is not None for wish in self._wishes.values())
        for wish in list(self._wishes.values()):
            if wish.asked_at is None and flying < MOST_AT_ONCE:
                flying += 1
                self._send(wish)

    def _send(self, wish: Wish) -> None:
        wish.asked_at = self.history.now()
        self.history.note(Sent, self.name, self.who.person, wish.id, wish.stream, wish.name, wish.args)

        def heard(answer: Body) -> None:
            code = answer.get("error", {}).get("code", "")
            self.history.note(Answered, self.name, wish.id, answer.get("ok"), code)
            if code in _AGAIN:
                asyncio.get_running_loop().call_later(_AGAIN_AFTER_S, self._again, wish, wish.asked_at)
            elif self._wishes.pop(wish.id, None) is not None:
                wish.answer.set_result(answer)
            self._send_wishes()

        body = {"id": wish.id, "stream": wish.stream, "name": wish.name, "args": wish.args}
        self._ask("act", body, heard)

    def _again(self, wish: Wish, asked_at: float) -> None:
        if wish.asked_at == asked_at:
            wish.asked_at = None
            self._send_wishes()

    def _ask(self, event: str, body: Body, heard: Callable[[Body], None]) -> None:
        self._number += 1
        self._asked[self._number] = heard
        self._write(f"42{self._number}{_json([event, body])}")

    def _write(self, text: str) -> None:
        if self._line is not None:
            self._line.write(text.encode())


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
