"""A text all over a page, as drawing orders: whoever copies the page copies whose it was."""

import math

from icabinet.worker.annotations import shapes
from icabinet.worker.annotations.lettering import Lettering
from icabinet.worker.annotations.marks import UNITS

SEE_THROUGH = "/W"
_LONGEST = 200
_TURN = math.radians(30)  # up to the right
_SIZE = 220  # units
_APART = 4  # sizes, from line to line
_GAP = 2  # sizes, from one copy of the text to the next


def covering(text: str, height: float, lettering: Lettering) -> str:
    """Return the orders that cover a page which is so many units high."""
    text = text[:_LONGEST]
    length = (lettering.width(text) + _GAP) * _SIZE
    cosine, sine = math.cos(_TURN), math.sin(_TURN)
    # The page as it lies in the turned space that the lines run along.
    across = UNITS * cosine + height * sine
    down = height * cosine + UNITS * sine
    lines = "".join(
        shapes.words(text, lettering, _SIZE, (left * length - height * sine + length / 2, row * _SIZE * _APART))
        for row in range(math.ceil(down / (_SIZE * _APART)) + 1)
        for left in range(math.ceil(across / length) + 1)
    )
    turned = f"{cosine:.5f} {-sine:.5f} {sine:.5f} {cosine:.5f} 0 0 cm"
    return f"q {SEE_THROUGH} gs 0.3 g {turned}\n{lines}Q\n"
