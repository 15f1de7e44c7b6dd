"""Pictures as papers: a photograph, a scan, a fax of many pages, each on a page of its own in a PDF."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf
from pymupdf import mupdf

from icabinet.worker import documents
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.writing import write_whole

# Where Pillow comes along, it is imported late: few children ever need it.
_READABLE = 200_000_000  # pixels: a photograph has 50 million, a plan on A0 200
_KEPT = 50_000_000  # larger ones are made smaller: no screen shows that many
_FINE = 100  # dots per inch: coarser than that is no scan but a screen's guess, and says nothing of paper
_LONG_SIDE = 842.0  # points, of a picture that does not say how large it is
_LONGEST = 5000.0
_QUALITY = 92


def check(path: str, kind: str) -> None:
    """Raise UnreadablePaper unless the picture can be unpacked to a bearable size. Unpacks nothing."""
    sizes = list(_many(path) if kind in {"tiff", "heic"} else _one(path))
    if not sizes:
        raise UnreadablePaper(reason="no_pages")
    if len(sizes) > documents.MOST_PAGES:
        raise UnreadablePaper(reason="too_many_pages")
    for width, height in sizes:
        if width < 1 or height < 1:
            raise UnreadablePaper(reason="broken")
        if width * height > _READABLE:
            raise UnreadablePaper(reason="image_too_large")


def write_pdf(path: str, kind: str, out: str) -> None:
    """Write a PDF of the picture's pages to `out`. Raises UnreadablePaper."""
    check(path, kind)
    with pymupdf.open() as document:
        with documents.reading():
            for picture, form in _pictures(path, kind):
                _append(document, picture, form)
        write_whole(out, document.tobytes(garbage=3, deflate=True, no_new_id=True), durable=True)


def _pictures(path: str, kind: str) -> Iterator[tuple[bytes, str]]:
    """What MuPDF can unpack: (bytes, their format), one a page."""
    data = Path(path).read_bytes()
    if kind in {"png", "jpeg"} and max(width * height for width, height in _one(path)) <= _KEPT:
        yield data, kind
        return
    with _unpacking(), _pillow(path) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            yield _packed(image)


def _append(document: pymupdf.Document, picture: bytes, form: str) -> None:
    """MuPDF keeps a JPEG as it is, and turns the picture as a camera says it was held."""
    with pymupdf.open(stream=picture, filetype=form) as seen:
        source = pymupdf.open(stream=seen.convert_to_pdf(), filetype="pdf")
    with source:
        for number in range(source.page_count):
            width, height = _paper(source, number)
            page = document.new_page(width=width, height=height)
            page.show_pdf_page(page.rect, source, number)


def _paper(source: pymupdf.Document, number: int) -> tuple[float, float]:
    """The size that the picture says it has, if it was scanned; else that of a page."""
    box = source[number].rect
    images = source.get_page_images(number)
    pixels = max((max(image[2], image[3]) for image in images), default=0)
    longest = max(box.width, box.height)
    scale = 1.0 if pixels * 72 > _FINE * longest and longest < _LONGEST else _LONG_SIDE / longest
    return max(box.width * scale, 1.0), max(box.height * scale, 1.0)


def _packed(image: Any) -> tuple[bytes, str]:
    """One frame, losslessly if it is black and white or drawn in few colours."""
    from PIL import ImageOps

    shrink = 1
    while image.width * image.height > _KEPT * shrink * shrink:
        shrink += 1
    dots = image.info.get("dpi")
    frame = ImageOps.exif_transpose(image.reduce(shrink) if shrink > 1 else image)
    plain = frame.mode in {"1", "L", "P"}
    frame = _opaque(frame)
    packed = io.BytesIO()
    scan = {"dpi": tuple(float(one) / shrink for one in dots)} if dots else {}
    if plain:
        frame.save(packed, "PNG", compress_level=1, **scan)
        return packed.getvalue(), "png"
    frame.save(packed, "JPEG", quality=_QUALITY, **scan)
    return packed.getvalue(), "jpeg"


def _opaque(frame: Any) -> Any:
    """On white paper, in a mode that both formats know."""
    from PIL import Image

    if frame.mode in {"1", "L", "RGB"}:
        return frame
    if frame.mode in {"I;16", "I;16B", "I;16L", "I", "F"}:
        return frame.convert("F").point(lambda light: light / 256).convert("L")
    if frame.mode in {"RGBA", "LA", "PA"} or "transparency" in frame.info:
        paper = Image.new("RGBA", frame.size, "white")
        return Image.alpha_composite(paper, frame.convert("RGBA")).convert("RGB")
    return frame.convert("RGB")


def _one(path: str) -> Iterator[tuple[int, int]]:
    with documents.reading():
        image = mupdf.fz_new_image_from_buffer(mupdf.fz_new_buffer_from_copied_data(Path(path).read_bytes()))
        yield image.w(), image.h()


def _many(path: str) -> Iterator[tuple[int, int]]:
    with _unpacking(), _pillow(path) as image:
        for number in range(documents.MOST_PAGES + 1):
            try:
                image.seek(number)
            except EOFError:
                return
            yield image.width, image.height


def _pillow(path: str) -> Any:
    import pi_heif
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # we look at the sizes ourselves, before anything is unpacked
    pi_heif.register_heif_opener()
    return Image.open(path, formats=("TIFF", "HEIF", "JPEG", "PNG"))


@contextmanager
def _unpacking() -> Iterator[None]:
    """Pillow's complaints are about the picture, of whatever kind they are; want of memory is not."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (MemoryError, UnreadablePaper):
        raise
    except (OSError, SyntaxError, ValueError, RuntimeError, ArithmeticError, LookupError, struct.error) as error:
        raise UnreadablePaper(reason="broken") from error
