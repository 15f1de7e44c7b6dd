import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("green.py")
ROOT = Path(__file__).parents[2]


def test_the_pool_never_blocks_the_hub(endless_pdf: str, pdf, tmp_path: Path) -> None:
    """In a process of its own: once the standard library is green, it stays so."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", str(SCRIPT), endless_pdf, pdf(10), str(tmp_path / "out")],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (ran.stdout, ran.returncode) == ("green\n", 0), ran.stderr
