"""Charts drawn from a figure's rows into a rectangle of a page."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from icabinet.demo.papers.markup import Figure, number, written
from icabinet.demo.papers.sheet import INK, PALE_INK, RULE, SERIES, WHITE, Colour, Point, Sheet, width

LABEL = 8.6
LEGEND = 9.0
AXIS_WIDTH = 38
FOOT = 34
STEPS = (1, 2, 2.5, 5, 10)
MOST_LINES = 5
ARC = 60


@dataclass(frozen=True)
class Frame:
    """Where a chart stands; `top` is the value of its upper edge."""

    left: float
    upper: float
    right: float
    lower: float
    top: float = 1

    def y(self, value: float) -> float:
        return self.lower - (self.lower - self.upper) * value / self.top


@dataclass(frozen=True)
class Data:
    """A figure's numbers: a name for every row, a name for every column of values."""

    names: list[str]
    series: list[str]
    values: list[list[float]]

    @classmethod
    def of(cls, figure: Figure) -> "Data":
        head, *rows = figure.rows
        return cls([row[0] for row in rows], list(head[1:]), [list(map(number, row[1:])) for row in rows])


def height(figure: Figure) -> float:
    """What a chart needs, in points, its title not counted."""
    if figure.kind == "hbars":
        return 24 * (len(figure.rows) - 1)
    if figure.kind == "stacked":
        return 30 * (len(figure.rows) - 1) + 40
    return 176


def draw(figure: Figure, sheet: Sheet, frame: Frame) -> None:
    """Draw the chart that the figure asks for."""
    CHARTS[figure.kind](Data.of(figure), sheet, frame)


def bars(data: Data, sheet: Sheet, frame: Frame) -> None:
    """Groups of upright bars."""
    frame = _axes(data, sheet, frame)
    room = (frame.right - frame.left) / len(data.names)
    wide = min(room * 0.74 / len(data.series), 30)
    for place, (name, values) in enumerate(zip(data.names, data.values, strict=True)):
        middle = frame.left + room * (place + 0.5)
        for series, value in enumerate(values):
            x = middle + (series - len(values) / 2) * wide
            sheet.box((x, frame.y(value), x + wide * 0.92, frame.lower), SERIES[series])
            if len(data.names) < 7:  # noqa: PLR2004 - more would touch each other
                at = (x + wide * 0.46, frame.y(value) - 3)
                sheet.text(at, _short(value), LABEL - 1, kind="sans", ink=PALE_INK, align="centre")
        sheet.text((middle, frame.lower + 12), name, LABEL, kind="sans", align="centre")
    _legend(data.series, sheet, frame)


def lines(data: Data, sheet: Sheet, frame: Frame) -> None:
    """One line for each series, the last value written beside it."""
    frame = _axes(data, sheet, frame)
    room = (frame.right - frame.left) / len(data.names)
    for place, name in enumerate(data.names):
        sheet.text((frame.left + room * (place + 0.5), frame.lower + 12), name, LABEL, kind="sans", align="centre")
    for series in range(len(data.series)):
        points = [
            (frame.left + room * (place + 0.5), frame.y(values[series])) for place, values in enumerate(data.values)
        ]
        sheet.path(points, SERIES[series], 1.8)
        for point in points:
            sheet.circle(point, 2.6, WHITE, SERIES[series], 1.4)
    _last_values(data, sheet, frame)
    _legend(data.series, sheet, frame)


def _last_values(data: Data, sheet: Sheet, frame: Frame) -> None:
    """The values at the right end of the lines, kept apart where the lines meet."""
    x = frame.right - (frame.right - frame.left) / len(data.names) / 2 + 7
    y = -math.inf
    for value, series in sorted(((value, series) for series, value in enumerate(data.values[-1])), reverse=True):
        y = max(frame.y(value) + 3, y + LABEL * 1.25)
        sheet.text((x, y), _short(value), LABEL, "b", "sans", ink=SERIES[series])


def hbars(data: Data, sheet: Sheet, frame: Frame) -> None:
    """One lying bar for each row, its value at its end."""
    label = max(width(name, LEGEND, kind="sans") for name in data.names) + 10
    room = frame.right - frame.left - label - 44
    most = max(values[0] for values in data.values)
    step = (frame.lower - frame.upper) / len(data.names)
    for place, (name, (value, *_)) in enumerate(zip(data.names, data.values, strict=True)):
        y = frame.upper + step * place + 4
        x = frame.left + label
        sheet.text((x - 8, y + 11), name, LEGEND, kind="sans", align="right")
        sheet.box((x, y, x + room, y + 15), (0.955, 0.965, 0.975))
        sheet.box((x, y, x + room * value / most, y + 15), SERIES[0])
        sheet.text((x + room * value / most + 5, y + 11), _short(value), LEGEND, "b", "sans")


