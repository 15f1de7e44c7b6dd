"""What the parent is told of a fault that nobody foresaw: what its message says could be somebody's words."""

import traceback
from collections.abc import Iterator


def way_of(error: BaseException) -> str:
    """Return an exception's type and its way through the code, and then those that led to it."""
    return "\nafter ".join(_way(each) for each in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _way(error: BaseException) -> str:
    kind = type(error)
    frames = traceback.walk_tb(error.__traceback__)
    steps = [f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}" for frame, line in frames]
    return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *steps])
