"""What `flask doctor` looks at of those who read papers: the children, their fonts, LibreOffice, and their limits."""

import time
from collections.abc import Iterator
from typing import Any

from icabinet.cli.findings import LOOK, OK, WRONG, Finding
from icabinet.desks.conversion import CONVERT_S
from icabinet.desks.errands import worker_names
from icabinet.extensions import services

_CHILD_S = 30.0
_MIB = 1024**2
_AS_WIDE = ("Liberation", "Tinos", "Arimo", "Cousine")  # as Times New Roman, Arial and Courier New
_FONTS = "install fonts-liberation2"
_OFFICE = "install libreoffice-writer-nogui, libreoffice-calc-nogui and libreoffice-impress-nogui"


def workers() -> Iterator[Finding]:
    if not services().settings.workers:
        living = worker_names()
        said = f"{len(living)} processes work for this one" if living else "no process works: flask --app wsgi work"
        yield Finding("workers", OK if living else WRONG, said)
        return
    began = time.perf_counter()
    answer = services().pool.run("answer", deadline=_CHILD_S)
    yield Finding("workers", OK, f"a child answered within {time.perf_counter() - began:.1f} s")
    yield from _fonts(answer["fonts"])
    yield from _office(answer["office"], answer["walls"])
    yield _limits(answer["limits"])


def _fonts(fonts: dict[str, str | None]) -> Iterator[Finding]:
    for kind, file in fonts.items():
        if file is None:
            state = LOOK if kind == "mono" else WRONG
            yield Finding("fonts", state, f"no {kind} font with all Vietnamese letters: {_FONTS}")
        elif not file.startswith(_AS_WIDE):
            said = f"{file} is not as wide as Word's: pages break elsewhere than their authors saw; {_FONTS}"
            yield Finding("fonts", LOOK, said)
    yield Finding("fonts", OK, ", ".join(str(file) for file in fonts.values() if file))


def _office(version: str, walls: dict[str, bool]) -> Iterator[Finding]:
    if not walls["network"]:
        yield Finding("office", LOOK, "this kernel cannot keep children off the network: LibreOffice is not used")
    elif not version:
        yield Finding("office", LOOK, f"no LibreOffice: Word files are reading copies, others are refused; {_OFFICE}")
    else:
        yield Finding("office", OK, f"LibreOffice {version} converts Word, PowerPoint, Excel, OpenDocument and RTF")
        if not walls["files"]:
            yield Finding("office", LOOK, "this kernel has no Landlock: LibreOffice could read files of the server")


def _limits(limits: dict[str, Any]) -> Finding:
    memory, file = (limits[name] // _MIB for name in ("memory", "file"))
    return Finding(
        "limits", OK, f"a child has {memory} MiB, {file} MiB a file, {limits['files']} files, {CONVERT_S:.0f} s a paper"
    )
