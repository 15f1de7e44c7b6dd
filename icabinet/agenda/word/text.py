"""Vietnamese text made comparable: offices mix NFC, NFD, no-break spaces and capitals."""

import unicodedata


def clean(text: str) -> str:
    """NFC, with ordinary spaces, at most one between two words, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def flat(text: str) -> str:
    """The same letters without diacritics, case kept, one for one: positions in `text` stay valid."""
    return "".join(map(_base, text))


def fold(text: str) -> str:
    """What two spellings of the same words have in common: 'Đơn vị trình:' → 'don vi trinh:'."""
    return flat(clean(text)).lower()


def _base(letter: str) -> str:
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    return unicodedata.normalize("NFD", letter)[0]
