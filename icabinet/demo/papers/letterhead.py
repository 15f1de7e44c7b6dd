"""The heads of an administrative paper after Nghị định 30/2020, drawn on a page."""

from icabinet.demo.papers.sheet import INK, Point, Sheet, width

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SUPERIOR, ISSUER = "ỦY BAN NHÂN DÂN", "PHƯỜNG HỒ GƯƠM"


def draw_heads(sheet: Sheet, left: float, right: float, y: float, number: str, date: str) -> float:
    """Issuer and number to the left, state, motto and date to the right; returns where they end."""
    state = width(STATE, 12, "b")
    here, there = left + 75, right - state / 2
    _centred(sheet, (here, y), SUPERIOR, 12)
    _centred(sheet, (here, y + 16), ISSUER, 12, bold=True)
    _rule(sheet, (here, y + 22), width(ISSUER, 12, "b") * 0.45)
    _centred(sheet, (here, y + 42), f"Số: {number}", 12.5)
    _centred(sheet, (there, y), STATE, 12, bold=True)
    _centred(sheet, (there, y + 16), MOTTO, 13, bold=True)
    _rule(sheet, (there, y + 22), width(MOTTO, 13, "b"))
    sheet.text((there, y + 42), date, 13, "i", align="centre")
    return y + 60


def draw_signature(sheet: Sheet, right: float, y: float, office: str, name: str) -> None:
    """Who signs, and room for the signature."""
    _centred(sheet, (right - 110, y), "TM. ỦY BAN NHÂN DÂN", 13, bold=True)
    _centred(sheet, (right - 110, y + 18), office, 13, bold=True)
    _centred(sheet, (right - 110, y + 96), name, 13.5, bold=True)


def _centred(sheet: Sheet, at: Point, text: str, size: float, *, bold: bool = False) -> None:
    sheet.text(at, text, size, "b" if bold else "", align="centre")


def _rule(sheet: Sheet, at: Point, length: float) -> None:
    sheet.line((at[0] - length / 2, at[1]), (at[0] + length / 2, at[1]), INK, 0.8)
