"""Marks for the tests of annotated papers, and what the tablets make of them."""

import json
import math
import random
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from icabinet.ink.packing import pack

ROOT = Path(__file__).parents[2]
RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"
FLAT = 500  # the pressure of a hand that cannot say it

Points = list[int]


def wave(left: int, top: int, right: int, bottom: int, *, pressed: bool = True, steps: int = 60) -> Points:
    """A line that swings from top to bottom on its way from left to right."""
    points: Points = []
    for i in range(steps + 1):
        part = i / steps
        x = round(left + part * (right - left))
        y = round((top + bottom) / 2 - math.cos(part * 3 * math.tau) * (bottom - top) / 2)
        points += [x, y, round(500 + 400 * math.sin(part * 9)) if pressed else FLAT]
    return points


def scrawl(count: int, seed: int, *, pressed: bool) -> Points:
    """A hand that turns anywhere, stops, and goes back."""
    chance = random.Random(seed)
    x, y, angle, points = 5000.0, 5000.0, 0.0, []
    for _ in range(count):
        angle += chance.choice([0.1, -0.3, 0.8, 3.1])
        step = chance.choice([0, 3, 20, 90])
        x, y = x + step * math.cos(angle), y + step * math.sin(angle)
        points += [round(x), round(y), chance.randrange(1001) if pressed else FLAT]
    return points


def mark(name: str, tool: str, points: Points, **more: Any) -> dict[str, Any]:
    """A mark as the web process tells the job of it, but with its points as numbers."""
    usual = {"page": 1, "colour": RED, "width": 28, "by": "Nguyễn Thị Ổn", "at": 1_790_000_000_000, "text": ""}
    return {"id": name, "tool": tool, "points": points, "when": "21/09/2026 20:53", **usual, **more}


def told(marks: Sequence[dict[str, Any]]) -> str:
    """The job's argument."""
    return json.dumps([{**each, "points": pack(each["points"])} for each in marks])


def painted(marks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the tablet's own code paints of each: the box of the ink, and the edge that it is filled by."""
    program = ["node", "--no-warnings", "--import", "./tests/js/resolve.js", "tests/worker/painted.js"]
    ran = subprocess.run(program, cwd=ROOT, input=json.dumps(marks), capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found
