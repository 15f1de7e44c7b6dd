"""Doing something beside the loop that a browser of the same process leaves running."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def apart(work: Callable[..., Any], *given: Any) -> Any:
    """Do it in a thread of its own; return, or raise, what it does."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *given).result()
