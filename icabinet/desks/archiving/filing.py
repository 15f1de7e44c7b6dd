"""Putting what was gathered into files: copies of what lies in the storage, the rest made by children."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from icabinet.archive.rules import ArchiveFaulty
from icabinet.desks.archiving.bagging import Member
from icabinet.desks.archiving.gathering import Content
from icabinet.desks.archiving.naming import safe_name
from icabinet.extensions import services
from icabinet.languages import LAWFUL, in_language
from icabinet.papers.pages import source_of
from icabinet.papers.storage import original_name
from icabinet.web.forms import made

_DEADLINE_S = 120.0
_FORMS = ("docx", "pdf")
README = """\
HỒ SƠ LƯU TRỮ PHIÊN HỌP / ARCHIVE OF A MEETING

journal.jsonl   nhật ký phiên họp, mỗi dòng một mục, nối với nhau bằng mã băm / the journal, a line for each entry
papers/         tài liệu gốc; papers.json nói tệp nào là tài liệu nào / the papers as they were filed
annotated/      tài liệu có ghi chú chung của phiên họp / papers with the marks that the meeting shared
documents/      biên bản, thông báo, nghị quyết, cả bản đã ký / minutes, notices and resolutions, the signed ones too
attached/       tệp kèm kết luận, nhiệm vụ / files that go with conclusions and tasks
votes/          kết quả biểu quyết, kiểm lại được / results of votes, to be counted again
attendance/     danh sách dự họp / who was here and when
records.json    nội dung phiên họp như thư ký thấy / the meeting as its secretary saw it

Kiểm tra / To check:    python verify.py <tệp hoặc thư mục này / this file or folder>
Phiếu kín không nêu ai bỏ phiếu thế nào; ghi chú riêng không có trong hồ sơ.
Of secret votes nothing says who voted how; nobody's private notes are in here.
"""


class Files:
    """The files of an archive, as they come to be in a folder that lasts until they are packed."""

    def __init__(self, content: Content, folder: Path) -> None:
        self._content, self._folder = content, folder
        self._count = 0

    def members(self, journal: Path) -> Iterator[Member]:
        """Yield every file of the archive; what children must make is made on the way."""
        yield Member("README.txt", README.encode())
        yield Member("journal.jsonl", journal)
        yield from self._papers()
        yield from self._documents()
        yield from self._attached()
        for name, said in self._content.plain.items():
            yield Member(name, msgspec.json.format(msgspec.json.encode(said)))

    def _papers(self) -> Iterator[Member]:
        listed = []
        for place, paper in enumerate(self._content.papers, 1):
            name = safe_name(f"{place:03} {paper['filename']}")
            yield Member(f"papers/{name}", self._stored(paper["sha"], paper["title"]), paper["sha"])
            annotated = f"annotated/{Path(name).stem}.pdf" if self._content.marks[paper["id"]] else None
            if annotated and (copy := self._annotated(paper)) is not None:
                yield Member(annotated, copy)
            kept = (
                "id",
                "title",
                "filename",
                "item",
                "sha",
                "size",
                "version",
                "replaces",
                "level",
                "by",
                "at",
                "state",
            )
            told = {name: paper[name] for name in kept}
            listed.append({**told, "file": f"papers/{name}", "annotated": annotated})
        yield Member("papers/papers.json", msgspec.json.format(msgspec.json.encode(listed)))

    def _stored(self, sha: str, what: str) -> Path:
        path = services().storage.find(original_name(sha))
        if path is None:
            raise ArchiveFaulty(why=f"the file of “{what}” is not in the storage")
        return path

    def _annotated(self, paper: dict[str, Any]) -> Path | None:
        """Return a copy of a paper with the marks that the meeting shared; None of one that has no pages."""
        source, storage = source_of(paper["sha"]), services().storage
        if source is None:
            return None
        say = in_language(LAWFUL)
        with storage.borrow() as name:
            services().bench.run(
                "annotate",
                deadline=_DEADLINE_S,
                source=source.file,
                out=name,
                marks=msgspec.json.encode(self._content.marks[paper["id"]]).decode(),
                flat=True,
                words=(say("Notes"), say("Page")),
            )
            path = storage.find(name)
            if path is None:
                raise ArchiveFaulty(why=f"the marks on “{paper['title']}” could not be drawn")
            return self._kept(path, "annotated.pdf")

    def _documents(self) -> Iterator[Member]:
        for place, (folder, document) in enumerate(self._content.documents, 1):
            name = Path(safe_name(f"{place:02} {document.name} - {document.said.about}.pdf")).stem
            for form in _FORMS:
                with made(document.said, form) as file, file:
                    path = self._fresh(f"document.{form}")
                    with path.open("wb") as target:
                        shutil.copyfileobj(file, target)
                yield Member(f"{folder}/{name}.{form}", path)
            if document.sha:
                signed = self._stored(document.sha, document.name)
                yield Member(f"{folder}/{name} (đã ký).pdf", signed, document.sha)

    def _attached(self) -> Iterator[Member]:
        for place, (_file, sha, filename) in enumerate(self._content.attached, 1):
            yield Member(f"attached/{safe_name(f'{place:02} {filename}')}", self._stored(sha, filename), sha)

    def _kept(self, path: Path, name: str) -> Path:
        copy = self._fresh(name)
        services().offload(shutil.copyfile, path, copy)
        return copy

    def _fresh(self, name: str) -> Path:
        self._count += 1
        return self._folder / f"{self._count}-{name}"
