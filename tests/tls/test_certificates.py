"""`flask tls init`: what it makes, what it keeps, what it renews, and what such an authority cannot vouch for."""

import re
import ssl
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from icabinet.tls import certificates, ending, names
from icabinet.tls.certificates import Pair, make_authority, make_server, names_of
from icabinet.tls.folder import Folder
from tests.desk import Desk
from tests.tls.shaking import served, shake, trusting

Init = Callable[..., Result]
NAMES = "hop.example.vn, 192.168.7.5"


@pytest.fixture
def init(desk: Desk) -> Init:
    def run(*words: str) -> Result:
        return desk.app.test_cli_runner().invoke(args=["tls", "init", *words])

    return run


def extension(certificate: x509.Certificate, kind: type[Any]) -> x509.Extension[Any]:
    return certificate.extensions.get_extension_for_class(kind)


def pairs(desk: Desk) -> tuple[Pair, Pair]:
    """Return the authority and the server's certificate, with keys that fit."""
    folder = Folder(desk.folder)
    authority, server = folder.authority(), folder.server()
    assert authority
    assert server
    return authority, server


def test_one_command_makes_an_authority_and_the_servers_certificate(desk: Desk, init: Init) -> None:
    assert init("--names", NAMES).exit_code == 0
    authority, server = pairs(desk)
    server.certificate.verify_directly_issued_by(authority.certificate)
    assert names_of(server.certificate) == ["hop.example.vn", "192.168.7.5", "localhost", "127.0.0.1"]
    assert extension(server.certificate, x509.ExtendedKeyUsage).value == x509.ExtendedKeyUsage(
        [ExtendedKeyUsageOID.SERVER_AUTH]
    )
    life = server.certificate.not_valid_after_utc - server.certificate.not_valid_before_utc
    assert life < timedelta(days=397)


def test_the_authority_is_bound(desk: Desk, init: Init) -> None:
    init("--names", NAMES)
    authority = pairs(desk)[0].certificate
    basic = extension(authority, x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    assert extension(authority, x509.NameConstraints).critical
    years = (authority.not_valid_after_utc - authority.not_valid_before_utc).days / 365.25
    assert 9.9 < years < 10.1


def test_keys_are_read_by_their_owner_only(desk: Desk, init: Init) -> None:
    init()
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (desk.folder / "tls").glob("*.key")}
    assert modes == {"authority.key": "0o600", "server.key": "0o600"}
    assert (desk.folder / "tls").stat().st_mode & 0o077 == 0


def test_without_names_it_is_for_what_this_machine_is_called(desk: Desk, init: Init) -> None:
    init()
    made = names_of(pairs(desk)[1].certificate)
    assert set(names.found()) <= set(made)
    assert {"localhost", "127.0.0.1"} <= set(made)


def test_a_second_run_changes_nothing(desk: Desk, init: Init) -> None:
    init("--names", NAMES)
    before = {path: path.read_bytes() for path in (desk.folder / "tls").iterdir()}
    for words in ((), ("--names", NAMES)):
        assert init(*words).exit_code == 0
        assert {path: path.read_bytes() for path in (desk.folder / "tls").iterdir()} == before


def test_what_ends_soon_is_renewed_by_the_same_authority(
    desk: Desk, init: Init, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificates, "SERVER_DAYS", 50)
    init("--names", NAMES)
    authority, old = pairs(desk)
    monkeypatch.undo()
    assert init().exit_code == 0
    kept, new = pairs(desk)
    assert kept.certificate == authority.certificate
    assert new.certificate.not_valid_after_utc > old.certificate.not_valid_after_utc
    assert names_of(new.certificate) == names_of(old.certificate)


def test_other_names_need_another_certificate_but_no_other_authority(desk: Desk, init: Init) -> None:
    init("--names", NAMES)
    authority, _ = pairs(desk)
    assert init("--names", "phong-hop.local,10.1.2.3,b.hop.example.vn").exit_code == 0
    kept, new = pairs(desk)
    assert kept.certificate == authority.certificate
    assert names_of(new.certificate)[:3] == ["phong-hop.local", "10.1.2.3", "b.hop.example.vn"]


def test_a_name_beyond_the_authority_is_refused_until_there_is_a_new_one(desk: Desk, init: Init) -> None:
    init("--names", NAMES)
    before = pairs(desk)
    said = init("--names", "other.example.vn")
    assert said.exit_code == 1
    assert "other.example.vn: the authority was not made for it" in said.output
    assert pairs(desk)[1].certificate == before[1].certificate
    assert init("--names", "other.example.vn", "--new-authority").exit_code == 0
    authority, server = pairs(desk)
    assert authority.certificate != before[0].certificate
    server.certificate.verify_directly_issued_by(authority.certificate)


def test_an_authority_whose_key_was_taken_away_is_not_replaced_silently(desk: Desk, init: Init) -> None:
    init("--names", NAMES)
    (desk.folder / "tls" / "authority.key").unlink()
    said = init()
    assert said.exit_code == 1
    assert "authority.key is not there" in said.output
    assert "Traceback" not in said.output


