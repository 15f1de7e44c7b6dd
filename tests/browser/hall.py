"""A hall: a body of sixty, of whom most sit at tablets without a screen, and a clock that only the test moves."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from icabinet.people import accounts, bodies
from icabinet.people.bodies import Seat
from tests.browser.house import BODY, CAST, PASSWORD, House, Meeting, Part
from tests.faults.history import Body, History
from tests.faults.tablet import Tablet, Who, door
from tests.live.server import Server

MEMBERS = 60
UNITS = ("Sở Tài chính", "Sở Xây dựng", "Sở Y tế", "Sở Nội vụ", "Văn phòng", "Công an")
_FAMILIES = ("Đỗ", "Hoàng", "Vũ", "Bùi", "Đặng", "Ngô")
_GIVEN = ("Minh Châu", "Hải Đăng", "Thu Giang", "Gia Hưng", "Diệu Linh", "Quang Nam", "Bảo Phương", "Trọng Tấn",
          "Hoài Thương", "Hữu Vinh")  # fmt: skip
_PATIENCE_S = 60.0
_CLOCKWORK = Path(__file__).parent / "standing_clock"

Act = tuple[str, str, dict[str, Any]]


def members() -> dict[str, Part]:
    """Return chair and members by login; they sit in units of ten."""
    names = (f"{family} {given}" for family, given in product(_FAMILIES, _GIVEN))
    named = {f"m{number:02}": next(names) for number in range(3, MEMBERS + 1)}
    found = {"an": CAST["an"], "binh": CAST["binh"]} | {
        who: Part(name, "Ủy viên", "member") for who, name in named.items()
    }
    return {who: part._replace(unit=UNITS[place % len(UNITS)]) for place, (who, part) in enumerate(found.items())}


class Hands:
    """Those of the server's clock: it stands until it is moved. `now`: ms since 1970."""

    def __init__(self, clock: Path) -> None:
        self._clock = clock
        self.now = int(time.time()) * 1000
        clock.write_bytes(bytes(8))
        self.forward(0)

    def forward(self, seconds: int) -> None:
        self.now += seconds * 1000
        with self._clock.open("r+b", buffering=0) as clock:
            clock.write((self.now * 1_000_000).to_bytes(8))


class HallHouse(House):
    """A house for such a body, run by a clock that stands still until somebody moves its `hands`."""

    def furnish(self) -> dict[str, str]:
        self.parts = members() | {who: CAST[who] for who in ("ha", "screen")}
        self.names = {who: part.name for who, part in self.parts.items()}
        self.body = bodies.add_body(BODY)
        return {who: self._take_seat(who, part, rank) for rank, (who, part) in enumerate(self.parts.items())}

    def serve(self, data_dir: Path) -> Server:
        clock = data_dir / "clock"
        self.hands = Hands(clock)
        return Server(data_dir, prefix=("env", f"PYTHONPATH={_CLOCKWORK}", f"TEST_CLOCK={clock}"))

    def _take_seat(self, who: str, part: Part, rank: int) -> str:
        prepares = part.role == "secretary"
        person = accounts.add_person(part.name, who, PASSWORD, administers=prepares)
        votes = part.role in ("chair", "member")
        bodies.seat(self.body, person, Seat(part.office, part.unit, rank, votes=votes, prepares=prepares))
        return person


class Book:
    """What somebody with a clock and a pencil would have written down: how long each thing went on, ms."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self.ms: Counter[tuple[str, ...]] = Counter()
        self.times: dict[tuple[str, ...], list[int]] = {}
        self._running: set[tuple[str, ...]] = set()

    def passes(self, seconds: int) -> None:
        self._hands.forward(seconds)
        for what in self._running:
            self.ms[what] += seconds * 1000

    def begins(self, *what: str) -> None:
        self._running.add(what)
        self.times.setdefault(what, []).append(self._hands.now)

    def ends(self, *what: str) -> None:
        self._running.remove(what)
        self.times[what].append(self._hands.now)

    def sums(self, kind: str) -> dict[str, int]:
        return {what[1]: ms for what, ms in self.ms.items() if what[0] == kind}

    def running(self, kind: str) -> set[str]:
        return {what[1] for what in self._running if what[0] == kind}


class Pad(Tablet):
    """A tablet without a screen. `heard`: something has come in."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.heard = asyncio.Event()

    def hear(self, text: bytes) -> None:
        super().hear(text)
        self.heard.set()


class Benches:
    """Members at tablets that speak the protocol, and come back by themselves; a thread listens for all of them."""

    def __init__(self, meeting: Meeting, whos: Iterable[str]) -> None:
        house, self._history = meeting.house, History()
        self._loop = asyncio.new_event_loop()
        self._stream = f"meeting:{meeting.id}"
        self.tablets = {
            who: Pad(who, Who(house.people[who], house.sign_in(who)), meeting.id, door(house.server.port),
                        self._history)
            for who in whos
        }  # fmt: skip
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @contextmanager
    def seated(self) -> Iterator["Benches"]:
        self._thread.start()
        runs = [asyncio.run_coroutine_threadsafe(tablet.run(), self._loop) for tablet in self.tablets.values()]
        try:
            self._wait(self._all_online())
            yield self
        finally:
            self._wait(self._leave())
            for run in runs:
                run.cancel()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def do(self, *acts: Act) -> list[Body]:
        """Have members (login, action, arguments) act all at once; return the answers, none of which is a refusal."""
        answers: list[Body] = self._wait(self._answers(acts))
        assert [answer for answer in answers if "ok" not in answer] == []
        return answers

    def settled(self, seq: int) -> None:
        """Wait until every tablet has been told of all entries up to this number, without a gap."""
        self._wait(self._told(seq))

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, _PATIENCE_S), self._loop).result()

    async def _all_online(self) -> None:
        for tablet in self.tablets.values():
            await tablet.online.wait()

    async def _answers(self, acts: Iterable[Act]) -> list[Body]:
        return list(await asyncio.gather(*(self.tablets[who].act(name, **args) for who, name, args in acts)))

    async def _told(self, seq: int) -> None:
        for tablet in self.tablets.values():
            while tablet.heads.get(self._stream, 0) < seq:
                tablet.heard.clear()
                await tablet.heard.wait()

    async def _leave(self) -> None:
        for tablet in self.tablets.values():
            tablet.leave()
        await asyncio.sleep(0)
