"""Two engines draw pages: the second takes over what the first cannot read, or not finish in time.

Time is processor time, so that a machine with much to do calls no page hopeless. Whoever exceeds it is killed, which
costs one child; hence a page that cost children, or that an engine could not read, is remembered for a while.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from icabinet.errors import Refusal
from icabinet.worker.refusals import PoolClosed, UnreadablePaper, WorkerLost

# Seconds of processor time. MuPDF draws 999 of 1,000 pages in less; what it does not, PDFium mostly does.
EFFORTS = {"mupdf": 0.4, "pdfium": 3.0}
# Waited for altogether, however little of the processor a child is given.
DEADLINE_S = 20.0
_REMEMBERED_S = 600.0
_MOST_REMEMBERED = 10_000

# What the engines said to a page, in their order, and until when that is believed (monotonic).
_failed: OrderedDict[tuple[str, int], tuple[float, list[Refusal]]] = OrderedDict()


def draw(run: Callable[..., dict[str, Any]], job: str, source: str, page: int, **how: Any) -> dict[str, Any]:
    """Have `job` done with a page, by a bench's `run`, by the first engine that can; refuse as the last did if none."""
    refusals = _remembered(source, page)
    for engine in list(EFFORTS)[len(refusals) :]:
        try:
            effort = EFFORTS[engine]
            return run(job, deadline=DEADLINE_S, source=source, page=page, engine=engine, effort=effort, **how)
        except PoolClosed:
            raise
        except (WorkerLost, UnreadablePaper) as refusal:
            refusals.append(refusal)
            _remember(source, page, refusals)
    raise type(refusals[-1])(**refusals[-1].data)


def _remembered(source: str, page: int) -> list[Refusal]:
    until, refusals = _failed.get((source, page), (0.0, []))
    return list(refusals) if time.monotonic() < until else []


def _remember(source: str, page: int, refusals: list[Refusal]) -> None:
    _failed[source, page] = (time.monotonic() + _REMEMBERED_S, refusals)
    if len(_failed) > _MOST_REMEMBERED:
        _failed.popitem(last=False)
