import base64
import io
import zlib
from contextlib import nullcontext
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from icabinet.worker import documents, imaging
from icabinet.worker.converting import convert
from icabinet.worker.inspecting import inspect
from icabinet.worker.refusals import UnreadablePaper

A4_AT_150 = (1240, 1754)
# Red and blue, 64 by 32 pixels: there is no encoder here.
PHOTO = (
    "c-"
    "muNV30{GsVvAy%}izhg51nBLl8SRGck>Ufw49>wIq=N0u(b+a*CjAhJwuG5(YG&l$nzcHpIn&fe{FSfN>#&27)XgR?f`KO9S&jqM"
    "|@fDif5KQI>27V)7MamgK^f{LL&VDge@VGYgXQfpi&AnKL6ZNN56Bk=zG{KYxGxU|`^9P5|nVaA4$N{Qn=MfElEM8HD6^F*zgxCA"
    "FLw8PQ}GC^WK8d-Y`5&K(>X1`0qSW)Q)km;_YL=E8We_&_Jn65-_hoT9wsoC=^QF9TZxP)H=RxF8kkGY2TvNX|(tfU-"
    "f3SAfzW!1VwB{|6u%hy@BVD>6ZX%p4pXKuRLBAQu+Mz;I)2WMXD*0kVs7QxZXeoTkCJUbx|hz{BPL|M+VB|5bXP|MHp6&i}tI2f6"
    "<UvHpLp^YAAx*Uf7xYv=uEe<bU*#B2MpN&93!n{E6*_tEX6Op^DM^*U3Fj@Z9>dgR!?m3OS)C0Et13e5d)K5OBQV-"
    "J_#$*HoQFSG*yLn4Hz"
)


@pytest.fixture
def saved(tmp_path: Path):
    def save(image: Image.Image, name: str, **options: object) -> str:
        path = str(tmp_path / name)
        image.save(path, **options)
        return path

    return save


@pytest.fixture
def made(tmp_path: Path):
    """Convert a picture, as it is inspected; return the document."""

    def make(path: str) -> pymupdf.Document:
        out = str(tmp_path / "out.pdf")
        convert(path, inspect(path, "picture")["kind"], out)
        return pymupdf.open(out)

    return make


def colour(page: pymupdf.Page, across: float, down: float) -> tuple[int, ...]:
    pixels = page.get_pixmap(dpi=36)
    return pixels.pixel(int(pixels.width * across), int(pixels.height * down))


def halved(size: tuple[int, int] = (400, 200)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image


@pytest.mark.parametrize(("name", "options"), [("a.png", {}), ("a.jpg", {"quality": 95}), ("a.tif", {})])
def test_a_picture_becomes_a_page_of_its_shape(saved, made, name: str, options: dict) -> None:
    [page] = made(saved(halved(), name, **options))
    assert page.rect.width == pytest.approx(842, abs=1)
    assert page.rect.height == pytest.approx(421, abs=1)
    red, blue = colour(page, 0.2, 0.5), colour(page, 0.8, 0.5)
    assert (red[0] > 240, red[2] < 20) == (True, True)
    assert (blue[2] > 240, blue[0] < 20) == (True, True)


def test_a_scan_has_the_size_of_its_paper(saved, made) -> None:
    path = saved(Image.new("1", A4_AT_150, 1), "scan.tif", compression="group4", dpi=(150, 150))
    [page] = made(path)
    assert (page.rect.width, page.rect.height) == pytest.approx((595, 842), abs=1)


def test_a_photograph_is_turned_as_it_was_held_and_kept_as_it_is(saved, made) -> None:
    turned = Image.Exif()
    turned[0x112] = 6  # a quarter to the right
    path = saved(halved(), "photo.jpg", exif=turned, quality=95)
    document = made(path)
    [page] = document
    assert page.rect.height == pytest.approx(2 * page.rect.width, rel=0.01)
    assert colour(page, 0.5, 0.2)[0] > 240
    [image] = page.get_images()
    assert document.extract_image(image[0])["image"] == Path(path).read_bytes()


def test_every_page_of_a_fax_is_a_page(saved, made) -> None:
    pages = [Image.new("1", A4_AT_150, 1) for _ in range(5)]
    modes = [Image.new("L", (300, 400), 128), Image.new("RGBA", (300, 400), (255, 0, 0, 255)),
             Image.new("CMYK", (300, 400), (0, 255, 255, 0)), Image.new("P", (300, 400))]  # fmt: skip
    path = saved(pages[0], "fax.tif", save_all=True, append_images=[*pages[1:], *modes])
    document = made(path)
    assert document.page_count == 9
    assert colour(document[6], 0.5, 0.5)[0] > 240


def test_a_photograph_of_a_telephone_is_read(tmp_path: Path, made) -> None:
    path = tmp_path / "photo.heic"
    path.write_bytes(zlib.decompress(base64.b85decode(PHOTO)))
    [page] = made(str(path))
    assert page.rect.width == pytest.approx(2 * page.rect.height, abs=1)
    assert colour(page, 0.2, 0.5)[0] > 200
    assert colour(page, 0.8, 0.5)[0] < 60


def test_a_picture_that_would_fill_the_memory_is_refused_unseen(saved, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(halved(), "a.png")
    monkeypatch.setattr(imaging, "_READABLE", 400 * 200 - 1)
    with pytest.raises(UnreadablePaper) as refused:
        inspect(path, "a.png")
    assert refused.value.data["reason"] == "image_too_large"


def test_a_picture_larger_than_any_screen_is_made_smaller(saved, made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imaging, "_KEPT", 400 * 200 // 4)
    document = made(saved(halved(), "a.png", dpi=(300, 300)))
    [image] = document[0].get_images()
    assert image[2:4] == (200, 100)
    assert document[0].rect.width == pytest.approx(96, abs=1)


def test_too_many_pages_of_a_fax(saved, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_PAGES", 2)
    pages = [Image.new("1", (10, 10)) for _ in range(3)]
    with pytest.raises(UnreadablePaper) as refused:
        inspect(saved(pages[0], "fax.tif", save_all=True, append_images=pages[1:]), "fax.tif")
    assert refused.value.data["reason"] == "too_many_pages"


@pytest.mark.parametrize(("name", "is_shown"), [("a.png", False), ("a.jpg", True), ("a.tif", False)])
def test_a_picture_that_breaks_off_is_shown_as_far_as_it_goes_or_broken(saved, made, name: str, is_shown: bool) -> None:
    path = Path(saved(halved((800, 800)), name))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with nullcontext() if is_shown else pytest.raises(UnreadablePaper):
        assert made(str(path)).page_count == 1


def test_nothing_is_a_picture_by_its_head_alone(tmp_path: Path) -> None:
    for head in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"\0\0\0\x18ftypheic"):
        path = tmp_path / "a"
        path.write_bytes(head + io.BytesIO(bytes(range(256)) * 8).getvalue())
        with pytest.raises(UnreadablePaper):
            inspect(str(path), "a")
