"""The copy of a document that LibreOffice gets to see: nothing in it points outside, and its letters are Unicode.

The kernel keeps LibreOffice off the network in any case; without these pointers it does not even try.
"""

import shutil
import zipfile
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from icabinet.worker.word import transcribing

_PACKED = {"docx", "pptx", "xlsx"}
_EXTERNAL = b"External"
_LINK = "/hyperlink"  # leads outside, too, but only a finger on it


def copy(path: Path, kind: str, target: Path) -> None:
    """Raises BadZipFile and its like, and ValueError, for what cannot be read."""
    if kind not in _PACKED or not _rewritten(path, kind, target):
        shutil.copyfile(path, target)


def _rewritten(path: Path, kind: str, target: Path) -> bool:
    """Write a changed copy if anything has to change; return whether it had to."""
    with zipfile.ZipFile(path) as archive:
        parts = {}
        for name in archive.namelist():
            if name.endswith(".rels") and _EXTERNAL in (content := archive.read(name)):
                parts[name] = _without_outside(content)
        if kind == "docx":
            parts |= transcribing.transcribed(archive)
        if parts:
            _write(archive, parts, target)
    return bool(parts)


def _without_outside(relations: bytes) -> bytes:
    """The relationships of a part without those that would be fetched."""
    root = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for relation in list(root):
        if relation.get("TargetMode") == _EXTERNAL.decode() and not relation.get("Type", "").endswith(_LINK):
            root.remove(relation)
    cleaned: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return cleaned


def _write(archive: zipfile.ZipFile, parts: dict[str, bytes], target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copied:
        for entry in archive.infolist():
            name = entry.filename
            copied.writestr(name, parts[name] if name in parts else archive.read(entry))
