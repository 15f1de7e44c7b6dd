"""Folders of one's own over HTTP: what lies there is read, found and had back by its owner, and by nobody else."""

import io
import re
from pathlib import Path

import pymupdf
import pytest
from werkzeug.test import TestResponse

from icabinet.cli.parcel import needed
from icabinet.desks import indexing, own_files
from icabinet.folders.rules import DEEPEST
from icabinet.folders.tables import FileRow, FolderRow, KeptPaperRow, NoteRow
from icabinet.search.tables import TextRow
from tests.desk import MAIN, NOISE, Desk, ref
from tests.noise import WORD
from tests.web.visitor import Visitor

OTHERS = ("m2", "sec", "chair", "aud", "admin")
SAID = "Phương án dự phòng"


def pdf(*said: str) -> io.BytesIO:
    with pymupdf.open() as document:
        for words in said:
            document.new_page(width=595, height=842).insert_htmlbox((72, 72, 500, 200), words)
        # A whole font makes it so large that the client spools it into a file, which it leaves open.
        document.subset_fonts()
        return io.BytesIO(document.tobytes(no_new_id=True, deflate=True))


def put(visitor: Visitor, *said: str, folder: str = "", name: str = "Kế hoạch.pdf") -> TestResponse:
    return visitor.post("/folders/files", {"folder": folder, "file": (pdf(*(said or (SAID,))), name)})


def rows(desk: Desk, table: type) -> list:
    with desk.services.db.reading() as session:
        return list(session.query(table))


def work(desk: Desk) -> None:
    """Have done what waits on the desk."""
    with desk.app.app_context():
        for job in own_files.waiting():
            own_files.convert(*job)


def stored(desk: Desk) -> list[str]:
    """Return everything that the storage has of people's own files, and the pictures of all pages."""
    storage = Path(desk.folder) / "storage"
    places = [storage / "own", storage / "checksums" / "own", storage / "pages"]
    return sorted(str(path) for place in places for path in place.rglob("*") if path.is_file())


@pytest.fixture
def owner(desk: Desk) -> Visitor:
    return Visitor(desk, "m1")


@pytest.fixture
def file(desk: Desk, owner: Visitor) -> FileRow:
    """A file of m1 that can be read."""
    assert put(owner, SAID, "Trang hai").status_code == 303
    work(desk)
    found = rows(desk, FileRow)
    assert [(one.state, one.reason) for one in found] == [("ready", None)]
    return found[0]


def test_its_owner_reads_a_file_and_has_it_back(desk: Desk, owner: Visitor, file: FileRow) -> None:
    page = owner.get("/folders")
    assert "Kế hoạch" in page.text
    assert f"/folders/files/{file.id}" in page.text
    reader = owner.get(f"/folders/files/{file.id}")
    assert file.key in reader.text
    picture = owner.get(f"/papers/{file.key}/pages/2?w=400", buffered=True)
    assert (picture.status_code, picture.mimetype) == (200, "image/png")
    words = owner.get(f"/papers/{file.key}/pages/1/words").json["words"]
    assert " ".join(word[4] for word in words) == SAID
    original = owner.get(f"/folders/files/{file.id}/original", buffered=True)
    assert original.data.startswith(b"%PDF")
    assert "K%E1%BA%BF" in original.headers["Content-Disposition"]
    assert original.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_comes_near_it(desk: Desk, owner: Visitor, file: FileRow, who: str) -> None:
    owner.post("/folders", {"name": "Riêng"})
    folder = rows(desk, FolderRow)[0].id
    owner.post("/folders/notes", {"title": "Riêng tư", "text": SAID, "folder": folder})
    note = rows(desk, NoteRow)[0].id
    # What was drawn for its owner is at hand, and still nobody else's.
    assert owner.get(f"/papers/{file.key}/pages/1?w=400", buffered=True).status_code == 200
    other = Visitor(desk, who)
    for path in (
        f"/folders/files/{file.id}", f"/folders/files/{file.id}/original", f"/folders/{folder}",
        f"/folders/notes/{note}", f"/papers/{file.key}/pages/1?w=400", f"/papers/{file.key}/pages/1/words",
        f"/papers/{file.key}/structure", f"/papers/{file.key}/annotations",
        f"/papers/{file.key}/pages/1/tiles/4000/0/0",
    ):  # fmt: skip
        assert other.get(path).status_code == 404, path
    for path, form in (
        (f"/folders/{folder}", {"name": "x"}),
        (f"/folders/{folder}/remove", {}),
        (f"/folders/files/{file.id}", {"title": "x"}),
        (f"/folders/notes/{note}", {"title": "x", "text": ""}),
        (f"/folders/things/file/{file.id}/move", {}),
        (f"/folders/things/file/{file.id}/remove", {}),
        (f"/folders/things/note/{note}/remove", {}),
        ("/folders", {"name": "x", "parent": folder}),
        ("/folders/notes", {"title": "x", "text": "", "folder": folder}),
    ):
        assert other.post(path, form).status_code == 404, path
    assert put(other, folder=folder).status_code == 404
    assert "Kế hoạch" not in other.get("/folders").text
    assert SAID not in other.get("/search?q=du+phong").text
    assert "Riêng" not in other.get("/search/folders?q=").text
    assert "Kế hoạch" in owner.get("/folders").text


