"""Make a PNG small: at most 256 colours, the commonest of the picture, and for every other the nearest of them."""

import struct
import zlib
from collections import Counter

import pymupdf

Colour = tuple[int, int, int]
_MOST = 256
# Steps too fine to be seen are one colour: a fifth of the values is left, black and white among them.
_STEPS = bytes(round(value / 5) * 5 for value in range(256))
_CLOSE = 60


def reduced(png: bytes) -> bytes:
    """Return the picture with a palette."""
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(png))
    picture = pymupdf.Pixmap(picture, 0) if picture.alpha else picture
    pixels = list(struct.iter_unpack("3B", picture.samples.translate(_STEPS)))
    colours = Counter(pixels)
    chosen = _palette(colours)
    place = {colour: min(range(len(chosen)), key=lambda at: _distance(colour, chosen[at])) for colour in colours}
    rows = bytes(place[pixel] for pixel in pixels)
    width = picture.width
    lines = b"".join(b"\0" + rows[at : at + width] for at in range(0, len(rows), width))
    header = struct.pack(">IIBBBBB", width, picture.height, 8, 3, 0, 0, 0)
    parts = (("IHDR", header), ("PLTE", bytes(sum(chosen, ()))), ("IDAT", zlib.compress(lines, 9)), ("IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name.encode(), body) for name, body in parts)


def _palette(colours: Counter[Colour]) -> list[Colour]:
    chosen: list[Colour] = []
    for colour, _count in colours.most_common():
        if all(_distance(colour, other) > _CLOSE for other in chosen):
            chosen.append(colour)
    return chosen[:_MOST]


def _distance(one: Colour, other: Colour) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
