"""Whether the product lives, whether it can serve, and how it does: for load balancers, Prometheus, and who wonders."""

import hmac
import ipaddress
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from icabinet import backups
from icabinet.database import WrongRevision, check_revision
from icabinet.desks.errands import worker_names
from icabinet.errors import NotFound, Unavailable
from icabinet.extensions import services
from icabinet.journal.tables import StreamRow
from icabinet.metrics import REGISTRY
from icabinet.papers.queries import unfinished
from icabinet.search import texts
from icabinet.web.security import bearer

# So long an answer of /readyz holds, so that asking for it keeps nobody busy.
KEPT_S = 1.0
_WITHIN_S = 5.0
_OK, _AWAY, _NO_WORKER = "ok", "away", "no_worker"
# What no process has if this one has not: meetings go on without it, and another process would be no better off.
_BEARABLE = (_OK, _AWAY, _NO_WORKER)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
_HERE = ("localhost", "127.0.0.1", "::1")

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> dict[str, str]:
    """Answer "ok": the process lives, whatever else may be wrong."""
    return {"status": _OK}


@health.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Say of every part that people need whether it works; 503 if one does not that another process might have."""
    parts = current_app.extensions["readiness"].parts()
    if not all(state in _BEARABLE for state in parts.values()):
        return jsonify(status="not_ready", parts=parts), HTTPStatus.SERVICE_UNAVAILABLE
    whole = all(state == _OK for state in parts.values())
    return jsonify(status="ready" if whole else "degraded", parts=parts), HTTPStatus.OK


@health.get("/metrics")
def metrics() -> Response:
    """Send the metrics in Prometheus' text form to who asks from this machine, or with the token that is set."""
    if not (_is_from_here() or _has_token()):
        raise NotFound(kind="page", id=request.path)
    return Response(generate_latest(_Everything()), content_type=CONTENT_TYPE_LATEST)


class Readiness:
    """What /readyz found last."""

    def __init__(self) -> None:
        self._checking = threading.Lock()
        self._checked_at = -KEPT_S
        self._parts: dict[str, str] = {}

    def parts(self) -> dict[str, str]:
        """Return "ok", or what is wrong, by part."""
        with self._checking:
            if time.monotonic() - self._checked_at >= KEPT_S:
                self._parts = {part: check() for part, check in _CHECKS.items()}
                self._checked_at = time.monotonic()
            return self._parts


health.record(lambda state: state.app.extensions.setdefault("readiness", Readiness()))


def _database() -> str:
    try:
        check_revision(services().db.engine)
        with services().db.reading() as session:
            session.execute(select(StreamRow.id).limit(1))
    except WrongRevision:
        return "wrong_revision"
    except (SQLAlchemyError, Unavailable):
        return "unreadable"
    return _OK


def _writer() -> str:
    return _OK if services().writer.answers(_WITHIN_S) else "silent"


def _storage() -> str:
    try:
        services().storage.check()
    except OSError:
        return "not_writable"
    except Unavailable:
        return _AWAY
    return _OK


def _pool() -> str:
    if services().settings.workers:
        return _OK if services().pool.answers(_WITHIN_S) else "silent"
    try:
        return _OK if worker_names() else _NO_WORKER
    except Unavailable:
        return _NO_WORKER


_CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "writer": _writer,
    "storage": _storage,
    "pool": _pool,
}


class _Everything(Collector):
    """What was counted so far, and how things stand now."""

    def collect(self) -> Iterator[Metric]:
        yield from REGISTRY.collect()
        yield from _process()
        yield from _workers()
        yield from _stored()


def _process() -> Iterator[Metric]:
    door = current_app.extensions["live"]
    yield GaugeMetricFamily(
        "icabinet_fast_path", "1 if the fast path serves, 0 if the libraries' own does.", door.is_fast
    )
    sockets = list(door.rooms.sockets.values())
    yield GaugeMetricFamily("icabinet_sockets", "Tablets connected.", len(sockets))
    backlog = sum(socket.wire.waiting_bytes for socket in sockets)
    yield GaugeMetricFamily("icabinet_backlog_bytes", "What waits for tablets that do not take it yet.", backlog)
    waiting = services().writer.waiting
    yield GaugeMetricFamily("icabinet_writer_waiting", "Turns and writes queued behind the batch under way.", waiting)
    free = shutil.disk_usage(services().settings.data_dir).free
    yield GaugeMetricFamily("icabinet_disk_free_bytes", "Free space where the data lies.", free)
    made = backups.last(services().settings.data_dir)
    said = "When `flask backup` was last done; 0 if it never was."
    yield GaugeMetricFamily("icabinet_last_backup_seconds", said, made.at / 1000 if made else 0)


def _workers() -> Iterator[Metric]:
    places = services().pool.states()
    running = [place for place in places if place["pid"]]
    busy = sum(1 for place in places if place["job"])
    workers = GaugeMetricFamily("icabinet_workers", "Places for child processes, by what is in them.", labels=["state"])
    workers.add_metric(["busy"], busy)
    workers.add_metric(["idle"], max(0, len(running) - busy))
    workers.add_metric(["empty"], len(places) - len(running))
    yield workers
    memory = sum(place["rss"] for place in running)
    yield GaugeMetricFamily("icabinet_workers_resident_bytes", "Memory of all child processes.", memory)
    jobs, lost = (sum(place[what] for place in places) for what in ("jobs", "lost"))
    yield CounterMetricFamily("icabinet_worker_jobs", "Jobs that child processes were given.", jobs)
    yield CounterMetricFamily("icabinet_worker_lost", "Child processes that died of a job or took too long.", lost)


def _stored() -> Iterator[Metric]:
    try:
        with services().db.reading() as session:
            entries, last_at = session.execute(select(func.sum(StreamRow.last_seq), func.max(StreamRow.last_at))).one()
            waiting, unindexed = len(unfinished(session)), texts.count_waiting(session)
    except (SQLAlchemyError, Unavailable):
        # What the process knows by itself is worth the more when the database is away.
        return
    yield CounterMetricFamily("icabinet_journal_entries", "Entries of all journals together.", int(entries or 0))
    last = "When the last entry was made, in any journal; 0 if none was."
    yield GaugeMetricFamily("icabinet_journal_last_entry_seconds", last, (last_at or 0) / 1000)
    yield GaugeMetricFamily("icabinet_papers_waiting", "Papers that are not converted yet.", waiting)
    yield GaugeMetricFamily("icabinet_papers_unindexed", "Papers that can be read but not searched yet.", unindexed)


def _is_from_here() -> bool:
    """Whether a program on this machine asks for itself, and not a proxy for somebody else."""
    address = request.remote_addr or ""
    forwarded = any(name in request.headers for name in _FORWARDED)
    try:
        near = ipaddress.ip_address(address).is_loopback and urlsplit(f"//{request.host}").hostname in _HERE
    except ValueError:
        return False
    return near and not forwarded


def _has_token() -> bool:
    token = services().settings.metrics_token
    return bool(token) and hmac.compare_digest((bearer() or "").encode(), token.encode())
