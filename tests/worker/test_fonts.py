from pathlib import Path

import pymupdf
import pytest

from icabinet.worker import fonts

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Pretend that only these families are on the machine, each with the letters of a font of MuPDF's."""

    def pretend(**families: pymupdf.Font) -> None:
        installed = {}
        for stem, font in families.items():
            for style in STYLES:
                path = tmp_path / f"{stem}-{style}.ttf"
                path.write_bytes(font.buffer)
                installed[path.stem] = path
        monkeypatch.setattr(fonts, "_installed", lambda: installed)
        fonts.family.cache_clear()

    yield pretend
    fonts.family.cache_clear()


def latin_only() -> pymupdf.Font:
    return pymupdf.Font("tiro")


def vietnamese() -> pymupdf.Font:
    return pymupdf.Font(script=0, ordering=-1, language="vi")


def test_a_family_without_vietnamese_is_passed_over(install) -> None:
    install(LiberationSerif=latin_only(), NotoSerif=vietnamese())
    assert fonts.family("serif").files["bi"].stem == "NotoSerif-BoldItalic"


def test_the_family_that_is_like_times_comes_first(install) -> None:
    install(LiberationSerif=vietnamese(), NotoSerif=vietnamese())
    assert fonts.family("serif").files[""].stem == "LiberationSerif-Regular"


def test_there_may_be_none(install) -> None:
    install(LiberationSerif=latin_only())
    assert fonts.family("serif") is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Times New Roman", "serif"),
        ("TimesNewRomanPS-BoldMT", "serif"),
        ("Arial", "sans"),
        ("Segoe UI", "sans"),
        ("Courier New", "mono"),
        ("", "serif"),
    ],
)
def test_names_tell_the_kind(name: str, kind: str) -> None:
    assert fonts.kind(name) == kind


def test_a_pdf_that_names_times_gets_every_letter(install) -> None:
    install(NotoSerif=vietnamese())
    font = fonts._for_pdf("TimesNewRomanPS-BoldMT", 0, 0, 0)
    assert all(pymupdf.mupdf.fz_encode_character(font, letter) for letter in fonts._ALPHABET)


@pytest.mark.parametrize("name", [".VnTime", "VNI-Times"])
def test_legacy_fonts_keep_their_own_letters(install, name: str) -> None:
    install(NotoSerif=vietnamese())
    assert fonts._for_pdf(name, 0, 0, 0) is None
