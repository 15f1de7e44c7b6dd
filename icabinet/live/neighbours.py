"""The other processes that serve the same meetings: what they are told of this one, and what they say.

They never say what happened, only how far a stream is by now: what happened is in the journal. Pointers, growing
strokes and who is online are volatile and go over the line as they are.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from icabinet.live.bus import Bus
from icabinet.live.line import Line, News
from icabinet.live.rooms import Rooms

# Two heartbeats and a little: so long a process that says nothing is believed to be alive.
_BELIEVED_S = 12.0


@dataclass(frozen=True)
class Acts:
    """What this process does when a neighbour says so."""

    relay: Callable[[dict[str, Any]], None]
    end_session: Callable[[str], None]
    tell_online: Callable[[str], None]
    look: Callable[[], object]


class Neighbours:
    """Without a line there are none."""

    def __init__(self, line: Line | None, rooms: Rooms) -> None:
        self._line = line
        self._rooms = rooms
        self._online: dict[tuple[str, str], tuple[frozenset[str], float]] = {}

    def listen(self, bus: Bus, acts: Acts) -> None:
        """Begin to hear them."""

        def hear(who: str, news: News) -> None:
            match news:
                case {"head": seq, "stream": stream}:
                    bus.hint(stream, seq)
                case {"signal": message}:
                    acts.relay(message)
                case {"ended": session}:
                    acts.end_session(session)
                case {"online": persons, "meeting": meeting}:
                    if self._believe(who, meeting, frozenset(persons)):
                        acts.tell_online(meeting)

        if self._line is not None:
            self._line.listen(hear, acts.look)

    def speak(self) -> None:
        """Begin to tell them, without listening: for a process that serves nobody."""
        if self._line is not None:
            self._line.speak()

    # --- what they are told ---

    def say_head(self, stream: str, seq: int) -> None:
        self._say({"head": seq, "stream": stream})

    def say_signal(self, message: dict[str, Any]) -> None:
        self._say({"signal": message})

    def say_ended(self, session: str) -> None:
        self._say({"ended": session})

    def say_online(self, meeting: str) -> None:
        """Say who is connected here."""
        self._say({"online": self._rooms.online(meeting), "meeting": meeting})

    def beat(self) -> list[str]:
        """Say again who is here, and forget who was not heard of for long; return the meetings that this changes."""
        for meeting in self._rooms.meetings():
            self.say_online(meeting)
        oldest = time.monotonic() - _BELIEVED_S
        gone = [key for key, (_, heard_at) in list(self._online.items()) if heard_at < oldest]
        for key in gone:
            del self._online[key]
        return [meeting for _, meeting in gone]

    # --- what is known of them ---

    def online(self, meeting: str) -> list[str]:
        """Return the persons who have a tablet connected, here or elsewhere, each once, sorted."""
        elsewhere = [persons for (_, where), (persons, _) in list(self._online.items()) if where == meeting]
        return sorted(set(self._rooms.online(meeting)).union(*elsewhere))

    def _believe(self, who: str, meeting: str, persons: frozenset[str]) -> bool:
        """Note who is online there; return whether that is new."""
        before = self._online.pop((who, meeting), (frozenset(), 0.0))[0]
        if persons:
            self._online[who, meeting] = persons, time.monotonic()
        return persons != before

    def _say(self, news: News) -> None:
        if self._line is not None:
            self._line.say(news)
