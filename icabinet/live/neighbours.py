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
    tell_followers: Callable[[str], None] = lambda _meeting: None


class _Believed:
    """Who is where, of those at other processes, for as long as it is said again."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], tuple[frozenset[str], float]] = {}

    def hear(self, who: str, meeting: str, persons: frozenset[str]) -> bool:
        """Note what a neighbour says of a meeting; return whether that is new."""
        before = self._said.pop((who, meeting), (frozenset(), 0.0))[0]
        if persons:
            self._said[who, meeting] = persons, time.monotonic()
        return persons != before

    def of(self, meeting: str) -> list[frozenset[str]]:
        return [persons for (_, where), (persons, _) in list(self._said.items()) if where == meeting]

    def forget(self, oldest: float) -> list[str]:
        """Believe nothing that was said before; return the meetings that this changes."""
        gone = [key for key, (_, heard_at) in list(self._said.items()) if heard_at < oldest]
        for key in gone:
            del self._said[key]
        return [meeting for _, meeting in gone]


class Neighbours:
    """Without a line there are none."""

    def __init__(self, line: Line | None, rooms: Rooms) -> None:
        self._line = line
        self._rooms = rooms
        self._online, self._following = _Believed(), _Believed()

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
                    if self._online.hear(who, meeting, frozenset(persons)):
                        acts.tell_online(meeting)
                case {"following": persons, "meeting": meeting}:
                    if self._following.hear(who, meeting, frozenset(persons)):
                        acts.tell_followers(meeting)

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

    def say_following(self, meeting: str) -> None:
        """Say who follows the presenter here."""
        self._say({"following": self._rooms.following(meeting), "meeting": meeting})

    def beat(self) -> list[str]:
        """Say again who is here, and forget who was not heard of for long; return the meetings that this changes."""
        for meeting in self._rooms.meetings():
            self.say_online(meeting)
            if self._rooms.following(meeting):
                self.say_following(meeting)
        oldest = time.monotonic() - _BELIEVED_S
        return [*self._online.forget(oldest), *self._following.forget(oldest)]

    # --- what is known of them ---

    def online(self, meeting: str) -> list[str]:
        """Return the persons who have a tablet connected, here or elsewhere, each once, sorted."""
        return sorted(set(self._rooms.online(meeting)).union(*self._online.of(meeting)))

    def following(self, meeting: str) -> list[str]:
        """Return the persons who follow the presenter, here or elsewhere, each once, sorted."""
        return sorted(set(self._rooms.following(meeting)).union(*self._following.of(meeting)))

    def _say(self, news: News) -> None:
        if self._line is not None:
            self._line.say(news)
