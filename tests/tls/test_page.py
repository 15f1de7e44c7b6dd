"""The page by which tablets come to trust this house: for everybody, in both languages, with files that open."""

import hashlib
import plistlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from icabinet.tls.certificates import fingerprint
from icabinet.tls.folder import Folder
from tests.desk import Desk
from tests.web.visitor import Visitor


@pytest.fixture
def authority(desk: Desk) -> x509.Certificate:
    assert desk.app.test_cli_runner().invoke(args=["tls", "init"]).exit_code == 0
    found = Folder(desk.folder).trusted()
    assert found
    return found


@pytest.mark.parametrize("path", ["/tls", "/tls/icabinet.crt", "/tls/icabinet.mobileconfig"])
def test_where_there_is_no_authority_there_is_nothing_to_trust(desk: Desk, path: str) -> None:
    assert Visitor(desk).get(path).status_code == 404


def test_it_shows_the_fingerprint_of_what_it_gives(desk: Desk, authority: x509.Certificate) -> None:
    visitor = Visitor(desk)
    content = visitor.get("/tls/icabinet.crt").data
    assert content == authority.public_bytes(Encoding.DER)
    pairs = fingerprint(authority).split(":")
    assert "".join(pairs).lower() == hashlib.sha256(content).hexdigest()
    page = visitor.get("/tls").text
    assert all(f"<span>{pair}</span>" in page for pair in pairs)


def test_android_and_windows_know_the_file_for_a_certificate(desk: Desk, authority: x509.Certificate) -> None:
    answer = Visitor(desk).get("/tls/icabinet.crt")
    assert answer.content_type == "application/x-x509-ca-cert"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="icabinet.crt"'


def test_ipads_get_a_profile_with_the_same_certificate(desk: Desk, authority: x509.Certificate) -> None:
    answer = Visitor(desk).get("/tls/icabinet.mobileconfig")
    assert answer.content_type == "application/x-apple-aspen-config"
    profile = plistlib.loads(answer.data)
    assert profile["PayloadType"] == "Configuration"
    (payload,) = profile["PayloadContent"]
    assert payload["PayloadType"] == "com.apple.security.root"
    assert payload["PayloadContent"] == authority.public_bytes(Encoding.DER)
    assert profile["PayloadUUID"] != payload["PayloadUUID"]
    assert Visitor(desk).get("/tls/icabinet.mobileconfig").data == answer.data


def test_it_speaks_both_languages_without_a_cookie(desk: Desk, authority: x509.Certificate) -> None:
    visitor = Visitor(desk)
    assert "Tin cậy máy chủ này" in visitor.get("/tls").text
    english = visitor.get("/tls?lang=en").text
    assert "Trust this server" in english
    assert '<html lang="en"' in english
    assert "Tin cậy" in visitor.get("/tls?lang=xx").text


@pytest.mark.parametrize(
    ("agent", "open_steps"),
    [
        ("Mozilla/5.0 (Linux; Android 14; SM-X710)", "android"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X)", "apple"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "apple"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "windows"),
        ("curl", ""),
    ],
)
def test_the_steps_for_this_device_are_unfolded(
    desk: Desk, authority: x509.Certificate, agent: str, open_steps: str
) -> None:
    page = Visitor(desk).get("/tls", headers={"User-Agent": agent}).text
    unfolded = [
        part.partition('data-test="steps-')[2].partition('"')[0]
        for part in page.split("<details")[1:]
        if " open" in part.partition(">")[0]
    ]
    assert unfolded == ([open_steps] if open_steps else [])


def test_the_code_leads_to_the_address_that_the_page_was_found_under(desk: Desk, authority: x509.Certificate) -> None:
    assert "http://cabinet.lan:8080/tls" in Visitor(desk).get("/tls", base_url="http://cabinet.lan:8080").text
