"""Requests to speak from asking to the end of the speech, their queues, and the rules of the floor."""

from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from icabinet.database import Base, Json
from icabinet.journal.tables import Projected


class QueueRow(Projected, Base):
    """A queue of which something was said; one without a row is as the general one, which is open by default."""

    __tablename__ = "speaker_queues"

    queue: Mapped[str] = mapped_column(primary_key=True)
    open: Mapped[bool]
    limit_s: Mapped[int]


class FloorRow(Projected, Base):
    """The meeting's rules; without a row they are the defaults."""

    __tablename__ = "floor_rules"

    rules: Mapped[dict[str, Any]] = mapped_column(Json)


class SpeakerRow(Projected, Base):
    """One request to speak, from asking to the end of the speech.

    `position`: the number of its entry, or what the chair made of it (`fixed`). `since`: when the clock began to run
    that runs now; `spoken_ms`: how long it ran before. `paused`: by whom ("chair", "interposed"), "" if it is not.
    `unit`: as it was when the person was called.
    """

    __tablename__ = "speakers"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    item: Mapped[str | None]
    queue: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    under: Mapped[str | None]
    category: Mapped[str] = mapped_column(default="")
    rank: Mapped[int] = mapped_column(default=0)
    paper: Mapped[str | None]
    page: Mapped[int | None]
    anonymous: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="waiting")
    position: Mapped[int]
    fixed: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[int | None] = mapped_column(BigInteger)
    ended_at: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[int | None] = mapped_column(BigInteger)
    spoken_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    paused: Mapped[str] = mapped_column(default="")
    limit_s: Mapped[int | None]
    unit: Mapped[str] = mapped_column(default="")
