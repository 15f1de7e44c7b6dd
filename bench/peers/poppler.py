"""Pages as poppler's own program draws them, which many servers call for it: a process for every paper."""

import shutil
import subprocess
from pathlib import Path

_PROGRAM = shutil.which("pdftoppm")


def is_here() -> bool:
    return _PROGRAM is not None


def draw(path: str, pages: int, width: int, folder: Path) -> None:
    """Draw the first pages of a paper as gray PNG files `width` pixels wide."""
    size = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
    subprocess.run([str(_PROGRAM), "-png", "-gray", "-l", str(pages), *size, path, str(folder / "poppler")], check=True)
