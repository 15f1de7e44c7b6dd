"""Every "no" that comes out of this part: about a paper, or about the worker that looked at it."""

from icabinet.errors import Refusal


class NotAPaper(Refusal):
    """The file is not what its name says, or of no kind that we read. data: filename."""

    code, status = "not_a_paper", 422


class UnreadablePaper(Refusal):
    """A file that cannot be shown.

    data: reason, one of "encrypted", "wrong_password", "not_encrypted", "no_pages", "too_many_pages", "broken",
    "unpacks_too_large", "has_doctype", "image_too_large", "old_office" (the formats of before 2007), "needs_office"
    (there is no LibreOffice on the server), "not_converted" (LibreOffice dies of it) and "takes_too_long".
    """

    code, status = "unreadable_paper", 422


class NotAList(Refusal):
    """Neither a workbook of Excel nor lines of text. data: reason, "too_long" among those of UnreadablePaper."""

    code, status = "not_a_list", 422


class NoSuchPage(Refusal):
    """data: page."""

    code, status = "no_such_page", 404


class WorkerLost(Refusal):
    """No answer, and not for want of a readable paper. Another child stands in its place."""

    status = 503


class WorkerDied(WorkerLost):
    """The child ended before it answered. data: job."""

    code = "worker_died"


class PoolClosed(WorkerDied):
    """There are no children any more, because the process that had them is ending. data: job."""


class GivenUp(Refusal):
    """Whoever asked for the job does not want it done any more."""

    code, status = "given_up", 409


class WorkerTimedOut(WorkerLost):
    """The child was still busy at the deadline and was killed. data: job, deadline (seconds)."""

    code = "worker_timed_out"


def refusal_of(code: str, among: type[Refusal] = Refusal) -> type[Refusal]:
    """Return the class with this code. A job may refuse in the words of any feature that its caller has loaded."""
    if among.code == code:
        return among
    return next((found for kind in among.__subclasses__() if (found := refusal_of(code, kind)).code == code), Refusal)