def stacked(data: Data, sheet: Sheet, frame: Frame) -> None:
    """Lying bars of equal length, cut by share."""
    label = max(width(name, LEGEND, kind="sans") for name in data.names) + 10
    room = frame.right - frame.left - label
    for place, (name, values) in enumerate(zip(data.names, data.values, strict=True)):
        y, x = frame.upper + 30 * place + 4, frame.left + label
        sheet.text((x - 8, y + 14), name, LEGEND, kind="sans", align="right")
        for series, value in enumerate(values):
            wide = room * value / sum(values)
            sheet.box((x, y, x + wide, y + 20), SERIES[series], WHITE)
            sheet.text((x + wide / 2, y + 14), _short(value), LEGEND, "b", "sans", ink=WHITE, align="centre")
            x += wide
    _legend(data.series, sheet, Frame(frame.left + label, 0, frame.right, frame.lower - FOOT))


def donut(data: Data, sheet: Sheet, frame: Frame) -> None:
    """Shares of a ring, with the list of them beside it."""
    values = [row[0] for row in data.values]
    radius = (frame.lower - frame.upper) / 2 - 6
    centre = (frame.left + radius + 8, (frame.upper + frame.lower) / 2)
    turned = 0.0
    for series, value in enumerate(values):
        angle = 360 * value / sum(values)
        arc = [_on_circle(centre, radius, turned + angle * step / ARC) for step in range(ARC + 1)]
        sheet.path([centre, *arc], WHITE, 1, fill=SERIES[series], closed=True)
        turned += angle
    sheet.circle(centre, radius * 0.56, WHITE)
    sheet.text((centre[0], centre[1] - 1), _short(sum(values)), 15, "b", "sans", align="centre")
    sheet.text((centre[0], centre[1] + 12), "Tổng số", LABEL, kind="sans", ink=PALE_INK, align="centre")
    _shares(data.names, values, sheet, (centre[0] + radius + 24, centre[1] - 10 * len(values) + 4), frame.right)


CHARTS: dict[str, Callable[[Data, Sheet, Frame], None]] = {
    "bars": bars,
    "lines": lines,
    "hbars": hbars,
    "stacked": stacked,
    "donut": donut,
}


def _shares(names: list[str], values: list[float], sheet: Sheet, at: Point, right: float) -> None:
    for series, (name, value) in enumerate(zip(names, values, strict=True)):
        y = at[1] + 20 * series
        sheet.box((at[0], y, at[0] + 10, y + 10), SERIES[series])
        sheet.text((at[0] + 16, y + 9), name, LEGEND, kind="sans")
        share = f"{_short(value)}  ({written(100 * value / sum(values), 1)}%)"
        sheet.text((right, y + 9), share, LEGEND, "b", "sans", align="right")
        if series:
            sheet.line((at[0], y - 5), (right, y - 5), pen=0.3)


def _axes(data: Data, sheet: Sheet, frame: Frame) -> Frame:
    """Rules and values of the upright axis; the frame that is left for the values."""
    step = _step(max(max(values) for values in data.values))
    top = step * math.ceil(max(max(values) for values in data.values) * 1.04 / step)
    inner = Frame(frame.left + AXIS_WIDTH, frame.upper + 8, frame.right, frame.lower - FOOT, top)
    for rule in range(round(top / step) + 1):
        y = inner.y(rule * step)
        sheet.line((inner.left, y), (inner.right, y), INK if rule == 0 else RULE, 0.8 if rule == 0 else 0.4)
        sheet.text((inner.left - 6, y + 3), _short(rule * step), LABEL, kind="sans", ink=PALE_INK, align="right")
    return inner


def _step(most: float) -> float:
    """A round distance between rules, so that there are at most five of them."""
    power = 10.0 ** math.floor(math.log10(most / MOST_LINES))
    return next(power * step for step in STEPS if most / (power * step) <= MOST_LINES)


def _legend(series: list[str], sheet: Sheet, frame: Frame) -> None:
    whole = sum(width(name, LEGEND, kind="sans") + 34 for name in series) - 18
    x = (frame.left + frame.right - whole) / 2
    for place, name in enumerate(series):
        _key(sheet, (x, frame.lower + 20), SERIES[place])
        sheet.text((x + 16, frame.lower + 29), name, LEGEND, kind="sans")
        x += width(name, LEGEND, kind="sans") + 34


def _key(sheet: Sheet, at: Point, fill: Colour) -> None:
    sheet.box((at[0], at[1], at[0] + 10, at[1] + 10), fill)


def _on_circle(centre: Point, radius: float, turned: float) -> Point:
    angle = math.radians(turned - 90)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def _short(value: float) -> str:
    return written(value, 0 if value == round(value) else 1)