def test_a_key_that_does_not_fit_is_made_anew(desk: Desk, init: Init) -> None:
    init("--names", NAMES)
    folder = desk.folder / "tls"
    (folder / "server.key").write_bytes((folder / "authority.key").read_bytes())
    assert init("--names", NAMES).exit_code == 0
    pairs(desk)


@pytest.mark.parametrize("name", ["*.example.vn", "https://a.vn", "a b", "-a.vn", "1.2.3", "a..b", "x" * 64])
def test_what_is_no_name_is_refused(desk: Desk, init: Init, name: str) -> None:
    said = init("--names", name)
    assert said.exit_code == 1
    assert "neither a host name nor an address" in said.output
    assert not (desk.folder / "tls").exists()


def test_it_says_what_to_do_next(desk: Desk, init: Init) -> None:
    said = init("--names", NAMES).output
    assert re.search(r"^ +ICABINET_TLS_CERT=.*/tls/server\.pem$", said, re.MULTILINE)
    assert "https://hop.example.vn:8000" in said
    # By the address: a tablet that has been here by the name before goes there by TLS only.
    assert "http://192.168.7.5/tls" in said
    assert certificates.fingerprint(pairs(desk)[0].certificate) in said
    # The code for cameras.
    assert "█▀▀" in said


# --- what clients make of it ---


@pytest.fixture
def authority(tmp_path: Path) -> Pair:
    pair = make_authority(["hop.example.vn"])
    Folder(tmp_path).keep_authority(pair)
    return pair


def greet(authority: Pair, called: list[str], host: str, tmp_path: Path) -> ssl.SSLObject:
    server = served(make_server(authority, called), tmp_path)
    return shake(server, trusting(tmp_path / "tls" / "authority.pem"), host)


@pytest.mark.parametrize("host", ["hop.example.vn", "phong.local", "localhost", "192.168.7.5", "fd00::5"])
def test_a_client_that_trusts_the_authority_trusts_the_server(authority: Pair, host: str, tmp_path: Path) -> None:
    assert greet(authority, [host], host, tmp_path).version() == "TLSv1.3"


@pytest.mark.parametrize("host", ["bank.example", "8.8.8.8", "example.vn", "2606:4700::1111"])
def test_the_authority_can_vouch_for_nobody_outside_even_if_its_key_is_stolen(
    authority: Pair, host: str, tmp_path: Path
) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        greet(authority, [host], host, tmp_path)


def test_the_authority_cannot_make_another(authority: Pair, tmp_path: Path) -> None:
    between = make_authority([])
    issued = x509.CertificateBuilder(
        issuer_name=authority.certificate.subject,
        subject_name=between.certificate.subject,
        public_key=between.key.public_key(),
        serial_number=1,
        not_valid_before=between.certificate.not_valid_before_utc,
        not_valid_after=between.certificate.not_valid_after_utc,
        extensions=list(between.certificate.extensions),
    ).sign(authority.key, SHA256())
    server = make_server(between, ["a.local"])
    folder = Folder(tmp_path)
    folder.keep_server(server)
    chain = folder.server_certificate
    chain.write_bytes(chain.read_bytes() + issued.public_bytes(Encoding.PEM))
    context = ending.context(str(chain), str(folder.server_key))
    with pytest.raises(ssl.SSLCertVerificationError, match="path length constraint exceeded"):
        shake(context, trusting(folder.authority_certificate), "a.local")


def test_another_host_is_refused(authority: Pair, tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        greet(authority, ["a.local"], "b.local", tmp_path)


def test_what_has_ended_is_refused(authority: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "SERVER_DAYS", 1)
    monkeypatch.setattr(certificates, "_BACKDATED", timedelta(days=2))
    with pytest.raises(ssl.SSLCertVerificationError, match="expired"):
        greet(authority, ["a.local"], "a.local", tmp_path)


def test_old_protocols_are_refused(authority: Pair, tmp_path: Path) -> None:
    server = served(make_server(authority, ["a.local"]), tmp_path)
    assert server.minimum_version is ssl.TLSVersion.TLSv1_2
    old = trusting(tmp_path / "tls" / "authority.pem")
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.deprecated_call():
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError):
        shake(server, old, "a.local")


def test_in_tls_1_2_there_is_forward_secrecy(authority: Pair, tmp_path: Path) -> None:
    server = served(make_server(authority, ["a.local"]), tmp_path)
    client = trusting(tmp_path / "tls" / "authority.pem")
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    cipher = shake(server, client, "a.local").cipher()
    assert cipher
    assert cipher[0].startswith("ECDHE")
    client.set_ciphers("AES128-SHA:ECDHE-ECDSA-AES128-SHA")
    with pytest.raises(ssl.SSLError):
        shake(server, client, "a.local")


def test_the_doctor_sees_an_end_coming(desk: Desk, init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "SERVER_DAYS", 50)
    # However long the name of this test's folder is.
    monkeypatch.setattr(sys.modules["icabinet.cli.doctor"], "_WIDTH", 1000)
    init("--names", NAMES)
    found = [
        line for line in desk.app.test_cli_runner().invoke(args=["doctor"]).output.splitlines() if "ends on" in line
    ]
    assert ["look" in line for line in found] == [False, True]
