"""Every desk has an app of its own, three quarters of whose making were werkzeug compiling the same routes anew."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_compile: Callable[[Rule, bool], Any] = Rule._compile_builder
_compiled: dict[tuple[object, ...], Any] = {}


def _recall(rule: Rule, append_unknown: bool = True) -> Any:
    # All that its code is made of: the parts of the path, and what stands for a part that is not given.
    key = tuple(rule._trace), repr(rule.defaults), append_unknown
    if key not in _compiled:
        _compiled[key] = _compile(rule, append_unknown)
    return _compiled[key]


def remember() -> None:
    """Compile each route once in this process."""
    Rule._compile_builder = _recall  # type: ignore[method-assign]
