"""Bringing messages under TLS: only to a server that is vouched for, and with the right password."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from icabinet.config import from_environment
from icabinet.post.carrying import bring
from icabinet.post.parcels import NOT_LET_IN, UNREACHABLE, Bag, Office, Parcel
from icabinet.tls import ending
from icabinet.tls.certificates import make_authority, make_server
from icabinet.tls.folder import Folder
from tests.post.mailbox import Mailbox

PASSWORD = "a long enough password"
PARCEL = Parcel(
    sender="moi@example.vn", to="an@example.vn", content=b"Subject: x\r\nTo: an@example.vn\r\n\r\nhello\r\n"
)


def knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data.login == b"post" and data.password == PASSWORD.encode(), handled=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    place, authority = Folder(tmp_path_factory.mktemp("post")), make_authority(["127.0.0.1"])
    place.keep_authority(authority)
    place.keep_server(make_server(authority, ["127.0.0.1"]))
    return place


@pytest.fixture
def guarded(folder: Folder) -> Iterator[Mailbox]:
    """A mail server that takes nothing without TLS and a password."""
    context: ssl.SSLContext = ending.context(str(folder.server_certificate), str(folder.server_key))
    mailbox = Mailbox(tls_context=context, require_starttls=True, authenticator=knows).start()
    yield mailbox
    mailbox.close()


def office(mailbox: Mailbox, ca: Path | str, password: str = PASSWORD) -> Office:
    port = int(mailbox.url.rpartition(":")[2])
    known = {"user": "post", "password": password, "ca": str(ca), "me": "[127.0.0.1]"}
    return Office(scheme="smtp+starttls", host="127.0.0.1", port=port, **known)


def test_a_server_that_is_vouched_for_takes_what_comes_with_the_right_password(guarded: Mailbox, folder: Folder):
    trusted = office(guarded, folder.authority_certificate)
    assert [receipt.why for receipt in bring(Bag(office=trusted, parcels=[PARCEL, PARCEL]))] == ["", ""]
    assert len(guarded.taken) == 2


def test_a_wrong_password_and_a_stranger_get_nothing(guarded: Mailbox, folder: Folder):
    wrong = office(guarded, folder.authority_certificate, "wrong")
    (refused,) = bring(Bag(office=wrong, parcels=[PARCEL]))
    assert (refused.why, refused.said[:3]) == (NOT_LET_IN, "535")
    unknown = office(guarded, "")
    assert [one.why for one in bring(Bag(office=unknown, parcels=[PARCEL, PARCEL]))] == [UNREACHABLE] * 2
    assert guarded.taken == []


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"SMTP_URL": "mail.example.vn"}, "begins with"),
        ({"SMTP_URL": "smtp://mail.example.vn", "SMTP_USER": "post"}, "TLS only"),
        ({"SMTP_URL": "smtps://mail.example.vn"}, "MAIL_FROM"),
    ],
)
def test_settings_that_would_send_nothing_or_a_password_openly_are_refused(said: dict[str, str], complaint: str):
    with pytest.raises(ValueError, match=complaint):
        from_environment({f"ICABINET_{name}": value for name, value in {"SECRET_KEY": "x", **said}.items()})
