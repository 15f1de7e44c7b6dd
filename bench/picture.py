"""The figures as an SVG that needs nothing else and can be read on light and on dark pages."""

import math
from collections.abc import Iterator
from html import escape
from itertools import groupby

from bench.figures import Spread
from bench.goals import By, Row
from bench.results import number

_WIDTH, _LABELS, _LINE = 860, 420, 20
_PLOT = _WIDTH - _LABELS - 60
# Colours that stand out from white and from black, and not by their hue alone: missed goals are diamonds, too.
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328 } .small { fill: #59636e } .title { font-weight: 600 }
.axis { stroke: #8c959f; stroke-width: 1 } .goal { stroke: #8250df; stroke-width: 2 }
.ours { fill: #0969da } .node { fill: #bc6c25 } .floor { fill: #6e7781 } .stock { fill: #a475f9 }
.met { fill: #1a7f37 } .missed { fill: #cf222e } .met-range { stroke: #1a7f37 } .missed-range { stroke: #cf222e }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .small { fill: #9198a1 } .goal { stroke: #ab7df8 }
  .ours { fill: #4493f8 } .node { fill: #d29922 }
  .met { fill: #3fb950 } .missed { fill: #f85149 } .met-range { stroke: #3fb950 } .missed-range { stroke: #f85149 }
}
"""
_WHOSE = ("floor", "ours", "node", "stock")
# The scale of goals goes from a tenth to ten times.
_DECADES = 1.0


def svg(rounds: dict[str, list[float]], found: list[Row]) -> str:
    """Return the picture: what a delivery costs, and how far each goal was reached."""
    bars = list(_bars(rounds))
    lines = list(_under_headings([row for row in found if row.margin is not None]))
    top = 40 + _LINE * (len(bars) + 1)
    height = top + 50 + _LINE * len(lines)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        "<title>What a delivery costs, and how far each goal was reached</title>",
        f"<style>{_STYLE}</style>",
        _text(10, 20, "Server CPU per delivery of a growing stroke, µs", "title"),
        *_drawn_bars(bars, 40),
        _text(10, top + 16, "Goals: right of the line is better than asked for", "title"),
        *_drawn_goals(lines, top + 40),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bars(rounds: dict[str, list[float]]) -> Iterator[tuple[str, str, Spread]]:
    """Yield (label, whose, spread)."""
    for count in (50, 200, 1000):
        for who in _WHOSE:
            values = rounds.get(f"signals.{count}.{who}.us_each")
            if values:
                yield f"{count} tablets, {who}", who, Spread.of(values)


def _drawn_bars(bars: list[tuple[str, str, Spread]], top: int) -> Iterator[str]:
    longest = max((values.median for _, _, values in bars), default=1)
    for place, (label, who, values) in enumerate(bars):
        y, length = top + place * _LINE, _PLOT * values.median / longest
        yield _text(_LABELS - 8, y + 11, label, "small", "end")
        yield f'<rect class="{who}" x="{_LABELS}" y="{y}" width="{length:.1f}" height="13" rx="2"/>'
        yield _text(_LABELS + length + 6, y + 11, number(values.median), "small")


def _drawn_goals(lines: list[Row | str], top: int) -> Iterator[str]:
    bottom = top + _LINE * len(lines)
    for value, kind in ((0.1, "axis"), (1, "goal"), (10, "axis")):
        x = _place(value)
        yield f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{top - 4}" y2="{bottom - 4}"/>'
        yield _text(x, top - 8, f"{value:g}×", "small", "middle")
    for place, line in enumerate(lines):
        y = top + place * _LINE + 7
        if isinstance(line, str):
            yield _text(10, y + 4, line, "")
        else:
            who = f", × {line.peer_name}" if line.goal.by is By.RATIO else ""
            yield _text(_LABELS - 8, y + 4, line.goal.name + who, "small", "end")
            yield from _mark(line, y)


def _under_headings(judged: list[Row]) -> Iterator[Row | str]:
    for group, found in groupby(judged, key=lambda row: row.goal.group):
        yield group
        yield from found


def _mark(row: Row, y: float) -> Iterator[str]:
    """A line from the worst round to the best, and a circle where the goal was met, a diamond where not."""
    kind = "met" if row.is_met else "missed"
    ends = [_place(margin) for margin in row.margins]
    span = f'x1="{min(ends):.1f}" x2="{max(ends):.1f}" y1="{y}" y2="{y}"'
    yield f'<line class="{kind}-range" {span} stroke-width="3" opacity="0.5"/>'
    x = _place(row.margin or 0)
    if row.is_met:
        yield f'<circle class="{kind}" cx="{x:.1f}" cy="{y}" r="5"/>'
    else:
        yield f'<path class="{kind}" d="M{x:.1f} {y - 6}l6 6l-6 6l-6 -6z"/>'


def _place(value: float) -> float:
    """Where a margin stands on the axis, which ends at its tenfolds."""
    decades = math.log10(value) if 0 < value < math.inf else math.copysign(math.inf, value - 1)
    return _LABELS + _PLOT * (min(_DECADES, max(-_DECADES, decades)) + _DECADES) / (2 * _DECADES)


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
