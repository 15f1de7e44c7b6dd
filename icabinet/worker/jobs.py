"""What a child can do: the table of contents of this package. Every argument and result is plain data."""

from collections.abc import Callable
from typing import Any

from icabinet.worker.converting import convert
from icabinet.worker.inspecting import inspect
from icabinet.worker.rendering import render
from icabinet.worker.words import words

JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "inspect": inspect,
    "convert": convert,
    "render": render,
    "words": words,
}
