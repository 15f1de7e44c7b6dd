"""The documents that come out of a meeting: their forms and symbols by Nghị định 30/2020/NĐ-CP. Pure."""

from typing import Literal

Kind = Literal["minutes", "conclusions", "resolution"]

MINUTES, CONCLUSIONS, RESOLUTION = "minutes", "conclusions", "resolution"
KINDS = (MINUTES, CONCLUSIONS, RESOLUTION)
# Appendix III: Mẫu 1.9, Mẫu 1.4, Mẫu 1.1.
SYMBOLS = {MINUTES: "BB", CONCLUSIONS: "TB", RESOLUTION: "NQ"}
NAMES = {MINUTES: "Biên bản", CONCLUSIONS: "Thông báo", RESOLUTION: "Nghị quyết"}
_TEN = 10


def number_words(kind: str, number: int | None, symbol: str) -> str:
    """Say "Số: 05/BB-UBND": below 10 with a zero, dots for what is not known yet."""
    said = "……" if number is None else f"{number:02}" if number < _TEN else str(number)
    return f"Số: {said}/{SYMBOLS[kind]}-{symbol or '……'}"
