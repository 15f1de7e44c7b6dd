"""The cross-section of a street that becomes pedestrian: houses, pavements, trees, lamps, and what lies below."""

from icabinet.demo.papers.sheet import BLUE, BRICK, INK, PALE_INK, RULE, WHITE, Colour, Sheet, colour

METRE = 44.0
LEFT, GROUND = 82.0, 560.0
PARTS = (  # what lies side by side: width in metres, name, paving
    (3.5, "Hè phố phía bắc", colour("#d9c7a5")),
    (2.0, "Bồn cây, ghế nghỉ", colour("#b8d3a4")),
    (7.0, "Mặt phố đi bộ lát đá", colour("#c9c4bb")),
    (2.0, "Bồn cây, đèn", colour("#b8d3a4")),
    (3.5, "Hè phố phía nam", colour("#d9c7a5")),
)
HOUSE = 2.6
FACADES = (
    (colour("#ecd9a0"), colour("#b9563f"), 3, 0),
    (colour("#d8e0c0"), colour("#8a5a3c"), 2, 1),
)
PIPES = (  # metres from the left pavement's edge, depth, radius, name, colour
    (1.2, 1.1, 0.22, "Cáp điện, viễn thông", colour("#c0392b")),
    (6.2, 1.7, 0.42, "Thoát nước D600", colour("#6c7a86")),
    (11.8, 1.5, 0.30, "Cấp nước D200", colour("#2f7fb8")),
    (16.6, 1.1, 0.22, "Cáp chiếu sáng", colour("#d39a2d")),
)


def draw(sheet: Sheet) -> None:
    """Fill an A3 sheet."""
    whole = sum(wide for wide, _, _ in PARTS)
    start = LEFT + HOUSE * METRE
    sheet.box((LEFT - 30, 70, start + whole * METRE + HOUSE * METRE + 30, GROUND), colour("#eef5fa"))
    sheet.box((LEFT - 30, GROUND, start + whole * METRE + HOUSE * METRE + 30, GROUND + 128), colour("#e6dac6"))
    _house(sheet, LEFT, FACADES[0])
    _house(sheet, start + whole * METRE, FACADES[1])
    x = start
    for wide, name, paving in PARTS:
        _part(sheet, x, wide, name, paving)
        x += wide * METRE
    _dimension(sheet, start, x, GROUND + 172, f"{whole:.1f}".replace(".", ",") + " m")
    for at in (4.5, 13.5):
        _tree(sheet, start + at * METRE)
    for at in (3.8, 14.2):
        _lamp(sheet, start + at * METRE)
    for at, shirt in ((1.4, BLUE), (2.2, BRICK), (7.2, colour("#2a8a83")), (8.6, BLUE), (10.4, BRICK), (16.2, BLUE)):
        _person(sheet, start + at * METRE, shirt)
    for pipe in PIPES:
        _pipe(sheet, start, pipe)


def _part(sheet: Sheet, x: float, wide: float, name: str, paving: Colour) -> None:
    right = x + wide * METRE
    sheet.box((x, GROUND, right, GROUND + 12), paving, INK, 0.6)
    _dimension(sheet, x, right, GROUND + 148, f"{wide:.1f}".replace(".", ",") + " m")
    sheet.text(((x + right) / 2, GROUND + 138), name, 9.4, kind="sans", align="centre")


def _dimension(sheet: Sheet, left: float, right: float, y: float, text: str) -> None:
    sheet.line((left, y), (right, y), INK, 0.6)
    for x in (left, right):
        sheet.line((x - 3, y + 3), (x + 3, y - 3), INK, 1)
    sheet.text(((left + right) / 2, y + 12), text, 10, "b", "sans", align="centre")


def _house(sheet: Sheet, x: float, facade: tuple[Colour, Colour, int, int]) -> None:
    """A tube house of some storeys with a pitched roof, shop below."""
    wall, roof, storeys, seed = facade
    right, storey = x + HOUSE * METRE, 112.0
    upper = GROUND - storeys * storey
    sheet.box((x, upper, right, GROUND), wall, INK, 0.8)
    sheet.path([(x - 10, upper), ((x + right) / 2, upper - 46), (right + 10, upper)], INK, 0.8, fill=roof, closed=True)
    for floor in range(1, storeys):
        y = GROUND - (floor + 1) * storey + 26
        for place in range(2):
            left = x + 14 + place * 50
            sheet.box((left, y, left + 34, y + 58), colour("#6f8a66" if seed else "#5d7f8f"), INK, 0.6)
            sheet.line((left + 17, y), (left + 17, y + 58), WHITE, 1)
        sheet.line((x, y + 72), (right, y + 72), PALE_INK, 1.2)
    sheet.box((x + 12, GROUND - 82, right - 12, GROUND), colour("#8c6a4a"), INK, 0.6)
    sheet.box((x + 4, GROUND - 98, right - 4, GROUND - 82), roof, INK, 0.6)


def _tree(sheet: Sheet, x: float) -> None:
    sheet.box((x - 5, GROUND - 150, x + 5, GROUND), colour("#7a5a3c"))
    for dx, dy, radius in ((-34, -172, 44), (34, -176, 42), (0, -212, 52), (-14, -160, 40), (20, -150, 36)):
        shade = colour("#5f9c57") if dx < 0 else colour("#74b06a")
        sheet.circle((x + dx, GROUND + dy), radius, shade)
    sheet.box((x - 30, GROUND - 16, x + 30, GROUND), colour("#a98f6f"), INK, 0.5)


def _lamp(sheet: Sheet, x: float) -> None:
    sheet.box((x - 1.8, GROUND - 172, x + 1.8, GROUND), INK)
    for side in (-1, 1):
        sheet.line((x, GROUND - 166), (x + side * 20, GROUND - 172), INK, 2)
        sheet.circle((x + side * 22, GROUND - 166), 7, colour("#f6d66b"), INK, 0.6)


def _person(sheet: Sheet, x: float, shirt: Colour) -> None:
    sheet.box((x - 6, GROUND - 36, x - 1, GROUND), colour("#3c4652"))
    sheet.box((x + 1, GROUND - 36, x + 6, GROUND), colour("#3c4652"))
    sheet.path(
        [(x - 9, GROUND - 36), (x - 8, GROUND - 64), (x + 8, GROUND - 64), (x + 9, GROUND - 36)],
        fill=shirt, closed=True,
    )  # fmt: skip
    sheet.circle((x, GROUND - 71), 6.5, colour("#e0b48f"))


def _pipe(sheet: Sheet, start: float, pipe: tuple[float, float, float, str, Colour]) -> None:
    at, depth, radius, name, fill = pipe
    x, y = start + at * METRE, GROUND + 14 + depth * 34
    sheet.circle((x, y), radius * METRE, fill, INK, 0.8)
    sheet.circle((x, y), radius * METRE * 0.68, WHITE if radius > 0.4 else fill, RULE, 0.5)  # noqa: PLR2004
    sheet.text((x + radius * METRE + 6, y + 4), name, 9.6, "", "sans")
