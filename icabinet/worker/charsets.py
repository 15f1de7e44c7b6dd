"""Which letters bytes stand for: Unicode where they are that, else the most Vietnamese of the older ways to write."""

import codecs
import re
import unicodedata
from pathlib import Path

from icabinet.worker import legacy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_CONTROLS = "\t\n\r\f\x1a"
_SPARSE = 0.02  # of the bytes: so few zeros are no sixteen-bit text
_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_FINAL = "(?:ng|nh|ch|[cmnpt])?"
_SYLLABLE = re.compile(f"{_INITIAL}[aăâeêioôơuưy]{{1,3}}{_FINAL}")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def is_text(path: str) -> bool:
    """Whether the beginning of a file is letters in some encoding, and there is one at all."""
    with Path(path).open("rb") as file:
        text = decoded(file.read(_SAMPLE))
    return bool(text) and not any(unicodedata.category(one) == "Cc" and one not in _CONTROLS for one in text)


def decoded(data: bytes) -> str:
    """Return the text of `data`; what no encoding can mean becomes U+FFFD or stays a control character."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _wide(data[:_SAMPLE])
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")  # a sample that ends inside a letter
    return _guessed(data)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark shows in the zeros beside plain letters."""
    if len(sample) < 4 or sample.count(0) < len(sample) * _SPARSE:  # noqa: PLR2004 - two letters
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else ""


def _guessed(data: bytes) -> str:
    ways = (
        data.decode("cp1258", "replace"),
        legacy.tcvn3(data.decode("latin-1")),
        legacy.vni(data.decode("cp1252", "replace")),
        data.decode("cp1252", "replace"),
    )
    return max((unicodedata.normalize("NFC", way) for way in ways), key=_vietnamese)


def _vietnamese(text: str) -> int:
    """How many words with marks could be Vietnamese, less those that could not; the first of equals wins."""
    words = [word for word in _WORD.findall(text[:_SAMPLE].lower()) if not word.isascii()]
    return sum(1 if _is_syllable(word) else -1 for word in words) - text[:_SAMPLE].count("\ufffd")


def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word)
    plain = unicodedata.normalize("NFC", "".join(letter for letter in apart if letter not in _TONES))
    return sum(letter in _TONES for letter in apart) <= 1 and bool(_SYLLABLE.fullmatch(plain))
