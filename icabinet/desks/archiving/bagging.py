"""Packing an archive: a zip that is a bag by BagIt 1.0 (RFC 8493), its files read once and hashed as they go in.

Pure: paths and bytes in, one file out. Nothing in here waits for anything but the disk.
"""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from icabinet.archive import verifying
from icabinet.archive.rules import ArchiveFaulty

_CHUNK = 1 << 20
# What is packed already gets no smaller, and takes long to be tried.
_PACKED = frozenset(
    {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip", ".jpg", ".jpeg", ".png", ".heic"}
)
_SCRIPT = Path(verifying.__file__)


class Member(NamedTuple):
    """A file of the payload: its path below `data/`, and its bytes or where they lie. sha: what they must be."""

    name: str
    source: Path | bytes
    sha: str = ""


@dataclass(frozen=True)
class Packed:
    """What a bag came to: its files and their bytes, without the tags."""

    files: int
    size: int


class _Bag:
    """A zip that is being written. `sums`: by algorithm and path the hash in hex."""

    def __init__(self, file: zipfile.ZipFile, root: str, at: datetime) -> None:
        self._zip, self._root, self._at = file, root, at
        self.sums: dict[str, dict[str, str]] = {name: {} for name in verifying.ALGORITHMS}
        self.size = 0

    def add(self, name: str, source: Path | bytes) -> str:
        """Put a file in; return its SHA-256."""
        digests = {algorithm: hashlib.new(algorithm) for algorithm in verifying.ALGORITHMS}
        info = zipfile.ZipInfo(f"{self._root}/{name}", self._at.timetuple()[:6])
        info.external_attr = 0o100644 << 16
        info.compress_type = zipfile.ZIP_STORED if Path(name).suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as target:
            for chunk in _chunks(source):
                target.write(chunk)
                self.size += len(chunk)
                for digest in digests.values():
                    digest.update(chunk)
        for algorithm, digest in digests.items():
            self.sums[algorithm][name] = digest.hexdigest()
        return self.sums["sha256"][name]

    def manifests(self, kind: str, names: Sequence[str]) -> None:
        """Write down the hashes of these files, once for each algorithm."""
        for algorithm in verifying.ALGORITHMS:
            lines = (f"{self.sums[algorithm][name]}  {_encoded(name)}\n" for name in names)
            self.add(f"{kind}-{algorithm}.txt", "".join(lines).encode())


def pack(target: Path, root: str, members: Sequence[Member], info: Mapping[str, str], at: datetime) -> Packed:
    """Write the bag to `target`; `info` goes into bag-info.txt, `at` is the time of all files in it.

    Refuses with `archive_faulty` if a file is not what it must be.
    """
    with zipfile.ZipFile(target, "w", allowZip64=True) as file:
        bag = _Bag(file, root, at)
        for member in members:
            found = bag.add(f"data/{member.name}", member.source)
            if member.sha not in ("", found):
                raise ArchiveFaulty(why=f"{member.name} was changed")
        packed = Packed(len(members), bag.size)
        payload = list(bag.sums["sha256"])
        said = {**info, "Payload-Oxum": f"{packed.size}.{packed.files}"}
        bag.add("bagit.txt", verifying.DECLARATION)
        bag.add("bag-info.txt", "".join(f"{name}: {value}\n" for name, value in said.items()).encode())
        bag.add("verify.py", _SCRIPT.read_bytes())
        bag.manifests("manifest", payload)
        bag.manifests("tagmanifest", [name for name in bag.sums["sha256"] if name not in payload])
    return packed


def _chunks(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _encoded(name: str) -> str:
    """A path as a manifest has it: only what would end its line is spelt out (RFC 8493, 2.1.3)."""
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