def test_a_tablet_that_is_signed_in_for_one_meeting_has_none(desk: Desk, file: FileRow) -> None:
    tablet = Visitor(desk, "m1", only=MAIN)
    assert tablet.get("/folders").status_code == 403
    assert tablet.get(f"/papers/{file.key}/pages/1?w=400").status_code == 404
    assert "Kế hoạch" not in tablet.get("/search?q=du+phong").text
    assert 'href="/folders"' not in tablet.get("/").text


def test_its_words_are_found_with_and_without_marks(owner: Visitor, file: FileRow) -> None:
    for typed in ("phuong+an", "dự+phòng"):
        found = owner.get(f"/search?q={typed}").text
        assert re.search(rf"/folders/files/{file.id}\?page=1&amp;q=", found), typed
    assert f"/folders/files/{file.id}?page=2" in owner.get("/search?q=trang+hai").text
    assert f"/folders/files/{file.id}" in owner.get("/search/folders?q=ke+hoach").text
    # The published search is of meetings.
    assert file.key not in owner.get("/api/v1/search?q=phuong").text


def test_what_is_deleted_is_gone(desk: Desk, owner: Visitor, file: FileRow) -> None:
    assert owner.get(f"/papers/{file.key}/pages/1?w=400", buffered=True).status_code == 200
    assert stored(desk)
    answer = owner.post(f"/folders/things/file/{file.id}/remove")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert stored(desk) == []
    assert owner.get(f"/papers/{file.key}/pages/1?w=400").status_code == 404
    assert owner.get(f"/folders/files/{file.id}/original").status_code == 404
    with desk.app.app_context():
        for job in indexing.left_over():
            indexing.deal(*job)
    assert [row for row in rows(desk, TextRow) if row.sha == file.key] == []
    assert "Kế hoạch" not in owner.get("/search?q=phuong+an").text


def test_the_same_bytes_are_another_file_for_somebody_else(desk: Desk, owner: Visitor, file: FileRow) -> None:
    other = Visitor(desk, "m2")
    put(other, SAID, "Trang hai")
    work(desk)
    mine, theirs = sorted(rows(desk, FileRow), key=lambda row: row.person != desk.person("m1"))
    assert mine.key != theirs.key
    owner.post(f"/folders/things/file/{mine.id}/remove")
    assert other.get(f"/papers/{theirs.key}/pages/1?w=400", buffered=True).status_code == 200


def test_a_backup_has_them_as_long_as_they_are_kept(desk: Desk, owner: Visitor, file: FileRow) -> None:
    name = f"own/{file.key[:2]}/{file.key}"
    with desk.services.db.reading() as session:
        assert name in needed(session)
    owner.post(f"/folders/things/file/{file.id}/remove")
    with desk.services.db.reading() as session:
        assert name not in needed(session)


def test_what_cannot_be_read_says_why_and_is_had_back(desk: Desk, owner: Visitor) -> None:
    owner.post("/folders/files", {"file": (io.BytesIO(b"PK nothing"), "hỏng.docx")})
    assert "data-converting" in owner.get("/folders").text
    work(desk)
    (row,) = rows(desk, FileRow)
    assert row.state == "failed"
    page = owner.get("/folders")
    assert 'data-state="failed"' in page.text
    assert "data-converting" not in page.text
    assert owner.get(f"/folders/files/{row.id}").status_code == 303
    assert owner.get(f"/folders/files/{row.id}/original", buffered=True).data == b"PK nothing"


def test_there_is_so_much_room_and_no_more(template: Desk, tmp_path: Path) -> None:
    desk = Desk.copy(template, tmp_path / "data", folders_mb=0)
    try:
        owner = Visitor(desk, "m1")
        put(owner)
        assert "0 MB" in owner.get("/folders").text
        assert rows(desk, FileRow) == []
        assert stored(desk) == []
    finally:
        desk.close()


def test_state_secrets_and_bad_ids_are_refused(desk: Desk, owner: Visitor) -> None:
    put(owner, name="Tối mật.pdf")
    owner.post("/folders", {"name": "Tuyệt mật"})
    assert rows(desk, FileRow) == rows(desk, FolderRow) == []
    for path in ("/folders/nothing", "/folders/files/nothing", "/folders/notes/nothing"):
        assert owner.get(path).status_code == 404
    assert owner.post("/folders/things/nothing/x/remove").status_code == 404
    assert owner.post("/folders/notes", {"title": "", "text": "x"}).status_code == 422


