"""A Word file as what it is: a zip of parts that point at each other."""

import posixpath
import zipfile
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from icabinet.worker.word import xml

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation(NamedTuple):
    """kind: the last word of the type, such as "image". target: a part; "" when it is outside the file."""

    kind: str
    target: str


class Package:
    """Raises ValueError when there is no document in the file; other parts are forgiven."""

    def __init__(self, archive: zipfile.ZipFile, instead: Mapping[str, bytes] | None = None) -> None:
        """`instead`: contents of parts that count more than those in the file."""
        self._archive = archive
        self._instead = instead or {}
        self._names = {name.lower(): name for name in archive.namelist()}
        roots = self.related("").values()
        self.main = next((relation.target for relation in roots if relation.kind == "officeDocument"), "")
        if self.content(self.main) is None:
            self.main = "word/document.xml"

    @cached_property
    def body(self) -> xml.Element:
        body = xml.child(self.part(self.main), "w:body")
        if body is None:
            raise ValueError("no document")
        return body

    def content(self, part: str) -> bytes | None:
        name = self._names.get(part.lower())
        if name is None:
            return None
        return self._instead[name] if name in self._instead else self._archive.read(name)

    def part(self, part: str) -> xml.Element | None:
        """The root of a part; None when it is missing, or broken: the rest can still be shown."""
        content = self.content(part)
        try:
            return xml.parse(content) if content else None
        except ValueError:
            return None

    def companion(self, kind: str) -> xml.Element | None:
        """The part that the document names as its "styles", "numbering" and so on."""
        for relation in self.related(self.main).values():
            if relation.kind == kind and relation.target:
                return self.part(relation.target)
        return None

    def related(self, part: str) -> dict[str, Relation]:
        """What a part points at, by relationship id. Links out of the file have no target."""
        folder, base = posixpath.split(part)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is None:
            return {}
        return {
            found.get("Id", ""): Relation(found.get("Type", "").rpartition("/")[2], _target(found, folder))
            for found in relations.iter(_RELATION)
        }


def _target(relation: xml.Element, folder: str) -> str:
    if relation.get("TargetMode") == "External":
        return ""
    return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
