"""The desk for files of one's own: has them converted and indexed, as papers are. The row is the job."""

from flask import Flask

from icabinet.desks import indexing
from icabinet.desks.conversion import MOST_ATTEMPTS, made_of, reason_for_good
from icabinet.desks.desk import Desk
from icabinet.desks.leases import leased, taken
from icabinet.desks.pile import Job
from icabinet.errors import Refusal, Unavailable
from icabinet.extensions import services
from icabinet.folders import files
from icabinet.folders.files import OWN
from icabinet.papers.storage import own_name, own_pdf_name
from icabinet.worker.refusals import PoolClosed, WorkerDied, WorkerLost
from icabinet.worker.tickets import Ticket


def own_files_desk(app: Flask) -> Desk:
    """Return the desk, which looks for itself: no journal tells of these files."""
    return Desk(app, "own files", convert, (), waiting)


def waiting() -> list[Job]:
    """Return what is to be converted and nobody is at, the oldest first."""
    with services().db.reading() as session:
        found = files.unfinished(session)
    held = taken() if found else ()
    return [(OWN, file) for file in found if _lease_name(file) not in held]


def convert(_own: str, file: str) -> None:
    """Convert one file and index what it says; not if another process is at it."""
    with leased(_lease_name(file)) as mine:
        ready = mine and _convert(file)
    if ready:
        indexing.deal(OWN, file)


def _convert(file: str) -> bool:
    """Return whether the file can be read now."""
    while not services().pool.closed and (job := files.begin(file)) is not None:
        if job.attempts > MOST_ATTEMPTS:
            # Whole processes have died of it.
            files.fail(file, WorkerDied.code)
            return False
        try:
            made = made_of(own_name(job.key), own_pdf_name(job.key), job.filename, Ticket())
        except (PoolClosed, Unavailable):
            files.put_back(file)
            return False
        except WorkerLost as refusal:
            if (reason := reason_for_good(refusal, job.attempts)) is not None:
                files.fail(file, reason)
                return False
        except Refusal as refusal:
            files.fail(file, str(refusal.data.get("reason", refusal.code)))
            return False
        else:
            if files.finish(file, made["kind"], made["renderer"], made["sizes"]):
                return True
            # It was deleted meanwhile, and what was made of it goes too.
            services().storage.remove(own_pdf_name(job.key))
    return False


def _lease_name(file: str) -> str:
    return f"own file {file}"
