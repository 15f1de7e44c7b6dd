"""What is counted while it happens. How things stand is read when somebody asks (`icabinet/web/health.py`).

Every name is described in docs/operating.md. Labels are codes of ours, never what a person typed.
"""

import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics

from icabinet.errors import Refusal

LAG_EVERY_S = 0.25

disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

HUB_LAG = Histogram(
    "icabinet_hub_lag_seconds",
    "How late a waiting task is woken: as late as everybody else's request.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
BATCH = Histogram(
    "icabinet_writer_batch_size",
    "Turns and plain writes that shared a transaction.",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
    registry=REGISTRY,
)
COMMIT = Histogram(
    "icabinet_writer_commit_seconds",
    "From the begin of a batch's transaction until it is stored, or is not.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
NOT_STORED = Counter(
    "icabinet_writer_batches_not_stored",
    "Batches that the database did not store.",
    registry=REGISTRY,
)
TOLD = Counter(
    "icabinet_entries_told",
    "Entries sent, times the sockets that they were sent to.",
    registry=REGISTRY,
)
CUT_OFF = Counter(
    "icabinet_sockets_cut_off",
    "Tablets that were cut off because they took nothing that was sent to them.",
    registry=REGISTRY,
)
REFUSED = Counter(
    "icabinet_refusals",
    "What was refused, over HTTP and live; `internal` is a bug.",
    ["code"],
    registry=REGISTRY,
)

DEVICES = Counter(
    "icabinet_device_messages",
    "What devices of rooms said, by what became of it: `ok`, or the code of a refusal.",
    ["outcome"],
    registry=REGISTRY,
)


def count_refusal(refusal: Refusal) -> None:
    REFUSED.labels(refusal.code).inc()


def watch_hub(sleep: Callable[[float], object]) -> None:
    """Measure for ever how late one wakes. To be run in a background task of the hub."""
    while True:
        due = time.monotonic() + LAG_EVERY_S
        sleep(LAG_EVERY_S)
        HUB_LAG.observe(max(0.0, time.monotonic() - due))
