"""A hand that writes, as a tablet's pen reports it: 240 points a second, in the units of ink (docs/protocol.md).

Loops of cursive letters, five a second, some with tall strokes, while the hand moves along the line; what the pen says
trembles by a unit or two. Speeds are those of people who write: about 30 mm/s along the line, 120 mm/s up and down.
"""

import math
import random

_HERTZ = 240
# An A4 page is 210 mm wide, which is 10,000 units.
_MM = 10_000 / 210
_ALONG_MM_S, _LETTERS_S = 30.0, 5.0
_LOW_MM, _TALL_MM = 1.4, 3.6


def hand(points: int, seed: int = 1, x: int = 1500, y: int = 4000) -> list[int]:
    """Return a stroke of so many points: x, y, pressure, x, y, pressure, …; the same for the same seed."""
    chance = random.Random(seed)
    found = []
    pressure, height = 380.0, _LOW_MM
    for number in range(points):
        seconds = number / _HERTZ
        letter = 2 * math.pi * _LETTERS_S * seconds
        if number % (_HERTZ // int(_LETTERS_S)) == 0:
            height = chance.choice((_LOW_MM, _LOW_MM, _TALL_MM))
        right = _ALONG_MM_S * seconds + 0.6 * math.sin(letter)
        up = height * math.sin(letter + 0.7)
        pressure += chance.uniform(-9, 9) + (420 + 120 * math.sin(letter) - pressure) * 0.08
        found += [
            round(x + right * _MM + chance.uniform(-1, 1)),
            round(y - up * _MM + chance.uniform(-1, 1)),
            max(0, min(1000, round(pressure))),
        ]
    return found
