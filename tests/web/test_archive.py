"""The archive of a meeting: made, taken along, checked by Python alone; and every part that is changed is found."""

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pymupdf
import pytest

from icabinet.archive.verifying import examine
from icabinet.desks.archiving import desk as archiving
from icabinet.desks.conversion import convert
from icabinet.desks.filing import file_upload
from icabinet.performing import Actor
from icabinet.worker.forms import told
from tests.desk import MAIN, Desk, ref
from tests.web.test_routes import pdf
from tests.web.visitor import Visitor

DOC = ref("doc1")
CONTENT = msgspec.to_builtins(
    told.Minutes(
        superior="",
        body="Body",
        number="",
        kind="Biên bản",
        about="Phiên họp",
        parts=[told.Line(text="Bắt đầu")],
        signers=[told.Signer(office="Thư ký", name="A"), told.Signer(office="Chủ tọa", name="B")],
        copies=["Lưu: VT."],
    )
)
SIGNED = b"%PDF-1.7 as it was signed"
WITH_CONCLUSION, WITH_TASK, TAKEN_AWAY = b"with the conclusion", b"with the task", b"taken away again"
PRIVATE, CONFIDED = "lời của riêng tôi", "chỉ cho thư ký"


@pytest.fixture(scope="module")
def held(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A meeting that was held: papers, marks of all kinds, votes of all kinds, minutes."""
    desk = Desk.copy(template, tmp_path_factory.mktemp("archive") / "data")
    with desk.app.app_context():
        for name, filename in (("paper1", "Báo cáo: số 1.pdf"), ("paper2", "hẹp.pdf")):
            file_upload(Actor(desk.person("sec")), MAIN, ref(name), None, filename, pdf(), f"Title of {name}")
            convert(desk.stream, ref(name))
    desk.act("sec", "papers.restrict", id=ref("paper2"), level="limited", people=[desk.person("m1")])
    desk.start()
    for who in ("chair", "sec", "m1", "m2"):
        desk.act(who, "attendance.check_in")
    desk.draw("m1", "stroke1")
    desk.draw("m1", "stroke2", private=True)
    note = {"paper": ref("paper1"), "page": 1, "colour": "#112233", "width": 20, "points": [1, 2, 500]}
    desk.act(
        "m1", "ink.draw", id=ref("stroke3"), tool="note", text=CONFIDED, to=[f"person:{desk.person('sec')}"], **note
    )
    desk.act("m1", "ink.draw", private=True, id=ref("stroke4"), tool="note", text=PRIVATE, **note)
    for poll, secret in (("poll1", False), ("poll2", True), ("poll3", False)):
        desk.open_poll(poll, secret=secret)
        for who in ("chair", "m1", "m2"):
            tracker = {"chair": "2345678abc", "m1": "2345678abd", "m2": "2345678abe"}[who]
            desk.cast(who, poll, "no" if who == "m1" else "yes", tracker)
        desk.act("chair", "polls.cancel" if poll == "poll3" else "polls.close", id=ref(poll))
    desk.act("sec", "minutes.begin", id=DOC, kind="minutes", about="Phiên họp", passages=[{"key": "a", "text": "x"}])
    seen, head = desk.records("sec")[f"documents/{DOC}"]["revision"], desk.head()
    with desk.services.db.reading() as session:
        link = session.connection().exec_driver_sql(
            "SELECT hash FROM entries WHERE stream=? AND seq=?", (desk.stream, head)
        )
        printed = link.scalar().hex()
    desk.inside("sec", "minutes.issue", id=DOC, content=CONTENT, seen=seen, seq=head, head=printed)
    with desk.app.app_context():
        signed = desk.services.storage.keep(io.BytesIO(SIGNED), 10**6)
    who = {"name": "A", "organ": "B", "issuer": "C", "serial": "01", "fingerprint": "0" * 64, "until": 1}
    desk.inside(
        "sec", "signing.sign", id=ref("signature1"), document=DOC, place="secretary", before="0" * 64,
        sha=signed.sha, size=signed.size, level="B-B", certificate=who,
    )  # fmt: skip
    _attach(desk)
    desk.act("sec", "meetings.end")
    yield desk
    desk.close()


def _attach(desk: Desk) -> None:
    """Files with the conclusion, of which one is taken away again, and one with a task."""
    desk.act("sec", "conclusions.record", item=None, text="Kết luận")
    desk.act("sec", "tasks.give", id=ref("task1"), item=None, text="Việc", unit="Sở Tài chính")
    task = {"task": ref("task1")}
    for name, content, where in (("1", WITH_CONCLUSION, {}), ("2", TAKEN_AWAY, {}), ("3", WITH_TASK, task)):
        with desk.app.app_context():
            kept = desk.services.storage.keep(io.BytesIO(content), 10**6)
        file = {"id": ref(name), "filename": f"{name}.txt", "sha": kept.sha, "size": kept.size}
        desk.inside("sec", "tasks.add_file" if where else "conclusions.add_file", **file, **where)
    desk.act("sec", "conclusions.remove_file", id=ref("2"))


@pytest.fixture(scope="module")
def made(held: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its archive, asked for on its page, made by the desk, and taken along."""
    secretary = Visitor(held, "sec")
    page = f"/meetings/{MAIN}/archive"
    archive = ref("archive1")
    assert secretary.post(f"{page}/act/archive.make", {"act": ref("a"), "id": archive}).status_code == 303
    assert "Đang lập" in secretary.get(page).text
    with held.app.app_context():
        for job in archiving.left_over():
            archiving.make(*job)
        assert archiving.left_over() == []
    assert "Đầy đủ, đã kiểm tra" in secretary.get(page).text, held.records("sec")[f"archives/{archive}"]
    with secretary.get(f"/meetings/{MAIN}/archives/{archive}/file") as answer:
        assert (
            "filename*=UTF-8" in answer.headers["Content-Disposition"]
            or ".zip" in answer.headers["Content-Disposition"]
        )
        target = tmp_path_factory.mktemp("taken") / "archive.zip"
        target.write_bytes(answer.data)
    said = held.records("sec")[f"archives/{archive}"]
    assert (said["taken_by"], said["sha"]) == (held.person("sec"), hashlib.sha256(target.read_bytes()).hexdigest())
    return target


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {info.filename.partition("/")[2]: file.read(info) for info in file.infolist()}


def packed(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, data in files.items():
            file.writestr(f"bag/{name}", data)
    return path


def with_manifests(files: dict[str, bytes]) -> dict[str, bytes]:
    """Have all manifests say what the files are now, as somebody would who wants to hide what they changed."""
    own = {name: data for name, data in files.items() if "manifest-" not in name}
    payload = {name: data for name, data in own.items() if name.startswith("data/")}
    lines = own["bag-info.txt"].decode().splitlines()
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
    own["bag-info.txt"] = "\n".join([*(line for line in lines if "Oxum" not in line), oxum, ""]).encode()
    for kind in ("manifest", "tagmanifest"):
        for algorithm in ("sha256", "sha512"):
            some = (
                payload if kind == "manifest" else {n: d for n, d in own.items() if not n.startswith(("data/", "tagm"))}
            )
            text = "".join(f"{hashlib.new(algorithm, data).hexdigest()}  {name}\n" for name, data in some.items())
            own[f"{kind}-{algorithm}.txt"] = text.encode()
    return own


def test_it_has_all_that_is_to_be_kept_and_nothing_private(held: Desk, made: Path):
    files = contents(made)
    assert examine(made)[0] == []
    names = {name for name in files if name.startswith("data/")}
    assert "data/papers/001 Báo cáo số 1.pdf" in names
    assert {name.partition("/")[2].partition("/")[0] for name in names} == {
        "README.txt", "annotated", "attached", "attendance", "documents",
        "journal.jsonl", "papers", "records.json", "votes",
    }  # fmt: skip
    for folder in ("documents", "votes", "attendance"):
        assert {Path(name).suffix for name in names if name.startswith(f"data/{folder}/")} == {".json", ".docx", ".pdf"}
    # What is for some only, or for nobody else, is nowhere in it, in whatever file.
    for secret in (PRIVATE, CONFIDED):
        assert not [
            name for name, data in files.items() if secret.encode() in data or json.dumps(secret)[1:-1].encode() in data
        ]
        for name in (name for name in names if name.endswith(".pdf") and files[name].startswith(b"%PDF")):
            if files[name] == SIGNED:
                continue
            with pymupdf.open(stream=files[name], filetype="pdf") as document:
                assert not any(secret in page.get_text() for page in document), name
    assert {WITH_CONCLUSION, WITH_TASK} <= set(files.values())
    assert TAKEN_AWAY not in files.values()
    entries = [json.loads(line) for line in files["data/journal.jsonl"].splitlines()]
    kept_back = [(one["name"], one["actor"] == held.person("m1")) for one in entries if one.get("withheld")]
    # The mark for the secretary, and the ballots of the vote that was called off.
    assert sorted(kept_back) == [("ink.drawn", True), *[("polls.ballot_cast", False)] * 2, ("polls.ballot_cast", True)]
    secret_vote = json.loads(files[f"data/votes/{ref('poll2')}.json"])
    assert secret_vote["result"]["roll"] is None
    assert len(secret_vote["result"]["trackers"]) == 3
    assert not [one for one in entries if one["name"] == "polls.ballot_cast" and ref("poll2") in (one["body"] or "")]
    assert "notebook" not in "".join(names)


def test_python_alone_checks_it_wherever_it_lies(made: Path, tmp_path: Path):
    with zipfile.ZipFile(made) as file:
        root = Path(file.namelist()[0]).parts[0]
        file.extractall(tmp_path)
    entries = (tmp_path / root / "data" / "journal.jsonl").read_text().splitlines()
    printed = json.loads(entries[4])["hash"]
    command = [sys.executable, "-I", "-S", str(tmp_path / root / "verify.py")]
    for what in (made, tmp_path / root):
        ran = subprocess.run(
            [*command, what, "--head", printed], cwd="/", capture_output=True, text=True, env={}, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert "everything is as it was" in ran.stdout
    ran = subprocess.run(
        [*command, made, "--head", "ab" * 32], cwd="/", capture_output=True, text=True, env={}, check=False
    )
    assert (ran.returncode, "no entry of the journal has the hash" in ran.stdout) == (1, True)


def test_one_changed_byte_of_any_file_is_found(made: Path, tmp_path: Path):
    files = contents(made)
    for name, data in files.items():
        for quarter in (1, 2, 3):
            spoilt = bytearray(data)
            spoilt[len(spoilt) * quarter // 4] ^= 1
            faults, _ = examine(packed(files | {name: bytes(spoilt)}, tmp_path / "spoilt.zip"))
            assert [fault for fault in faults if name in fault or "bag-info" in fault or "tagmanifest" in name], name


def test_a_file_that_is_missing_or_too_many_is_found(made: Path, tmp_path: Path):
    files = contents(made)
    for name in files:
        less = {other: data for other, data in files.items() if other != name}
        assert any(name in fault for fault in examine(packed(less, tmp_path / "less.zip"))[0]), name
    more = examine(packed(files | {"data/new.txt": b"x"}, tmp_path / "more.zip"))[0]
    assert "data/new.txt is not listed in manifest-sha256.txt" in more


def _journal(change: Callable[[list[dict[str, object]]], object]) -> Callable[[dict[str, bytes]], None]:
    def work(files: dict[str, bytes]) -> None:
        entries = [json.loads(line) for line in files["data/journal.jsonl"].splitlines()]
        change(entries)
        files["data/journal.jsonl"] = b"".join(json.dumps(one).encode() + b"\n" for one in entries)

    return work


def _vote(files: dict[str, bytes]) -> None:
    name = f"data/votes/{ref('poll1')}.json"
    record = json.loads(files[name])
    record["result"]["outcomes"][0]["counts"]["yes"] = 9
    files[name] = json.dumps(record).encode()


def _paper(files: dict[str, bytes]) -> None:
    name = next(name for name in files if name.startswith("data/papers/001"))
    files[name] += b" "


def _attached(files: dict[str, bytes]) -> None:
    files[next(name for name, data in files.items() if data == WITH_TASK)] += b" "


def _signature(files: dict[str, bytes]) -> None:
    files[next(name for name, data in files.items() if data == SIGNED)] += b" "


def _document(files: dict[str, bytes]) -> None:
    files[f"data/documents/{DOC}.json"] = json.dumps(CONTENT | {"about": "Other"}).encode()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_paper, "is not what was filed"),
        (_document, "does not say what was issued"),
        (_signature, "the signed file of the document"),
        (_attached, "is missing or was changed"),
        (_vote, "is not what the journal says"),
        (_journal(lambda all_: all_[5].update(body='{"item":null}')), "the body of entry 6 was changed"),
        (_journal(lambda all_: all_[5].update(actor="somebody")), "the envelope of entry 6 was changed"),
        (_journal(lambda all_: all_[5].update(body=None)), "is gone and nobody erased it"),
        (_journal(lambda all_: all_[5].update(body=None, withheld=True)), "is gone and nobody erased it"),
        (_journal(lambda all_: all_.pop(5)), "entry 6 of the journal is missing"),
        (_journal(lambda all_: all_.pop()), "the journal does not end as bag-info.txt says"),
    ],
)
def test_who_changes_the_manifests_too_is_found_by_the_journal(made: Path, tmp_path: Path, change, fault):
    files = contents(made)
    change(files)
    faults, _ = examine(packed(with_manifests(files), tmp_path / "forged.zip"))
    assert any(fault in one for one in faults), faults


def test_a_journal_written_anew_has_another_hash_than_the_minutes_say(made: Path, tmp_path: Path):
    """Who forges everything is found by what is printed on paper, or by the SHA-256 of the file."""
    sha = hashlib.sha256(made.read_bytes()).hexdigest()
    assert examine(made, sha256=sha)[0] == []
    assert examine(packed(with_manifests(contents(made)), tmp_path / "other.zip"), sha256=sha)[0]


def test_what_is_no_archive_is_called_so(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"no zip")
    assert "this is no archive" in examine(tmp_path / "a.zip")[0][0]
    assert examine(packed({}, tmp_path / "b.zip"))[0]


def test_by_command(held: Desk, made: Path, tmp_path: Path):
    runner = held.app.test_cli_runner()
    ran = runner.invoke(args=["archive", "make", MAIN, str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    file = next(tmp_path.glob("*.zip"))
    assert file.stat().st_mode & 0o077 == 0
    assert runner.invoke(args=["archive", "make", MAIN, str(file)]).exit_code == 1
    assert runner.invoke(args=["archive", "make", ref("none")]).exit_code == 1
    ran = runner.invoke(args=["archive", "verify", str(file)])
    assert (ran.exit_code, "0 faults" in ran.output) == (0, False), ran.output
    file.write_bytes(file.read_bytes()[:-30])
    assert runner.invoke(args=["archive", "verify", str(file)]).exit_code == 1


def test_what_cannot_be_whole_is_not_made(held: Desk, made: Path):
    sha = held.kinds("sec", "papers")[ref("paper1")]["sha"]
    place = held.folder / "storage" / "originals" / sha[:2] / sha
    kept = place.read_bytes()
    place.write_bytes(kept + b" ")
    try:
        held.act("sec", "archive.make", id=ref("archive2"))
        with held.app.app_context():
            archiving.make(held.stream, ref("archive2"))
    finally:
        place.write_bytes(kept)
    said = held.records("sec")[f"archives/{ref('archive2')}"]
    assert (said["state"], said["reason"]) == ("failed", "damaged")
    assert "Không lập được" in Visitor(held, "aud").get(f"/meetings/{MAIN}/archive").text


def test_administrators_set_how_long_meetings_are_kept(held: Desk, made: Path):
    administrator = Visitor(held, "admin")
    body = re.search(r"/retention/(\w+)\"", administrator.get("/retention").text)[1]
    assert administrator.post(f"/retention/{body}", {"room": "0", "written": ""}).status_code == 422
    text = administrator.get("/retention").text
    assert "Chưa có phiên họp" in text
    for one in re.findall(r"/retention/(\w+)\"", text):
        assert administrator.post(f"/retention/{one}", {"room": "10", "written": ""}).status_code == 303
    assert f'data-meeting="{MAIN}"' in administrator.get("/retention").text
    assert "10 năm" in Visitor(held, "chair").get(f"/meetings/{MAIN}/archive").text
    assert administrator.post(f"/retention/meetings/{MAIN}/erase", {"why": "The period is over"}).status_code == 303
    assert held.records("m1")[f"meetings/{MAIN}"]["state"] == "ended"
