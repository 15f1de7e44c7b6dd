"""What a row of the table is: a fault, the promises that must survive it, and how it is tried."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ask:
    """How much: `short` is the version for the ordinary tests; `tries` overrides a row's own number."""

    short: bool = False
    tries: int | None = None
    soak_minutes: float = 3.0

    def size(self, full: int, short: int) -> int:
        return short if self.short else full

    def count(self, full: int, short: int) -> int:
        return self.tries or self.size(full, short)


@dataclass
class Outcome:
    """`measured` is a sentence for the table, `figures` the same for programs."""

    tries: int = 0
    violations: list[str] = field(default_factory=list)
    measured: str = ""
    figures: dict[str, Any] = field(default_factory=dict)
    skipped: str = ""

    def must(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.violations.append(otherwise)


@dataclass(frozen=True)
class Row:
    name: str
    promises: str
    fault: str
    target: str
    run: Callable[[Ask], Outcome]
    # Returns why the row cannot run here, or nothing.
    hindrance: Callable[[], str] = str


def needs_root() -> str:
    return "" if os.geteuid() == 0 else "needs root"


def needs(*programs: str) -> str:
    missing = [program for program in programs if not shutil.which(program)]
    return f"{' and '.join(missing)} not installed" if missing else ""
