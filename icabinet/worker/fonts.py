"""Which fonts stand in for those that a paper names but does not bring along.

Every letter of Vietnamese must be there: older fonts with the metrics of Times have no "ệ", and MuPDF would
draw nothing, or a single letter in another hand. So a family counts only if it covers the alphabet.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pymupdf

_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_ALPHABET = [
    0x102,
    0x103,
    0x110,
    0x111,
    0x1A0,
    0x1A1,
    0x1AF,
    0x1B0,
    *range(0x1EA0, 0x1EFA),
]  # Ă Đ Ơ Ư, Ạ to ỹ
_STYLES = ("", "b", "i", "bi")  # how a style is named here: bold, italic


class Family(NamedTuple):
    """files: of the four styles. scale: what makes this family as wide as the usual one of its kind."""

    files: dict[str, Path]
    scale: float


_USUAL = ("-Regular", "-Bold", "-Italic", "-BoldItalic")
_CANDIDATES = {  # best first: (stem, ends of the file names, scale); the scale was measured on plain letters
    "serif": (
        ("LiberationSerif", _USUAL, 1.0),
        ("Tinos", _USUAL, 1.0),
        ("NotoSerif", _USUAL, 0.88),
        ("DejaVuSerifCondensed", ("", "-Bold", "-Italic", "-BoldItalic"), 0.89),
    ),
    "sans": (
        ("LiberationSans", _USUAL, 1.0),
        ("Arimo", _USUAL, 1.0),
        ("NotoSans", _USUAL, 0.97),
        ("DejaVuSansCondensed", ("", "-Bold", "-Oblique", "-BoldOblique"), 0.99),
    ),
    "mono": (
        ("LiberationMono", _USUAL, 1.0),
        ("Cousine", _USUAL, 1.0),
        ("NotoSansMono", ("-Regular", "-Bold", "-Regular", "-Bold"), 1.0),
    ),
}
KINDS = tuple(_CANDIDATES)
_SANS_NAMES = (
    "arial",
    "helvet",
    "calibri",
    "verdana",
    "tahoma",
    "segoe",
    "roboto",
    "sans",
    "aptos",
    "trebuc",
)
_MONO_NAMES = ("courier", "consol", "mono", "typewriter")


def kind(name: str) -> str:
    """What a font of this name looks like: "serif", "sans" or "mono". Unknown ones are taken for Times."""
    plain = name.lower().replace(" ", "")
    if any(part in plain for part in _MONO_NAMES):
        return "mono"
    return "sans" if any(part in plain for part in _SANS_NAMES) else "serif"


@cache
def family(of_kind: str) -> Family | None:
    """The best family on this machine, or None: then MuPDF's own fonts serve."""
    for stem, ends, scale in _CANDIDATES[of_kind]:
        files = [path for end in ends if (path := _installed().get(f"{stem}{end}"))]
        if len(files) == len(ends) and all(map(_covers_vietnamese, files)):
            return Family(dict(zip(_STYLES, files, strict=True)), scale)
    return None


def install() -> None:
    """Let MuPDF ask us for the fonts that a PDF does not embed."""
    pymupdf.mupdf.fz_install_load_system_font_funcs(_for_pdf, None, None)


@cache
def _installed() -> dict[str, Path]:
    """Font files by stem; of two versions of a font the later folder wins (liberation2 after liberation)."""
    return {path.stem: path for folder in _FOLDERS for path in sorted(folder.rglob("*.ttf"))}


@cache
def _covers_vietnamese(path: Path) -> bool:
    font = pymupdf.Font(fontfile=str(path))
    return all(map(font.has_glyph, _ALPHABET))


def _for_pdf(name: str, bold: int, italic: int, _exact: int) -> pymupdf.mupdf.FzFont | None:
    plain = name.lower()
    if plain.startswith((".vn", "vni")):
        return None  # legacy encodings: their "letters" are not letters in any other font
    chosen = family(kind(name))
    style = ("b" if bold or "bold" in plain else "") + ("i" if italic or "italic" in plain else "")
    return _loaded(chosen.files[style]) if chosen else None


@cache
def _loaded(path: Path) -> pymupdf.mupdf.FzFont:
    return pymupdf.mupdf.fz_new_font_from_file(None, str(path), 0, 0)