def test_folders_lie_in_one_another_and_go_with_all_that_is_in_them(desk: Desk, owner: Visitor) -> None:
    parent = ""
    for n in range(DEEPEST + 1):
        owner.post("/folders", {"name": f"F{n}", "parent": parent})
        parent = next((row.id for row in rows(desk, FolderRow) if row.name == f"F{n}"), parent)
    names = {row.name: row.id for row in rows(desk, FolderRow)}
    assert sorted(names) == [f"F{n}" for n in range(DEEPEST)]
    put(owner, folder=names["F2"])
    owner.post("/folders/notes", {"title": "N", "text": "", "folder": names["F3"]})
    # Into itself it does not go.
    owner.post(f"/folders/{names['F1']}", {"name": "F1", "parent": names["F2"]})
    assert {row.id: row.parent for row in rows(desk, FolderRow)}[names["F1"]] == names["F0"]
    assert "F3" in owner.get(f"/folders/{names['F2']}").text
    assert owner.post(f"/folders/{names['F1']}/remove", {"back": names["F0"]}).status_code == 303
    assert [row.name for row in rows(desk, FolderRow)] == ["F0"]
    assert rows(desk, FileRow) == rows(desk, NoteRow) == []
    assert stored(desk) == []


def test_a_note_that_was_changed_elsewhere_is_not_written_over(desk: Desk, owner: Visitor) -> None:
    owner.post("/folders/notes", {"title": "Việc cần hỏi", "text": "một"})
    (row,) = rows(desk, NoteRow)
    first = {"title": row.title, "text": "hai", "seen": str(row.at)}
    assert owner.post(f"/folders/notes/{row.id}", first).status_code == 303
    second = owner.post(f"/folders/notes/{row.id}", {**first, "text": "ba"})
    assert second.status_code == 409
    assert "hai" in second.text
    assert "ba</textarea>" in second.text
    seen = re.search(r'name="seen" value="(\d+)"', second.text)
    assert seen
    assert owner.post(f"/folders/notes/{row.id}", {**first, "text": "ba", "seen": seen[1]}).status_code == 303
    assert rows(desk, NoteRow)[0].text == "ba"
    assert f"/folders/notes/{row.id}" in owner.get("/search/folders?q=can+hoi").text


def test_a_paper_put_by_is_the_newest_and_only_as_long_as_it_may_be_read(desk: Desk, owner: Visitor) -> None:
    desk.file_paper("paper1")
    page = owner.get(f"/folders/papers?meeting={MAIN}&paper={ref('paper1')}")
    assert re.search(rf'value="{ref("paper1")}" checked', page.text)
    owner.post("/folders/papers", {"meeting": MAIN, "paper": ref("paper1")})
    owner.post("/folders/papers", {"meeting": MAIN, "paper": ref("paper1")})
    assert len(rows(desk, KeptPaperRow)) == 1
    assert f"/meetings/{MAIN}?paper={ref('paper1')}" in owner.get("/folders").text
    desk.replace_paper("paper2", "paper1")
    assert f"/meetings/{MAIN}?paper={ref('paper2')}" in owner.get("/folders").text
    only = {"roles": [], "units": [], "people": [desk.person("m2")], "until": None}
    for paper in ("paper1", "paper2"):
        desk.act("sec", "papers.restrict", id=ref(paper), level="limited", **only)
    page = owner.get("/folders")
    assert "paper2" not in page.text
    assert 'data-test="kept-paper"' in page.text
    assert ref("paper2") not in owner.get("/search/folders?q=paper2").text


def test_papers_that_one_may_not_read_are_not_put_by(desk: Desk) -> None:
    out = Visitor(desk, "m1")
    assert out.post("/folders/papers", {"meeting": NOISE, "paper": ref("nothing1")}).status_code == 404
    stranger = Visitor(desk, "out")
    desk.file_paper("paper1")
    assert stranger.post("/folders/papers", {"meeting": MAIN, "paper": ref("paper1")}).status_code == 404
    assert stranger.get(f"/folders/papers?meeting={MAIN}").status_code == 404
    assert rows(desk, KeptPaperRow) == []
    assert WORD not in Visitor(desk, "sec").get("/folders").text


def test_nothing_of_it_is_in_any_journal(desk: Desk, owner: Visitor, file: FileRow) -> None:
    assert [told for told in desk.told if file.key in str(told)] == []
    owner.post(f"/folders/things/file/{file.id}/remove")
    assert [told for told in desk.told if file.id in str(told)] == []
