"""What is seen of a signature: the picture of the hand in the middle, beneath it who signed, for whom and when.

Times, upright, 10 points, black, as Nghị định 30/2020/NĐ-CP has it for what is said of a digital signature.
"""

import io
import warnings

import pymupdf
from PIL import Image

from icabinet.worker import fonts
from icabinet.worker.signatures.refusals import NotASignaturePicture

_SIZE, _LINE, _SMALLEST = 10.0, 11.5, 6.0
_MOST_PIXELS = 4_000_000
# At most so many rows of writing; what is longer is cut.
_ROWS = 3


def drawn(lines: list[str], picture: bytes, width: float, height: float) -> bytes:
    """Return a PDF of one page, so large (points), with the lines at the bottom and the picture above them."""
    if picture:
        check_picture(picture)
    family = fonts.family("serif")
    font = pymupdf.Font(fontfile=str(family.files[""])) if family else pymupdf.Font("tiro")
    with pymupdf.open() as document:
        sheet = document.new_page(width=width, height=height)
        rows = lines[:_ROWS]
        size = min(_SIZE, *(_SIZE * width / font.text_length(row, _SIZE) for row in rows))
        step = _LINE * max(size, _SMALLEST) / _SIZE
        top = height - step * len(rows) if picture else (height - step * len(rows)) / 2
        writer = pymupdf.TextWriter(sheet.rect)
        for place, row in enumerate(rows):
            x = (width - font.text_length(row, size)) / 2
            writer.append((max(x, 0), top + step * (place + 0.8)), row, font=font, fontsize=size)
        writer.write_text(sheet)
        if picture and top > 0:
            sheet.insert_image(pymupdf.Rect(0, 0, width, top), stream=picture, keep_proportion=True)
        document.subset_fonts()
        made: bytes = document.tobytes(garbage=3, deflate=True)
    return made


def check_picture(data: bytes) -> None:
    """Refuse what is no PNG of bounded size."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            warnings.simplefilter("error")
            if image.width * image.height > _MOST_PIXELS:
                raise NotASignaturePicture
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise NotASignaturePicture from error
