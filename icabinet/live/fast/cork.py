"""A cork: while it is in, lanes keep what they are told; when it is drawn, each writes all of it at once.

In a vote of five hundred everybody gets an answer and an entry in the same moment: one write instead of two.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icabinet.live.fast.lane import Lane


class Cork:
    """In within a `with` block; nobody may wait in it."""

    def __init__(self) -> None:
        self.lanes: list[Lane] | None = None

    def __enter__(self) -> None:
        self.lanes = []

    def __exit__(self, *_: object) -> None:
        lanes, self.lanes = self.lanes or [], None
        for lane in lanes:
            lane.pour()


# One for the process: nobody else runs between putting it in and drawing it.
CORK = Cork()
