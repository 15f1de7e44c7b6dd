"""The rules of a body's floor as a form without scripts: shown, and read."""

from typing import Any

from werkzeug.datastructures import MultiDict

from icabinet.errors import Invalid
from icabinet.floor import kinds
from icabinet.floor.settings import Budget, FloorRules
from icabinet.people.tables import BodyRow
from icabinet.web.pages import words

# What members may be allowed to ask for. Questions belong to question time, and answers to their questions.
OFFERED = (
    kinds.CONTRIBUTION,
    kinds.PRO,
    kinds.CONTRA,
    kinds.INTERPOSED,
    kinds.INTERVENTION,
    kinds.POINT_OF_ORDER,
)
# What has a time of its own; the others have that of the queue.
LIMITED = (kinds.INTERPOSED, kinds.INTERVENTION, kinds.POINT_OF_ORDER, kinds.QUESTION, kinds.ANSWER)
_TICKS = tuple(name for name, _words in words.FLOOR_TICKS)

Form = MultiDict[str, str]


def shown(floor: FloorRules, body: BodyRow) -> dict[str, Any]:
    """Return what the form is made of. Units: those of the members, and others that have a budget already."""
    return {
        "floor": floor,
        "orders": words.FLOOR_ORDERS,
        "scopes": words.FLOOR_SCOPES,
        "ticks": words.FLOOR_TICKS,
        "offered": [(kind, words.SPEECHES[kind]) for kind in OFFERED],
        "limited": [(kind, words.SPEECHES[kind]) for kind in LIMITED],
        "units": [(unit, _minutes(floor, unit)) for unit in _units(floor, body)],
    }


def read(form: Form) -> dict[str, Any]:
    """Return what the form says; what it does not ask is as by default. Refuses with `invalid` what is no number."""
    said: dict[str, Any] = {name: name in form for name in _TICKS}
    said |= {name: form[name] for name in ("order", "within", "budget_within") if name in form}
    said |= {name: _number(form, name) for name in ("limit_s", "warning_s") if name in form}
    if "kinds" in form:
        said["kinds"] = form.getlist("kinds")
    if "categories" in form:
        said["categories"] = [line.strip() for line in form["categories"].splitlines() if line.strip()]
    limits = {kind: _number(form, f"limit-{kind}") for kind in LIMITED if f"limit-{kind}" in form}
    if limits:
        said["limits"] = limits
    if "unit" in form:
        said["budgets"] = _budgets(form)
    return said


def _units(floor: FloorRules, body: BodyRow) -> list[str]:
    return sorted({seat.unit for seat in body.seats if seat.unit} | {budget.unit for budget in floor.budgets})


def _minutes(floor: FloorRules, unit: str) -> str:
    return next((f"{budget.initial_s / 60:g}" for budget in floor.budgets if budget.unit == unit), "")


def _budgets(form: Form) -> list[dict[str, Any]]:
    """A unit without a number has no budget."""
    typed = zip(form.getlist("unit"), form.getlist("minutes"), strict=False)
    said = [Budget(unit, round(_decimal(minutes, "minutes") * 60)) for unit, minutes in typed if minutes.strip()]
    return [{"unit": budget.unit, "initial_s": budget.initial_s} for budget in said]


def _number(form: Form, name: str) -> int:
    return round(_decimal(form[name], name))


def _decimal(typed: str, where: str) -> float:
    text = typed.strip().replace(",", ".")
    if not (text.isascii() and text.replace(".", "", 1).isdecimal() and len(text) < 10):  # noqa: PLR2004 - no length of time is longer
        raise Invalid(where=where, why="not_a_number")
    return float(text)
