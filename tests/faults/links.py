"""Links that can be cut so that nobody is told: between network namespaces for root, else a proxy that stalls."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from typing import NamedTuple, Protocol

from tests.faults.place import House, Place, serving
from tests.faults.proxy import Proxy
from tests.faults.tablet import Dial, door

_PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"


class Link(Protocol):
    """`sound` is a way to the server that is never cut, `dial` one that is while it is `cut`."""

    sound: Dial
    dial: Dial

    def cut(self) -> None: ...

    def mend(self) -> None: ...


class Stalling:
    """Through a proxy: what is sent waits, and goes on afterwards."""

    def __init__(self, proxy: Proxy, port: int) -> None:
        self.sound, self.dial = door(port), door(proxy.port)
        self.cut, self.mend = proxy.stall, proxy.flow


class Wires:
    """Two pairs of virtual wires into a namespace with the server in it; cutting takes the far end of one down."""

    def __init__(self) -> None:
        self._space = f"icabinet-{os.getpid()}"
        self._wires = [_Wire.number(0), _Wire.number(1)]

    def lay(self) -> None:
        _ip("netns", "add", self._space)
        self._inside("link", "set", "lo", "up")
        for wire in self._wires:
            _ip("link", "add", wire.near, "type", "veth", "peer", "name", wire.far, "netns", self._space)
            _ip("address", "add", f"{wire.ours}/30", "dev", wire.near)
            self._inside("address", "add", f"{wire.theirs}/30", "dev", wire.far)
            _ip("link", "set", wire.near, "up")
            self._inside("link", "set", wire.far, "up")

    def house(self, place: Place) -> House:
        """A server inside; we ask it by the wire that is never cut."""
        house = place.house(prefix=("ip", "netns", "exec", self._space), host="0.0.0.0")
        house.url = f"http://{self._wires[0].theirs}:{house.port}"
        self.sound, self.dial = (door(house.port, wire.theirs) for wire in self._wires)
        return house

    def cut(self) -> None:
        self._inside("link", "set", self._wires[1].far, "down")

    def mend(self) -> None:
        self._inside("link", "set", self._wires[1].far, "up")

    def take_up(self) -> None:
        for wire in self._wires:
            _ip("link", "del", wire.near)
        _ip("netns", "del", self._space)

    def _inside(self, *words: str) -> None:
        _ip("-n", self._space, *words)


class _Wire(NamedTuple):
    """Names and addresses of both ends; `far` is inside."""

    near: str
    far: str
    ours: str
    theirs: str

    @classmethod
    def number(cls, number: int) -> "_Wire":
        net, tag, first = os.getpid() % 250, os.getpid() % 100_000, number * 4
        return cls(f"icn{tag}-{number}", f"icf{tag}-{number}", *(f"10.213.{net}.{first + end}" for end in (1, 2)))


class Ways(NamedTuple):
    """How a row gets to a link, for each event loop anew."""

    kind: str
    link: Callable[[], AbstractAsyncContextManager[Link]]


@contextmanager
def linked(place: Place) -> Iterator[Ways]:
    """Serve the place behind a link that can be cut: by wires, where we may lay them."""
    if os.geteuid() != 0 or shutil.which("ip", path=_PATH) is None:
        with serving(place.house()) as house:
            yield Ways("a proxy that stalls", lambda: _stalling(house.port))
        return
    wires = Wires()
    wires.lay()
    try:
        with serving(wires.house(place)):
            yield Ways("a link that is down", lambda: nullcontext(wires))
    finally:
        wires.take_up()


@asynccontextmanager
async def _stalling(port: int) -> AsyncIterator[Link]:
    async with Proxy(port) as proxy:
        yield Stalling(proxy, port)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, env={**os.environ, "PATH": _PATH})
