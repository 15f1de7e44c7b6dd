"""What looks like rows of slips, for figures that ask for no more."""

from dataclasses import dataclass
from typing import Any


@dataclass
class OneSlip:
    id: str
    state: str
    deadline_at: int
    sent_at: int | None = None
    subject: str = ""
    result: dict[str, Any] | None = None


@dataclass
class OneReply:
    person: str
    answered_at: int | None = None
    late: bool = False
    answers: list[dict[str, Any]] | None = None
    rank: int = 1

    @property
    def name(self) -> str:
        return self.person
