"""What a child can do: the table of contents of this package. Every argument and result is plain data."""

from collections.abc import Callable
from typing import Any

import msgspec

from icabinet.worker import fonts, limits, walls
from icabinet.worker.annotations.annotating import annotate
from icabinet.worker.annotations.listing import annotations
from icabinet.worker.converting import convert
from icabinet.worker.inspecting import inspect
from icabinet.worker.office import converting as office
from icabinet.worker.prints import prints
from icabinet.worker.rendering import render, tile
from icabinet.worker.structure import structure
from icabinet.worker.unlocking import unlock
from icabinet.worker.words import texts, words


def answer() -> dict[str, Any]:
    """Say that one lives, and what there is: {"fonts", "office", "walls", "limits"}.

    fonts: for each kind the file of the family that stands in for it, or None. office: LibreOffice's version, "" for
    none. walls: which of "network" and "files" the kernel can build. limits: {name: bytes}.
    """
    families = {kind: fonts.family(kind) for kind in fonts.KINDS}
    return {
        "fonts": {kind: found and found.files[""].name for kind, found in families.items()},
        "office": office.version(),
        "walls": {"network": walls.is_alone(), "files": walls.landlock() > 0},
        "limits": limits.current(),
    }


def read_agenda(path: str, *, typed: bool = False) -> dict[str, Any]:
    """Read a programme: {"items", "rest", "after"} as in `icabinet.agenda.word.Draft`. Raises NotAWordFile."""
    from icabinet.agenda import word  # brings python-docx, which few children ever need

    draft: dict[str, Any] = msgspec.to_builtins(word.read_agenda(path, typed=typed))
    return draft


def read_list(path: str) -> dict[str, Any]:
    """Read a list: see `icabinet.worker.grids`."""
    from icabinet.worker import grids  # brings openpyxl

    return grids.read_list(path)


def write_workbook(path: str, out: str) -> dict[str, Any]:
    """Write a workbook: see `icabinet.worker.forms.workbook`."""
    from icabinet.worker.forms import workbook  # brings openpyxl, which few children ever need

    return workbook.write_workbook(path, out)


def write_minutes(path: str, out: str) -> dict[str, Any]:
    """Write a record in the administrative form: see `icabinet.worker.forms.minutes`."""
    from icabinet.worker.forms import minutes  # brings python-docx

    return minutes.write_minutes(path, out)


def check_form(path: str) -> dict[str, Any]:
    """Check a Word file against the decree's form: see `icabinet.worker.forms.checking`."""
    from icabinet.worker.forms.checking import job  # brings python-docx

    return job.check_form(path)


def check_signatures(path: str, roots: str) -> dict[str, Any]:
    """Check the signatures of a PDF: see `icabinet.worker.signatures.checking`."""
    from icabinet.worker.signatures import checking  # brings pyHanko

    return checking.check_signatures(path, roots)


JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "answer": answer,
    "inspect": inspect,
    "convert": convert,
    "render": render,
    "tile": tile,
    "structure": structure,
    "words": words,
    "prints": prints,
    "texts": texts,
    "unlock": unlock,
    "annotate": annotate,
    "annotations": annotations,
    "read_agenda": read_agenda,
    "read_list": read_list,
    "write_workbook": write_workbook,
    "write_minutes": write_minutes,
    "check_form": check_form,
    "check_signatures": check_signatures,
}
