"""Running errands: threads of a worker that do with their own bench what processes without children ask for."""

import logging
import threading
from typing import Any

from flask import Flask

from icabinet import ids
from icabinet.desks import errands
from icabinet.desks.bench import OwnBench
from icabinet.desks.desk import all_ended
from icabinet.desks.secrets import opened
from icabinet.errors import Incident, Refusal, Unavailable
from icabinet.extensions import services
from icabinet.worker.refusals import PoolClosed

LOOK_S = 0.2
_AGAIN_S = 2.0
log = logging.getLogger(__name__)


class Runner:
    """So many errands at once as it has `hands`."""

    def __init__(self, app: Flask, hands: int) -> None:
        self._app = app
        self._closed = threading.Event()
        self._threads = [threading.Thread(target=self._run, name=f"errands {n}", daemon=True) for n in range(hands)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def close(self, within: float) -> bool:
        """Take no more; return whether what was at hand is done within so many seconds."""
        self._closed.set()
        return all_ended(self._threads, within)

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                with self._app.app_context():
                    pause = 0.0 if self._one() else LOOK_S
            except Unavailable:
                log.warning("errands cannot be looked for")
                pause = _AGAIN_S
            except Exception:
                log.exception("an errand failed")
                pause = _AGAIN_S
            self._closed.wait(pause)

    def _one(self) -> bool:
        asked = errands.waiting()
        if asked is None:
            return False
        errand, job, arguments = asked
        try:
            errands.answer(errand, _done(job, arguments))
        finally:
            services().storage.let_go(arguments["source"])
        return True


def _done(job: str, arguments: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return {"result": OwnBench().run(job, **opened(arguments))}
    except PoolClosed:
        return None
    except Refusal as refusal:
        return {"refusal": refusal.code, "data": refusal.data}
    except Exception as error:
        incident = ids.new()
        log.exception("incident %s", incident, exc_info=error)
        return {"refusal": Incident.code, "data": {"incident": incident}}
