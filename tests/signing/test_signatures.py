"""Signatures on a file: made by a key of any kind, seen in their place, stamped, lasting; whatever is changed shows."""

import io
import shutil
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from icabinet.desks import signing
from icabinet.errors import Refusal
from icabinet.worker.refusals import UnreadablePaper
from icabinet.worker.signatures import trust
from icabinet.worker.signatures.checking import check_signatures
from icabinet.worker.signatures.making import make
from icabinet.worker.signatures.places import place_of
from icabinet.worker.signatures.refusals import NoPlaceToSign, NoTimeStamp
from icabinet.worker.signatures.wishes import KeyFile, Look, Service, Stamping, Wish
from tests.apart import apart
from tests.signing.authority import PASSWORD, PIN, Authority, Made

CHAIR = {"office": "Chủ tọa", "name": "Nguyễn Văn An"}
SECRETARY = {"office": "Thư ký", "name": "Lê Thị Bình"}
SAID = {"organ": "UBND tỉnh", "at": "26.11.2026 09:31:05 +07:00"}


@dataclass(frozen=True)
class Signers:
    chair: Made
    secretary: Made


@pytest.fixture(scope="module")
def signers(authority: Authority) -> Signers:
    return Signers(authority.give("Nguyễn Văn An"), authority.give("Lê Thị Bình", rsa_key=True))


def sign(path: Path, who: dict[str, str], key: Any, *, field: str = "Chu-toa", **also: Any) -> tuple[Path, str]:
    """Sign a file; return the signed one, and how lasting the signature is said to be."""
    out = path.with_name(f"{path.stem}-{field}.pdf")
    picture = also.pop("picture", b"")
    look = Look(**who, **SAID, picture=picture)
    return out, apart(make, Wish(path=str(path), out=str(out), place=field, look=look, key=key, **also))["level"]


def verdicts(path: Path, roots: str) -> list[tuple[str, str]]:
    return [(one["verdict"], one["level"]) for one in apart(check_signatures, str(path), roots)["signatures"]]


def text_in(path: Path, box: tuple[int, int, int, int]) -> str:
    left, bottom, right, top = box
    with pymupdf.open(path) as document:
        sheet = document[1]
        return sheet.get_textbox(pymupdf.Rect(left, sheet.rect.height - top, right, sheet.rect.height - bottom))


def test_a_place_lies_between_office_and_name(minutes: Path) -> None:
    chair = place_of(str(minutes), **CHAIR)
    secretary = place_of(str(minutes), **SECRETARY)
    assert (chair.page, secretary.page) == (1, 1)
    assert secretary.box[2] < chair.box[0] + 60
    for place in (chair, secretary):
        assert 842 - 300 < place.box[1] < place.box[3] < 842 - 200
    # Where the name is not known, room is left as the form leaves it.
    assert 60 < place_of(str(minutes), "Chủ tọa", "").size[1] < 80
    with pytest.raises(NoPlaceToSign):
        place_of(str(minutes), "Giám đốc", "")


def test_both_sign_and_both_signatures_hold(minutes: Path, authority: Authority, signers: Signers) -> None:
    first, level = sign(minutes, SECRETARY, KeyFile(authority.file(signers.secretary), PASSWORD), field="Thu-ky")
    second, _ = sign(first, CHAIR, KeyFile(authority.file(signers.chair), PASSWORD), roots=authority.pem)
    assert level == "B-B"
    # What was signed is there to the byte, with something added.
    assert second.read_bytes().startswith(first.read_bytes())
    assert first.read_bytes().startswith(minutes.read_bytes())
    told = apart(check_signatures, str(second), authority.pem)["signatures"]
    assert [(one["place"], one["certificate"]["name"], one["verdict"]) for one in told] == [
        ("Thu-ky", "Lê Thị Bình", "good"),
        ("Chu-toa", "Nguyễn Văn An", "good"),
    ]
    assert verdicts(second, "") == [("unknown", "B-B")] * 2
    assert verdicts(second, Authority().pem) == [("unknown", "B-B")] * 2


def test_another_program_finds_the_signatures_valid(minutes: Path, authority: Authority, signers: Signers) -> None:
    program = shutil.which("pdfsig")
    if program is None:
        pytest.skip("poppler-utils is not installed (tools/servers.sh installs it where it can)")
    first, _ = sign(minutes, SECRETARY, KeyFile(authority.file(signers.secretary), PASSWORD), field="Thu-ky")
    second, _ = sign(first, CHAIR, KeyFile(authority.file(signers.chair), PASSWORD))
    home = {"HOME": str(minutes.parent), "LANG": "C.UTF-8"}
    told = subprocess.run([program, str(second)], capture_output=True, text=True, check=False, env=home).stdout
    assert told.count("Signature is Valid.") == 2, told
    assert told.count("ETSI.CAdES.detached") == 2


def test_who_signed_for_whom_and_when_is_seen_in_the_place(
    minutes: Path, authority: Authority, signers: Signers
) -> None:
    hand = io.BytesIO()
    Image.new("RGBA", (300, 120), (20, 40, 200, 255)).save(hand, "PNG")
    key = KeyFile(authority.file(signers.chair), PASSWORD)
    out, _ = sign(minutes, CHAIR, key, picture=hand.getvalue())
    place = place_of(str(minutes), **CHAIR)
    said = text_in(out, place.box)
    for words in ("Người ký: Nguyễn Văn An", "Cơ quan: Ủy ban nhân dân", "Thời gian ký: 26.11.2026 09:31:05 +07:00"):
        assert words in said
    with pymupdf.open(out) as document:
        left, _bottom, right, top = place.box
        spot = pymupdf.Rect((left + right) / 2 - 4, 842 - top + 6, (left + right) / 2 + 4, 842 - top + 14)
        assert document[1].get_pixmap(clip=spot).pixel(2, 2) == (20, 40, 200)


