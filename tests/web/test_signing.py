"""Signing on the page of an issued document: by its secretary and its chair, with a file that is kept nowhere."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from icabinet.cli.findings import State
from icabinet.cli.parcel import needed
from icabinet.cli.signers import signers
from icabinet.desks import signing
from icabinet.journal import reading
from icabinet.worker.signatures.wishes import KeyFile, Stamping, Token
from tests.desk import MAIN, Desk, ref
from tests.signing.authority import PASSWORD, Authority
from tests.web.visitor import Visitor

DOCUMENT, OPEN = ref("document1"), ref("document2")
PASSAGES = [{"key": "opening", "text": "Nội dung cuộc họp."}]


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def keys(authority: Authority) -> dict[str, bytes]:
    return {who: authority.file(authority.give(f"Người ký {who}")) for who in ("sec", "chair")}


@pytest.fixture(scope="module")
def house(template: Desk, authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A meeting with minutes that are issued, and a notice that is not."""
    folder = tmp_path_factory.mktemp("signing")
    (folder / "roots.pem").write_text(authority.pem)
    desk = Desk.copy(template, folder / "data", sign_roots=str(folder / "roots.pem"))
    for document, kind in ((DOCUMENT, "minutes"), (OPEN, "conclusions")):
        desk.act("sec", "minutes.begin", id=document, kind=kind, about="Phiên họp", passages=PASSAGES)
    Visitor(desk, "sec").post(path("/issue"), {"act": ref("issue"), "number": ""})
    yield desk
    desk.close()


def path(rest: str = "", document: str = DOCUMENT) -> str:
    return f"/meetings/{MAIN}/documents/{document}{rest}"


def sign(desk: Desk, who: str, key: bytes, **also: Any) -> Any:
    document = also.pop("document", DOCUMENT)
    form = {"act": ref(f"act{who}"), "id": ref(f"sig{who}"), "way": "file", "password": PASSWORD, **also}
    return Visitor(desk, who).post(path("/sign", document), {**form, "key": (io.BytesIO(key), "key.p12")})


def verify(desk: Desk, file: Path) -> Result:
    return desk.app.test_cli_runner().invoke(args=["sign", "verify", str(file)])


@pytest.fixture(scope="module")
def signed(house: Desk, keys: dict[str, bytes]) -> bytes:
    """The minutes with both signatures, as they are downloaded."""
    for who in ("sec", "chair"):
        assert sign(house, who, keys[who]).status_code == 303
    with Visitor(house, "m1").get(path("/file.pdf")) as answer:
        return answer.data


def test_secretary_and_chair_sign_and_everybody_sees_it(house: Desk, signed: bytes) -> None:
    page = Visitor(house, "m1").get(path()).text
    # On the sheet, and beside it.
    assert [page.count(f"Người ký {who}") for who in ("sec", "chair")] == [2, 2]
    assert "2/2" in Visitor(house, "m1").get(f"/meetings/{MAIN}/documents").text
    told = house.kinds("guest", "signatures")
    assert {one["place"] for one in told.values()} == {"secretary", "chair"}
    checked = Visitor(house, "guest").get(path("/signatures")).text
    assert checked.count('data-verdict="good"') == 2
    with house.services.db.reading() as session:
        assert reading.verify(session, house.stream).fault is None
        # A backup takes along what was signed, every state of it.
        assert len({name for name in needed(session) if name.startswith("originals/")}) >= 2


def test_a_key_leaves_no_trace(house: Desk, signed: bytes, keys: dict[str, bytes]) -> None:
    for file in house.folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert PASSWORD.encode() not in data, file
            assert all(key[:64] not in data for key in keys.values()), file


def test_any_file_can_be_looked_at(house: Desk, signed: bytes) -> None:
    visitor = Visitor(house, "m2")
    page = visitor.post("/signatures", {"file": (io.BytesIO(signed), "bien-ban.pdf")})
    assert page.text.count('data-verdict="good"') == 2
    assert path() in page.text
    # Who has no part in the meeting learns that it is whole, and not where it belongs.
    assert path() not in Visitor(house, "out").post("/signatures", {"file": (io.BytesIO(signed), "a.pdf")}).text
    spoilt = visitor.post("/signatures", {"file": (io.BytesIO(b"no pdf"), "a.pdf")})
    assert spoilt.status_code == 422
    assert Visitor(house).get("/signatures").status_code == 302


def test_a_command_says_whether_signatures_hold(
    house: Desk, authority: Authority, signed: bytes, tmp_path: Path
) -> None:
    (whole := tmp_path / "whole.pdf").write_bytes(signed)
    ran = verify(house, whole)
    assert ran.exit_code == 0, ran.output
    assert len(re.findall(r"^good  B-B", ran.output, re.MULTILINE)) == 2
    assert "signed here" in ran.output


def test_who_may_not_sign_does_not(house: Desk, signed: bytes, keys: dict[str, bytes]) -> None:
    for who, status in {"m1": 403, "guest": 403, "screen": 403, "out": 404}.items():
        assert sign(house, who, keys["sec"]).status_code == status
    before = house.head()
    # Twice in one place, and what is not issued.
    sign(house, "chair", keys["chair"], act=ref("again"), id=ref("again"))
    sign(house, "chair", keys["chair"], act=ref("early"), id=ref("early"), document=OPEN)
    sign(house, "chair", keys["chair"], act=ref("way"), id=ref("way"), way="token")
    assert house.head() == before


def test_the_doctor_looks_at_whom_the_house_trusts(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with house.app.app_context():
        assert [(one.state, one.said) for one in signers()] == [(State.OK, "1 authorities are trusted")]
        monkeypatch.setitem(house.services.settings.__dict__, "sign_token", "/nowhere.so")
        monkeypatch.setitem(house.services.settings.__dict__, "sign_roots", "/nowhere.pem")
        assert [one.state for one in signers()] == [State.WRONG, State.WRONG]


def test_a_child_reaches_nobody_unless_it_must() -> None:
    file, token = KeyFile(b"", ""), Token("library.so", "", "")
    assert signing._reach(file, None) == "none"
    assert signing._environment(file) == {}
    assert not [name for name in signing._environment(token) if name.startswith("ICABINET_")]


def test_a_closed_room_speaks_to_the_inside_only(house: Desk) -> None:
    with house.app.app_context():
        assert signing._reach(KeyFile(b"", ""), Stamping("https://tsa.example.vn")) == "any"
        assert signing._reach(Token("library.so", "", ""), None) == "inside"
