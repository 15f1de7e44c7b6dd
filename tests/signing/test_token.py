"""A token at the server (PKCS#11): its key signs and stays there, a wrong PIN is refused. SoftHSM plays the token."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from icabinet.desks.signing import signed
from icabinet.worker.signatures.keys import signer_of
from icabinet.worker.signatures.refusals import NoToken, WrongKeyPassword
from icabinet.worker.signatures.wishes import Look, Token
from tests.desk import Desk
from tests.signing.authority import PIN, Authority

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
LOOK = Look(office="Chủ tọa", name="Nguyễn Văn An", organ="UBND", at="26.11.2026 09:31:05 +07:00")


@pytest.fixture
def module(authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A token called "chair" with a key and its certificate; the library that speaks to it."""
    found = [path for path in MODULES if Path(path).exists()]
    if not found or not shutil.which("softhsm2-util"):
        pytest.skip("SoftHSM is not installed (tools/servers.sh installs it where it can)")
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    run("--init-token", "--free", "--label", "chair", "--pin", PIN, "--so-pin", PIN)
    certificate, key = authority.give("Nguyễn Văn An", rsa_key=True)
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    run("--import", str(tmp_path / "key.pem"), "--token", "chair", "--label", "sign", "--id", "a1", "--pin", PIN)
    put_certificate(found[0], certificate.public_bytes(Encoding.DER), certificate.subject.public_bytes())
    return found[0]


def run(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True, env=dict(os.environ))


def put_certificate(library: str, certificate: bytes, subject: bytes) -> None:
    """In a process of its own: a library reads its settings once."""
    script = (
        "import sys, pkcs11\n"
        "from pkcs11 import Attribute as A\n"
        "token = pkcs11.lib(sys.argv[1]).get_token(token_label='chair')\n"
        "with token.open(user_pin=sys.argv[2], rw=True) as session:\n"
        "    session.create_object({A.CLASS: pkcs11.ObjectClass.CERTIFICATE, A.TOKEN: True, A.ID: b'\\xa1',\n"
        "        A.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509, A.SUBJECT: bytes.fromhex(sys.argv[4]),\n"
        "        A.LABEL: 'sign', A.VALUE: bytes.fromhex(sys.argv[3])})\n"
    )
    arguments = [shutil.which("python3") or "python3", "-c", script, library, PIN, certificate.hex(), subject.hex()]
    subprocess.run(arguments, check=True, env=dict(os.environ))


def test_a_token_signs(desk: Desk, module: str, minutes: Path) -> None:
    with desk.app.app_context(), signed(minutes, "Chu-toa", LOOK, Token(module, "chair", PIN)) as (path, told):
        assert told["certificate"]["name"] == "Nguyễn Văn An"
        assert path.read_bytes().startswith(minutes.read_bytes())
    wrong = {Token(module, "chair", "000000"): WrongKeyPassword, Token(module, "x", PIN): NoToken}
    for token, refusal in wrong.items():
        with pytest.raises(refusal), signer_of(token, ""):
            pass
