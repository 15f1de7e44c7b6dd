"""A town plan of the ward: a lake, streets, blocks by use, and what is to be built, fitted into any rectangle."""

import math
from dataclasses import dataclass

from icabinet.demo.papers import town
from icabinet.demo.papers.sheet import BRICK, INK, PALE_INK, WHITE, Colour, Point, Sheet, colour
from icabinet.demo.papers.town import COLUMNS, HIGH, PARK, ROWS, STREET, WALKS, WIDE

USES = {
    town.HOUSES: ("Đất ở hiện trạng cải tạo", colour("#f3dfa8")),
    town.TRADE: ("Đất thương mại, dịch vụ", colour("#e8a58c")),
    town.SCHOOLS: ("Đất giáo dục, y tế", colour("#c9a6cf")),
    town.OFFICES: ("Đất cơ quan, trụ sở", colour("#a9bfd8")),
    town.HERITAGE: ("Đất di tích, tôn giáo", colour("#cc7d6a")),
    town.GREEN: ("Đất cây xanh, công viên", colour("#a9cf9a")),
    town.MIXED: ("Đất hỗn hợp, văn hóa", colour("#efc27d")),
}
GROUND, WATER, BANK = colour("#f7f4ec"), colour("#a8d0e6"), colour("#5f9fc4")
WALK, PARKING = colour("#d9642c"), colour("#2f5f9e")


@dataclass(frozen=True)
class Theme:
    """What a plan shows: how far uses have changed, the walks, the sites."""

    planned: bool
    walks: bool
    sites: bool


LAND_USE_NOW = Theme(planned=False, walks=False, sites=False)
LAND_USE_PLANNED = Theme(planned=True, walks=True, sites=True)
TRAFFIC = Theme(planned=True, walks=True, sites=False)

Rect = tuple[float, float, float, float]


def draw(sheet: Sheet, rect: Rect, theme: Theme) -> None:
    """Draw the plan as large as the rectangle allows."""
    Plan(sheet, rect).draw(theme)


