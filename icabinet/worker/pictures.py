"""From pixels to the bytes of an image: small, quick, and never losing the red of a seal.

Sixteen grays cannot be told from 256 on a page of text, and pack two pixels to a byte; ISA-L then takes
1 ms where zlib takes 25. A palette says them from white to black: so white is zero, as is the filter that each line
begins with, and a margin is one run from line to line, not as many as it has lines: that is 4 % of the bytes. A page in
few colours gets the same treatment with a palette of its own (sixteen levels a channel, the 256 most used). Only
photographs and scans, where that would show as bands, become WebP: it takes five times as long as JPEG, but every
tablet in the hall fetches a third less.

Pixels are arrays of uint8 of shape (height, width, channels), with one channel for gray and three for colour.
"""

import io
import struct
import zlib
from typing import Any, NamedTuple

import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

_CHROMA = 24  # less than this between the channels of every pixel is gray: JPEG noise, cream paper
_SAMPLE = 8  # every so many pixels are looked at for a photograph
_PALETTE = 256
_LEVELS = 4096  # sixteen of each channel
_QUALITY = 80  # of WebP, with its quickest method
_PHOTO_GRAYS = (5, 50)  # so many grays with more than one pixel in fifty each
_PHOTO_COLOURS = (48, 2000)  # so many colours with more than one pixel in two thousand each
_INDEXED = 3  # PNG colour type
_FROM_WHITE = bytes(gray for gray in range(255, -1, -17) for _ in range(3))
# As quick as the levels below; the one above takes four times as long for no less.
_EFFORT = 2


class Picture(NamedTuple):
    data: bytes
    mime: str


def is_coloured(small: Pixels) -> bool:
    """Whether anything on the page has a colour; a quarter of the final size is enough to tell."""
    red, green, blue = small[:, :, 0], small[:, :, 1], small[:, :, 2]
    most = np.maximum(np.maximum(red, green), blue)
    least = np.minimum(np.minimum(red, green), blue)
    return bool((most - least).max() > _CHROMA)


def encode(pixels: Pixels) -> Picture:
    """Encode gray or colour as PNG or, when it is a photograph, as WebP."""
    data = _gray(pixels[:, :, 0]) if pixels.shape[2] == 1 else _colour(pixels)
    return Picture(data, "image/png") if data else Picture(_webp(pixels), "image/webp")


def _gray(rows: Pixels) -> bytes | None:
    """None for a photograph, which has many pixels in many of the grays between black and white."""
    sample = rows[::_SAMPLE, ::_SAMPLE]
    if _is_photo(np.bincount((sample >> 4).ravel(), minlength=16)[1:15], sample.size, *_PHOTO_GRAYS):
        return None
    height, width = rows.shape
    if width % 2:
        rows = np.pad(rows, ((0, 0), (0, 1)))
    # Two neighbours at once, as one number whose low byte is the left one: several times as fast as one by one.
    pairs = np.ascontiguousarray(rows).view("<u2")
    packed = pairs >> 12
    packed |= pairs & 0xF0
    packed ^= 0xFF
    return _png(width, height, 4, packed, _FROM_WHITE)


def _colour(pixels: Pixels) -> bytes | None:
    """None for a photograph, which has many pixels in many colours."""
    height, width, _ = pixels.shape
    keys = (pixels[:, :, 0] & 0xF0).astype(np.uint16) << 4
    keys |= pixels[:, :, 1] & 0xF0
    keys |= pixels[:, :, 2] >> 4
    counts = np.bincount(keys.ravel(), minlength=_LEVELS)
    if _is_photo(counts, keys.size, *_PHOTO_COLOURS):
        return None
    used = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    palette = _channels(used[:_PALETTE])
    index = np.zeros(_LEVELS, np.uint8)
    index[used[:_PALETTE]] = np.arange(len(palette))
    index[used[_PALETTE:]] = _nearest(_channels(used[_PALETTE:]), palette)
    colours = (palette * 17).astype(np.uint8).tobytes()
    return _png(width, height, 8, np.take(index, keys), colours)


def _is_photo(counts: NDArray[np.intp], pixels: int, many: int, share: int) -> bool:
    return bool((counts > pixels / share).sum() >= many)


def _channels(keys: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.stack([keys >> 8, (keys >> 4) & 15, keys & 15], axis=1)


def _nearest(colours: NDArray[np.intp], palette: NDArray[np.intp]) -> NDArray[np.intp]:
    distances = ((colours[:, None] - palette[None]) ** 2).sum(axis=2)
    closest: NDArray[np.intp] = distances.argmin(axis=1)
    return closest


def _webp(pixels: Pixels) -> bytes:
    made = io.BytesIO()
    image = Image.fromarray(pixels[:, :, 0] if pixels.shape[2] == 1 else pixels)
    image.save(made, "WEBP", quality=_QUALITY, method=0)
    return made.getvalue()


def _png(width: int, height: int, depth: int, packed: NDArray[Any], palette: bytes) -> bytes:
    lines = np.zeros((height, 1 + packed.shape[1]), np.uint8)  # each line begins with its filter: none
    lines[:, 1:] = packed
    header = struct.pack(">IIBBBBB", width, height, depth, _INDEXED, 0, 0, 0)
    body = _chunk(b"IDAT", isal_zlib.compress(lines, _EFFORT))
    chunks = _chunk(b"IHDR", header), _chunk(b"PLTE", palette), body, _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
