"""Every desk has an app of its own, most of whose making was werkzeug compiling the same routes anew."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_MADE = ("_parts", "_trace", "_converters")
_BUILDERS = ("_build", "_build_unknown")
_compile: Callable[[Rule], None] = Rule.compile
_compiled: dict[tuple[object, ...], tuple[dict[str, Any], dict[str, Any], set[str]]] = {}


def _recall(rule: Rule) -> None:
    assert rule.map is not None
    # All that is asked for in compiling.
    where = rule.host, rule.subdomain, rule.map.host_matching, rule.merge_slashes
    key = rule.rule, repr(rule.defaults), *where, *rule.map.converters.items()
    if key not in _compiled:
        _compile(rule)
        builders = {name: getattr(rule, name).__func__ for name in _BUILDERS}
        _compiled[key] = {name: getattr(rule, name) for name in _MADE}, builders, rule.arguments
        return
    made, builders, arguments = _compiled[key]
    vars(rule).update(made)
    vars(rule).update({name: builder.__get__(rule) for name, builder in builders.items()})
    rule.arguments = {*arguments}


def remember() -> None:
    """Compile each route once in this process."""
    Rule.compile = _recall  # type: ignore[method-assign]
