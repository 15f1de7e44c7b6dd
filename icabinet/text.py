"""Text that people typed: NFC everywhere, no stray blanks, bounded; and the order in which names are listed."""

import unicodedata

from icabinet.errors import Invalid


def clean(text: str, where: str, *, longest: int = 200, empty: bool = False) -> str:
    """Return the text in NFC on one line without doubled blanks; refuse an empty or overlong one."""
    cleaned = " ".join(unicodedata.normalize("NFC", text).split())
    return _bounded(cleaned, where, longest, empty=empty)


def clean_lines(text: str, where: str, *, longest: int = 4000, empty: bool = False) -> str:
    """Like `clean`, but keep the line breaks."""
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return _bounded("\n".join(lines).strip(), where, longest, empty=empty)


def plain(text: str) -> str:
    """Lower case without diacritics, so that "bien" finds "Biên"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()


def called(name: str) -> tuple[str, str, str]:
    """Order of Vietnamese lists: by the given name, which comes last, then by the whole."""
    return plain(name.rsplit(maxsplit=1)[-1]), plain(name), name


def _bounded(cleaned: str, where: str, longest: int, *, empty: bool) -> str:
    if len(cleaned) > longest or not (cleaned or empty):
        raise Invalid(where=where, why="length", longest=longest)
    # Lone surrogates (Cs) are no text at all: no database stores them.
    if any(unicodedata.category(character) in ("Cc", "Cs") and character != "\n" for character in cleaned):
        raise Invalid(where=where, why="control_character")
    return cleaned