def test_what_is_changed_afterwards_shows(minutes: Path, authority: Authority, signers: Signers) -> None:
    out, _ = sign(minutes, CHAIR, KeyFile(authority.file(signers.chair), PASSWORD))
    data = bytearray(out.read_bytes())
    # Within the file's own name, which no program looks at.
    data[data.index(b"/ID") + 6] ^= 1
    (spoilt := out.with_name("spoilt.pdf")).write_bytes(data)
    assert verdicts(spoilt, authority.pem) == [("broken", "B-B")]
    with pymupdf.open(out) as document:
        document[0].insert_text((85, 200), "Thêm một dòng")
        document.saveIncr()
    assert verdicts(out, authority.pem) == [("changed", "B-B")]


def test_a_stamped_signature_outlives_its_certificate_and_nobody_is_asked_later(
    minutes: Path, authority: Authority, signers: Signers
) -> None:
    stamping = Stamping(f"{authority.url}/tsa")
    key = KeyFile(authority.file(signers.chair), PASSWORD)
    lasting, level = sign(minutes, CHAIR, key, stamping=stamping, roots=authority.pem)
    assert level == "B-LTA"
    authority.asked.clear()
    assert verdicts(lasting, authority.pem) == [("good", "B-LTA")]
    assert authority.asked == []
    told = apart(check_signatures, str(lasting), authority.pem)["signatures"][0]
    assert abs(told["stamped"] - told["at"]) < 60_000
    # Without authorities there is nothing to ask whether they took it back: it is stamped, and no more.
    assert sign(minutes, CHAIR, key, stamping=stamping)[1] == "B-T"


def test_a_certificate_that_had_ended_is_told_from_one_that_nobody_knows(
    minutes: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust, "check_fit", lambda _: None)
    made = authority.give("Nguyễn Văn An", until=-timedelta(days=1))
    out, _ = sign(minutes, CHAIR, KeyFile(authority.file(made), PASSWORD))
    assert verdicts(out, authority.pem) == [("expired", "B-B")]


def test_a_service_signs_and_says_no_in_its_own_words(minutes: Path, authority: Authority, signers: Signers) -> None:
    authority.keep(signers.chair)
    out, _ = sign(minutes, CHAIR, Service(authority.url, "let me in", "key 1", pin=PIN))
    assert verdicts(out, authority.pem) == [("good", "B-B")]
    with pytest.raises(Refusal) as refused:
        sign(minutes, CHAIR, Service(authority.url, "let me in", "key 1", pin="000000"))
    assert (refused.value.code, refused.value.data) == ("signing_service_refused", {"said": "Mã PIN không đúng"})


@pytest.mark.parametrize(
    ("code", "given", "password"),
    [
        ("wrong_key_password", {}, "another"),
        ("certificate_expired", {"until": -timedelta(days=1)}, PASSWORD),
        ("certificate_not_for_signing", {"for_signing": False}, PASSWORD),
    ],
)
def test_a_key_that_does_not_fit_is_refused(
    minutes: Path, authority: Authority, code: str, given: dict[str, Any], password: str
) -> None:
    made = authority.give("Nguyễn Văn An", **given)
    with pytest.raises(Refusal) as refused:
        sign(minutes, CHAIR, KeyFile(authority.file(made), password))
    assert refused.value.code == code


def test_a_key_that_nobody_vouches_for_or_was_taken_back_is_refused(minutes: Path, authority: Authority) -> None:
    stranger, gone = Authority(), authority.give("Nguyễn Văn An")
    authority.revoked.append(gone[0])
    stamping = Stamping(f"{authority.url}/tsa")
    for data, code in (
        (stranger.file(stranger.give("Nguyễn Văn An")), "certificate_untrusted"),
        (authority.file(gone), "certificate_revoked"),
        (b"not a key", "not_a_key_file"),
    ):
        with pytest.raises(Refusal) as refused:
            sign(minutes, CHAIR, KeyFile(data, PASSWORD), stamping=stamping, roots=authority.pem)
        assert refused.value.code == code
    authority.silent = True
    try:
        with pytest.raises(Refusal) as refused:
            sign(minutes, CHAIR, KeyFile(authority.file(authority.give("A")), PASSWORD), stamping=stamping)
        assert refused.value.code == "no_time_stamp"
    finally:
        authority.silent = False


def test_a_child_without_leave_reaches_nobody(minutes: Path, authority: Authority, signers: Signers) -> None:
    key, out = KeyFile(authority.file(signers.chair), PASSWORD), minutes.with_name("out.pdf")
    told = {"path": str(minutes), "out": str(out), "place": "Chu-toa", "look": Look(**CHAIR, **SAID), "key": key}
    authority.asked.clear()
    with pytest.raises(NoTimeStamp):
        signing._ask(Wish(**told, stamping=Stamping(f"{authority.url}/tsa"), reach="none"))
    assert authority.asked == []
    assert not out.exists()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\ntrailer<</Root 1 0 R>>", b"x" * 5_000])
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    (path := tmp_path / "some.pdf").write_bytes(data)
    with pytest.raises(UnreadablePaper):
        apart(check_signatures, str(path), "")


def test_a_file_without_signatures_has_none(minutes: Path) -> None:
    assert apart(check_signatures, str(minutes), "") == {"signatures": []}
