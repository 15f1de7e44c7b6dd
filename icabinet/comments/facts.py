"""What can happen to comments. They lie on their mark's stream: private ones in a notebook, others in the meeting."""

from icabinet.journal.facts import Fact, fact


@fact("comments.opened")
class ThreadOpened(Fact, frozen=True):
    """A mark has a thread of comments; it is for whoever sees the mark. `author`: whose mark it is."""

    mark: str
    paper: str
    page: int
    author: str


@fact("comments.written")
class CommentWritten(Fact, frozen=True):
    """Somebody said something about a mark, perhaps to somebody (`mentions`: persons)."""

    comment: str
    mark: str
    text: str
    mentions: list[str]


@fact("comments.edited")
class CommentEdited(Fact, frozen=True):
    """A comment was put differently by whoever wrote it."""

    comment: str
    text: str
    mentions: list[str]


@fact("comments.withdrawn")
class CommentWithdrawn(Fact, frozen=True):
    """A comment was taken back by whoever wrote it; with the last one the thread is gone."""

    comment: str


@fact("comments.resolved")
class ThreadResolved(Fact, frozen=True):
    """What the thread is about is settled."""

    mark: str


@fact("comments.reopened")
class ThreadReopened(Fact, frozen=True):
    """It is not settled after all."""

    mark: str
