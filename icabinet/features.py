"""The rooms of the house: `furnish` brings in each feature's facts, projections, records and actions."""

from importlib import import_module

FEATURES = (
    "meetings",
    "agenda",
    "papers",
    "presenting",
    "ink",
    "comments",
    "messages",
    "floor",
    "polls",
    "attendance",
    "seats",
    "positions",
    "slips",
    "equipment",
    "conclusions",
    "tasks",
    "minutes",
    "signing",
    "invitations",
    "publications",
    "archive",
)
# Rooms within rooms, with furniture of their own.
_ALCOVES = (
    "meetings.chairing",
    "meetings.displays",
    "papers.restricting",
    "papers.expecting",
    "ink.layers",
    "polls.recusing",
    "polls.nudging",
)
# Further actions of a room that has many.
_DOORS = (
    "papers.expecting.submitting",
    "polls.casting",
    "positions.stating",
    "positions.adopting",
    "polls.giving",
    "slips.timing",
    "floor.calling",
    "floor.steering",
    "attendance.answering",
    "tasks.timing",
    "tasks.carrying",
    "minutes.issuing",
    "agenda.taking_back",
    "floor.taking_back",
)
_FURNITURE = ("projection", "records", "actions")


def furnish() -> None:
    """Import what registers itself with the journal."""
    for feature in (*FEATURES, *_ALCOVES):
        for piece in _FURNITURE:
            import_module(f"icabinet.{feature}.{piece}")
    for door in _DOORS:
        import_module(f"icabinet.{door}")
