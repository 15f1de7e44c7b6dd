"""What `flask doctor` says of a thing that it looked at."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """`look`: works, but somebody should know. `wrong`: will fail people, or has lost something."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


class Finding(NamedTuple):
    what: str
    state: State
    said: str


Check = Callable[[], Iterator[Finding]]
OK, LOOK, WRONG = State
