"""The programs in C, compiled when they are needed into `bench/out/bin`, which git ignores."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE / "out"
SOURCES = {
    "crowd": ("crowd/main.c", "crowd/tablets.c", "crowd/wire.c", "crowd/gauges.c"),
    "pages": ("crowd/pages.c", "crowd/gauges.c"),
    "floor": ("peers/floor.c",),
}


class NoCompiler(RuntimeError):
    """The load generators and the floor are in C, because one in Python is busier than what it measures."""


@cache
def program(name: str) -> Path:
    """Return the path of a program, compiled. Raises NoCompiler, or CalledProcessError where its source is wrong."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise NoCompiler("a C compiler is needed to measure (Debian: apt-get install gcc libc6-dev)")
    made = OUT / "bin" / name
    made.parent.mkdir(parents=True, exist_ok=True)
    sources = [str(HERE / source) for source in SOURCES[name]]
    warnings = ("-Wall", "-Wextra", "-Werror")
    # Two who build at the same time must not run each other's half-written program.
    draft = made.with_suffix(f".{os.getpid()}")
    subprocess.run([compiler, "-std=gnu17", "-O2", *warnings, "-o", str(draft), *sources], check=True)
    draft.replace(made)
    return made