def draw_legend(sheet: Sheet, at: Point, theme: Theme, *, columns: int = 1, wide: float = 230) -> None:
    """List the colours and the numbered sites."""
    entries = [*USES.values(), ("Mặt nước hồ", WATER)]
    if theme.walks:
        entries.append(("Tuyến phố đi bộ mở rộng", WALK))
    if theme == TRAFFIC:
        entries.append(("Bãi đỗ xe công cộng", PARKING))
    numbered = list(enumerate(town.SITES, 1)) if theme.sites else []
    per_column = math.ceil((len(entries) + len(numbered)) / columns)
    for place, (name, fill) in enumerate(entries):
        x, y = at[0] + wide * (place // per_column), at[1] + 19 * (place % per_column)
        sheet.box((x, y, x + 22, y + 12), fill, PALE_INK, 0.5)
        sheet.text((x + 30, y + 10), name, 10, kind="sans")
    for place, (number, (name, _)) in enumerate(numbered, len(entries)):
        x, y = at[0] + wide * (place // per_column), at[1] + 19 * (place % per_column)
        _badge(sheet, (x + 11, y + 6), str(number), 1)
        sheet.text((x + 30, y + 10), name, 10, kind="sans")


class Plan:
    """The plan on one rectangle of a sheet."""

    def __init__(self, sheet: Sheet, rect: Rect) -> None:
        self._sheet, self._rect = sheet, rect
        self._scale = min((rect[2] - rect[0]) / WIDE, (rect[3] - rect[1]) / HIGH)

    def draw(self, theme: Theme) -> None:
        """Draw ground, blocks, lake, streets and what lies over them."""
        edge = list(map(self._at, town.edge()))
        self._sheet.path(edge, None, fill=GROUND, closed=True)
        for column in range(COLUMNS):
            for row in range(ROWS):
                self._block(column, row, planned=theme.planned)
        self._lake()
        self._street_names()
        if theme.walks:
            self._walks()
        if theme == TRAFFIC:
            self._parkings()
        if theme.sites:
            self._sites()
        self._sheet.path([*edge, edge[0]], BRICK, 1.6, dashes="[7 3 1.5 3] 0")
        self._north()
        self._bar()

    def _at(self, point: Point) -> Point:
        return self._rect[0] + point[0] * self._scale, self._rect[1] + point[1] * self._scale

    def _block(self, column: int, row: int, *, planned: bool) -> None:
        corners = town.block_corners(column, row)
        if any(town.lake_distance(corner) < PARK for corner in corners):
            return
        use = town.use(column, row, planned=planned)
        points = list(map(self._at, corners))
        self._sheet.path(points, PALE_INK, 0.4, fill=USES[use][1], closed=True)
        if use in {town.HOUSES, town.TRADE, town.MIXED}:
            self._lots(corners, 3 + (column * 5 + row * 3) % 4)

    def _lots(self, corners: list[Point], count: int) -> None:
        """Thin lines between the houses of a block."""
        upper_left, upper_right, lower_right, lower_left = corners
        for lot in range(1, count):
            start = town.between(upper_left, upper_right, lot / count)
            end = town.between(lower_left, lower_right, lot / count)
            self._sheet.line(self._at(start), self._at(end), PALE_INK, 0.2)
        middle = town.between(upper_left, lower_left, 0.5), town.between(upper_right, lower_right, 0.5)
        self._sheet.line(self._at(middle[0]), self._at(middle[1]), PALE_INK, 0.2)

    def _lake(self) -> None:
        self._sheet.path(map(self._at, town.around_lake(PARK - 8)), None, fill=USES[town.GREEN][1], closed=True)
        for tree in town.around_lake(PARK / 2 - 2, 44):
            self._sheet.circle(self._at(tree), 4.2 * self._scale, colour("#6fae68"))
        self._sheet.path(map(self._at, town.around_lake(0)), BANK, 1.2, fill=WATER, closed=True)
        for inset in (-16.0, -34.0, -54.0):
            self._sheet.path(map(self._at, town.around_lake(inset)), colour("#bfdeee"), 0.6, closed=True)
        island = [(x * 0.1 + 345, y * 0.1 + 281) for x, y in town.around_lake(0)]
        self._sheet.path(map(self._at, island), BANK, 0.6, fill=USES[town.GREEN][1], closed=True)
        self._label((370, 364), "HỒ SEN", 15, 0, colour("#2f6d94"))

    def _street_names(self) -> None:
        for row, name in enumerate(town.EAST_WEST, 1):
            self._street_name(name, (11.1 if row in WALKS else 9.5 - row % 2 * 2) / COLUMNS, row / ROWS, along=True)
        for column, name in town.NORTH_SOUTH.items():
            self._street_name(
                name, (column + 0.6 * STREET) / COLUMNS, (6.5 if column == town.BELOW_LAKE else 0.5) / ROWS, along=False
            )

    def _street_name(self, name: str, u: float, v: float, *, along: bool) -> None:
        here = town.bend(u, v)
        there = town.bend(u + 0.01, v) if along else town.bend(u, v - 0.01)
        angle = math.degrees(math.atan2(here[1] - there[1], there[0] - here[0]))
        self._label(here, name, 10.5 if along else 9, angle, INK)

    def _label(self, at: Point, text: str, size: float, angle: float, ink: Colour) -> None:
        self._sheet.turned(self._at(at), text, size * self._scale * 1.12, angle, ink=ink)

    def _walks(self) -> None:
        for row in WALKS:
            points = [self._at(town.bend(0.5 + step / 60, row / ROWS)) for step in range(24)]
            self._sheet.path(points, WALK, 7 * self._scale, dashes=None)
            self._sheet.path(points, WHITE, 1.1 * self._scale, dashes="[5 4] 0")

    def _parkings(self) -> None:
        for block in town.PARKINGS:
            x, y = self._at(town.centre(*block))
            half = 13 * self._scale
            self._sheet.box((x - half, y - half, x + half, y + half), PARKING, WHITE, 1)
            self._sheet.text((x, y + half * 0.5), "P", half * 1.4, "b", "sans", ink=WHITE, align="centre")

    def _sites(self) -> None:
        for number, (_, block) in enumerate(town.SITES, 1):
            _badge(self._sheet, self._at(town.centre(*block)), str(number), max(self._scale * 1.5, 0.9))

    def _north(self) -> None:
        x, y = self._at((968, 60))
        arm = 28 * self._scale
        for side, fill in ((-1, INK), (1, WHITE)):
            tip, foot, base = (x, y - arm), (x + side * arm * 0.45, y + arm), (x, y + arm * 0.55)
            self._sheet.path([tip, foot, base], INK, 0.6, fill=fill, closed=True)
        self._sheet.text((x, y - arm - 4), "B", 20 * self._scale, "b", "sans", align="centre")

    def _bar(self) -> None:
        """The scale bar: 200 m in four parts."""
        part = 40 * self._scale
        x, y = self._at((40, 638))
        for place in range(4):
            fill = INK if place % 2 == 0 else WHITE
            self._sheet.box((x + place * part, y, x + (place + 1) * part, y + 5 * self._scale), fill, INK, 0.5)
        for place in (0, 2, 4):
            at = (x + place * part, y - 4 * self._scale)
            label = f"{place * 50} m" if place else "0"
            self._sheet.text(at, label, 11 * self._scale * 1.1, kind="sans", align="centre")


def _badge(sheet: Sheet, at: Point, text: str, size: float) -> None:
    sheet.circle(at, 8 * size, BRICK, WHITE, 1.2 * size)
    sheet.text((at[0], at[1] + 3.4 * size), text, 9.5 * size, "b", "sans", ink=WHITE, align="centre")
