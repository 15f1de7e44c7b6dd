"""Tables as HTML: the grid, spans both ways, and borders cell by cell."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from icabinet.worker.word import looks, xml
from icabinet.worker.word.looks import Look
from icabinet.worker.word.paragraphs import Setting
from icabinet.worker.word.styles import Styles

Blocks = Callable[[xml.Element, Setting], str]
_COLUMNS = 200
_PADDING = 5.4  # left and right, Word's own
_NARROWEST = 4.0
_TALLEST = 600.0
_OVERHANG = 1.1  # a table may reach into the margin, as far as that is there on any page
_FIRST_ROW = 0x20
_INNER = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "customXml"}


class Cell(NamedTuple):
    """A cell in the grid. merge: "restart" above the cells that "continue" it, else ""."""

    element: xml.Element
    column: int
    span: int
    merge: str


class _Table(NamedTuple):
    """borders: of the table; widths: of the columns, in points; room: width around it."""

    rows: list[list[Cell]]
    widths: list[float]
    borders: dict[str, str]


def html(table: xml.Element, setting: Setting, styles: Styles, blocks: Blocks) -> str:
    """`blocks` makes the HTML of what is inside a cell."""
    properties = xml.child(table, "w:tblPr")
    definitions = styles.table(xml.value(properties, "w:tblStyle"))
    rows = [list(_cells(row)) for row in _inside(table, "tr")]
    parts = _Table(rows, _widths(table, rows, setting.room), _borders(properties, definitions))
    inherited = _inherited(definitions, setting)
    head = _first_row(properties, definitions)
    lines = []
    for at, row in enumerate(rows):
        look = inherited._replace(run=inherited.run | head) if at == 0 else inherited
        cells = "".join(_cell(cell, at, parts, look, blocks) for cell in row if cell.merge != "continue")
        lines.append(f"<tr>{cells}</tr>")
    width = sum(parts.widths)
    left = _indent(properties, setting.room, width)
    return f'<table style="width:{width:.1f}pt;margin:0 0 0 {left:.1f}pt">{"".join(lines)}</table>'


def _cell(cell: Cell, at: int, table: _Table, setting: Setting, blocks: Blocks) -> str:
    width = max(sum(table.widths[cell.column : cell.column + cell.span]) - 2 * _PADDING, _NARROWEST)
    down = _rows_down(cell, at, table.rows)
    edges = {
        "top": at == 0,
        "bottom": at + down >= len(table.rows),
        "left": cell.column == 0,
        "right": cell.column + cell.span >= len(table.widths),
    }
    style = f"width:{width:.1f}pt;padding:0 {_PADDING}pt;vertical-align:top;{_cell_css(cell, edges, table)}"
    if down == 1:
        style += _height(cell)
    inside = blocks(cell.element, setting._replace(room=width))
    return f'<td colspan="{cell.span}" rowspan="{down}" style="{style}">{inside}</td>'


def _cell_css(cell: Cell, edges: dict[str, bool], table: _Table) -> str:
    """Borders and shade; `edges`: on which sides the cell is at the edge of the table."""
    properties = xml.child(cell.element, "w:tcPr")
    own = looks.borders(xml.child(properties, "w:tcBorders"))
    rules = [
        f"border-{side}:{own.get(side) or table.borders.get(side if outer else _INNER[side], 'none')};"
        for side, outer in edges.items()
    ]
    shade = looks.shade(properties)
    return "".join(rules) + (f"background-color:{shade};" if shade else "")


def _height(cell: Cell) -> str:
    height = xml.twips(xml.child(xml.child(cell.element.getparent(), "w:trPr"), "w:trHeight"), "w:val")
    return f"height:{min(height, _TALLEST):.1f}pt;" if height else ""


def _cells(row: xml.Element) -> Iterator[Cell]:
    column = min(max(xml.whole(xml.value(xml.child(row, "w:trPr"), "w:gridBefore"), 0), 0), _COLUMNS)
    for element in _inside(row, "tc"):
        properties = xml.child(element, "w:tcPr")
        span = min(max(xml.whole(xml.value(properties, "w:gridSpan"), 1), 1), _COLUMNS - column)
        if span < 1:
            return  # more columns than anybody can read
        yield Cell(element, column, span, _merge(properties))
        column += span


def _merge(properties: xml.Element) -> str:
    found = xml.child(properties, "w:vMerge")
    return "" if found is None else (xml.attribute(found, "w:val") or "continue")


def _rows_down(cell: Cell, at: int, rows: list[list[Cell]]) -> int:
    if cell.merge != "restart":
        return 1
    down = 1
    for row in rows[at + 1 :]:
        if not any(below.column == cell.column and below.merge == "continue" for below in row):
            break
        down += 1
    return down


def _inside(parent: xml.Element, tag: str) -> Iterator[xml.Element]:
    """Rows or cells, also those in content controls and insertions."""
    for element in parent:
        if xml.short(element) == tag:
            yield element
        elif xml.short(element) in _WRAPPERS:
            yield from _inside(element, tag)


def _widths(table: xml.Element, rows: list[list[Cell]], room: float) -> list[float]:
    """What the grid says; else what the cells say; else shares alike. Never wider than the page, if than its text."""
    columns = xml.children(xml.child(table, "w:tblGrid"), "w:gridCol")
    grid = [max(xml.twips(column, "w:w") or 0.0, 0.0) for column in columns]
    reach = max((cell.column + cell.span for row in rows for cell in row), default=1)
    count = min(reach, _COLUMNS)
    widths = (grid + [0.0] * count)[:count]
    for cell in (cell for row in rows for cell in row):
        if cell.span == 1 and not widths[cell.column]:
            widths[cell.column] = _own_width(cell)
    missing = sum(1 for width in widths if width <= 0)
    share = max(room - sum(widths), room * missing / count) / max(missing, 1)
    filled = [width if width > 0 else share for width in widths]
    scale = min(1.0, room * _OVERHANG / sum(filled))
    return [width * scale for width in filled]


def _own_width(cell: Cell) -> float:
    width = xml.child(xml.child(cell.element, "w:tcPr"), "w:tcW")
    is_length = xml.attribute(width, "w:type") in {None, "dxa"}
    return max(xml.twips(width, "w:w") or 0.0, 0.0) if is_length else 0.0


def _indent(properties: xml.Element, room: float, width: float) -> float:
    rest = max(room - width, 0.0)
    place = xml.value(properties, "w:jc")
    if place in {"center", "right", "end"}:
        return rest / 2 if place == "center" else rest
    return min(max(xml.twips(xml.child(properties, "w:tblInd"), "w:w") or 0.0, 0.0), rest)


def _borders(properties: xml.Element, definitions: list[xml.Element]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for source in [*(xml.child(style, "w:tblPr") for style in definitions), properties]:
        merged |= looks.borders(xml.child(source, "w:tblBorders"))
    return merged


def _inherited(definitions: list[xml.Element], setting: Setting) -> Setting:
    paragraph, run = dict(setting.paragraph), dict(setting.run)
    for style in definitions:
        paragraph |= looks.of_paragraph(xml.child(style, "w:pPr"))
        run |= looks.of_run(xml.child(style, "w:rPr"))
    return setting._replace(paragraph=paragraph, run=run)


def _first_row(properties: xml.Element, definitions: list[xml.Element]) -> Look:
    """What the style says of the text in the first row, if the table wants that row special."""
    look = xml.child(properties, "w:tblLook")
    flags = xml.whole(xml.attribute(look, "w:val"), 0, base=16)
    wanted = xml.attribute(look, "w:firstRow") in {"1", "true", "on"} or flags & _FIRST_ROW
    merged: Look = {}
    for style in definitions if wanted else ():
        for part in xml.children(style, "w:tblStylePr"):
            if xml.attribute(part, "w:type") == "firstRow":
                merged |= looks.of_run(xml.child(part, "w:rPr"))
    return merged
