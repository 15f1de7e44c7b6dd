"""A file with a password is stored without it, and nobody can find the password afterwards."""

import io
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from icabinet.desks import secrets
from icabinet.desks.bench import OwnBench
from icabinet.desks.filing import file_upload, file_version
from icabinet.desks.unlocking import Locked, WrongFilePassword
from icabinet.papers.storage import original_name
from icabinet.performing import Actor
from icabinet.worker.refusals import UnreadablePaper
from tests.desk import Desk, ref

PASSWORD = "mật khẩu 1234"


def locked(text: str = "confidential") -> io.BytesIO:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), text)
    how = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": PASSWORD, "owner_pw": "owner"}
    return io.BytesIO(document.tobytes(**how))


@pytest.fixture(autouse=True)
def unlocking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job as the children do it, here: what is asked of it is what matters."""
    real = OwnBench.run

    def run(self: OwnBench, job: str, *, source: str, **how: Any) -> dict[str, Any]:
        if job != "unlock":
            return real(self, job, source=source, **how)
        from icabinet.extensions import services  # of the app that asks

        path = services().storage.find(source)
        document = pymupdf.open(path, filetype="pdf")
        if not document.needs_pass:
            raise UnreadablePaper(reason="not_encrypted")
        if not document.authenticate(how["password"]):
            raise UnreadablePaper(reason="wrong_password")
        with services().storage.scratch() as made:
            document.save(made, encryption=pymupdf.PDF_ENCRYPT_NONE)
            services().storage.add(how["out"], made)
        return {}

    monkeypatch.setattr(OwnBench, "run", run)


def filed(desk: Desk, source: io.BytesIO, password: str = PASSWORD) -> Path:
    with desk.app.app_context():
        file_upload(
            Actor(desk.person("sec")), desk.meeting, ref("paper1"), None, "bao cao.pdf", Locked(source, password)
        )
    return original(desk, "paper1")


def original(desk: Desk, name: str) -> Path:
    return desk.services.storage.find(original_name(desk.kinds("m1", "papers")[ref(name)]["sha"]))


def test_the_original_is_kept_without_its_password(desk: Desk):
    assert not pymupdf.open(filed(desk, locked()), filetype="pdf").needs_pass


def test_a_new_version_may_have_a_password_too(desk: Desk):
    filed(desk, locked())
    with desk.app.app_context():
        desk.make_readable(ref("paper1"), 1)
        source = Locked(locked("newer"), PASSWORD)
        file_version(Actor(desk.person("sec")), desk.meeting, ref("newer"), ref("paper1"), "b.pdf", source)
    assert not pymupdf.open(original(desk, "newer"), filetype="pdf").needs_pass


def test_what_has_no_password_is_kept_as_it_came(desk: Desk):
    document = pymupdf.open()
    document.new_page()
    plain = document.tobytes()
    assert filed(desk, io.BytesIO(plain)).read_bytes() == plain


def test_a_wrong_password_is_refused_and_leaves_nothing(desk: Desk):
    with pytest.raises(WrongFilePassword):
        filed(desk, locked(), "something else")
    assert not [path for path in (desk.folder / "storage").rglob("*") if path.is_file()]


def test_the_password_is_nowhere_afterwards(desk: Desk, caplog: pytest.LogCaptureFixture):
    filed(desk, locked())
    kept = b"".join(path.read_bytes() for path in desk.folder.rglob("*") if path.is_file())
    for form in (PASSWORD.encode(), PASSWORD.encode().hex().encode()):
        assert form not in kept
    assert PASSWORD not in caplog.text
    assert PASSWORD not in repr(Locked(io.BytesIO(), PASSWORD))


def test_on_its_way_to_another_process_it_is_sealed(desk: Desk):
    with desk.app.app_context():
        sealed = secrets.sealed({"password": PASSWORD, "page": 3})
        assert (sealed["page"], PASSWORD in str(sealed)) == (3, False)
        assert secrets.opened(sealed) == {"password": PASSWORD, "page": 3}
