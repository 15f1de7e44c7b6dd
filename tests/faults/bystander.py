"""Somebody of the same meeting who acts all the time, and must notice nothing of what others do to the server."""

import threading
import time
from typing import Self

from icabinet import ids
from tests.faults.place import House, Place
from tests.live.tablet import Refused, Tablet

_PAUSE_S, _PATIENCE_S = 0.05, 120.0


class Bystander:
    """`with Bystander(place, house) as bystander`. `late`: the seconds that each act took; `fault`: what went wrong."""

    def __init__(self, place: Place, house: House) -> None:
        self.late: list[float] = []
        self.fault = ""
        self._place, self._house = place, house
        self._stop, self._begun = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        """Return when it has acted for the first time."""
        self._thread.start()
        self._begun.wait(_PATIENCE_S)
        self.late.clear()
        return self

    def __exit__(self, *_: object) -> None:
        """Return after one act more."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            with Tablet(self._house, {"token": self._place.desk.token}) as tablet:
                tablet.join(self._place.meeting)
                while not self._stop.wait(_PAUSE_S):
                    self._act(tablet)
                    self._begun.set()
                self._act(tablet)
        except (AssertionError, OSError, Refused) as error:
            self.fault = f"{type(error).__name__}: {error}"[:200]
            self._begun.set()

    def _act(self, tablet: Tablet) -> None:
        wish = {"id": ids.new(), "stream": self._place.stream, "name": "presenting.show"}
        began = time.monotonic()
        asked = tablet.begin("act", wish | {"args": {"paper": self._place.paper, "page": 1}})
        answer = tablet.answer(asked, within=_PATIENCE_S)
        assert "ok" in answer, answer
        self.late.append(time.monotonic() - began)
        tablet.events.clear()
