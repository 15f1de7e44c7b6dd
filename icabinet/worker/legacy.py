"""Vietnamese from before Unicode: fonts that drew its letters in the places of others.

TCVN3, also called ABC, has a place for every small letter; its capitals are small letters in a font of their own,
whose name ends in H. VNI writes a letter, and then the mark upon it.
"""

import re
import unicodedata
from collections.abc import Callable

# The places from 0xA0 to 0xFF, in their order; "." is a place that stays what it is in Latin-1.
_HIGH = ".ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ."
_TCVN3 = {at: letter for at, letter in enumerate(_HIGH, start=0xA0) if letter != "."}
_SYMBOLS = {0xF000 + at: chr(at) for at in range(0x20, 0x100)}  # where fonts for symbols keep theirs

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _CIRCUMFLEX, "ê": _BREVE,
    "à": _CIRCUMFLEX + _GRAVE, "á": _CIRCUMFLEX + _ACUTE, "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ì": "ì", "í": "í", "ò": "ị", "ó": "ĩ", "î": "ỵ"}
_VNI_PAIR = re.compile(f"([aeouyöôAEOUYÖÔ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")


def tcvn3(text: str) -> str:
    """Letters of a .Vn font, as Latin-1 shows them, as they are meant."""
    return text.translate(_SYMBOLS).translate(_TCVN3)


def tcvn3_capitals(text: str) -> str:
    return tcvn3(text).upper()


def vni(text: str) -> str:
    """The same for a VNI font."""
    plain = text.translate(_SYMBOLS)
    marked = _VNI_PAIR.sub(lambda pair: _vni_letter(pair[1]) + _VNI_MARKS[pair[2].lower()], plain)
    return unicodedata.normalize("NFC", "".join(map(_vni_letter, marked)))


def decoder(font: str) -> Callable[[str], str] | None:
    """How the letters of a font of this name are read; None where they are what they seem."""
    name = font.rpartition("+")[2].lower()
    if name.startswith(".vn"):
        return tcvn3_capitals if re.split("[,-]", name)[0].rstrip(" ").endswith("h") else tcvn3
    return vni if name.startswith("vni") else None


def _vni_letter(letter: str) -> str:
    small = _VNI_LETTERS.get(letter.lower())
    if small is None:
        return letter
    return small if letter.islower() else small.upper()
