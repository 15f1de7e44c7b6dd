"""An authority for certificates and time, of a test's own: it gives keys, takes them back, stamps, signs from afar."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

PASSWORD = "mật khẩu của tệp"
PIN = "123456"
_DAY = timedelta(days=1)
Made = tuple[x509.Certificate, Any]


def _name(common: str, organ: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common), x509.NameAttribute(NameOID.ORGANIZATION_NAME, organ)]
    return x509.Name(parts)


class Authority:
    """Vouches for whom it gives a certificate. While it is `served`, it answers at `url`: /crl, /tsa, /csc/v1/."""

    def __init__(self) -> None:
        self.url = ""
        self.key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Thử nghiệm CA", "Cơ quan chứng thực thử nghiệm")
        now = datetime.now(UTC)
        self.root = (
            x509.CertificateBuilder(name, name, self.key.public_key(), x509.random_serial_number())
            .not_valid_before(now - 30 * _DAY)
            .not_valid_after(now + 30 * _DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        self.revoked: list[x509.Certificate] = []
        self.asked: list[str] = []
        self.silent = False
        self._kept: Made | None = None
        self._stamper: DummyTimeStamper | None = None

    @property
    def pem(self) -> str:
        return self.root.public_bytes(Encoding.PEM).decode()

    def give(
        self, common: str, organ: str = "Ủy ban nhân dân", *, until: timedelta = 10 * _DAY, rsa_key: bool = False,
        for_time: bool = False, for_signing: bool = True,
    ) -> Made:  # fmt: skip
        """Make a key and a certificate for it."""
        key: Any = rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1())
        made = (
            x509.CertificateBuilder(
                self.root.subject, _name(common, organ), key.public_key(), x509.random_serial_number()
            )
            .not_valid_before(datetime.now(UTC) - 20 * _DAY)
            .not_valid_after(datetime.now(UTC) + until)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .add_extension(
                _usage(digital_signature=True, content_commitment=True)
                if for_signing
                else _usage(key_encipherment=True),
                critical=True,
            )
        )
        if for_time:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        if self.url:
            where = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{self.url}/crl")], None, None, None)
            made = made.add_extension(x509.CRLDistributionPoints([where]), critical=False)
        return made.sign(self.key, hashes.SHA256()), key

    def file(self, made: Made, password: str = PASSWORD) -> bytes:
        """Return the key with its certificate, as people get it on a stick."""
        certificate, key = made
        return pkcs12.serialize_key_and_certificates(
            b"signer", key, certificate, [self.root], BestAvailableEncryption(password.encode())
        )

    def keep(self, made: Made) -> None:
        """Keep a key for its owner, who has the PIN, and sign with it from afar."""
        self._kept = made

    def taken_back(self) -> bytes:
        now = datetime.now(UTC)
        told = x509.CertificateRevocationListBuilder(self.root.subject).last_update(now - _DAY).next_update(now + _DAY)
        for one in self.revoked:
            entry = x509.RevokedCertificateBuilder(one.serial_number, now - _DAY / 2)
            told = told.add_revoked_certificate(entry.build())
        return told.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def stamp(self, asked: bytes) -> bytes:
        if self._stamper is None:
            certificate, key = self.give("Thử nghiệm TSA", rsa_key=True, for_time=True)
            others = SimpleCertificateStore()
            others.register(asn1_x509.Certificate.load(self.root.public_bytes(Encoding.DER)))
            plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            own = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
            self._stamper = DummyTimeStamper(own, keys.PrivateKeyInfo.load(plain), others)
        answer: bytes = self._stamper.request_tsa_response(tsp.TimeStampReq.load(asked)).dump()
        return answer

    def sign_from_afar(self, path: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Answer as a signing service does (CSC API)."""
        assert self._kept is not None
        certificate, key = self._kept
        if path == "credentials/info":
            chain = [certificate, self.root]
            told = [base64.b64encode(one.public_bytes(Encoding.DER)).decode() for one in chain]
            return 200, {"cert": {"certificates": told}}
        if path == "credentials/authorize":
            if asked.get("PIN") != PIN:
                return 400, {"error": "invalid_pin", "error_description": "Mã PIN không đúng"}
            return 200, {"SAD": "agreed"}
        assert asked["SAD"] == "agreed"
        digest = base64.b64decode(asked["hash"][0])
        made = key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))
        return 200, {"signatures": [base64.b64encode(made).decode()]}

    @contextmanager
    def served(self) -> Iterator["Authority"]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _usage(**chosen: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: chosen.get(name, False) for name in names})


def _handler(authority: Authority) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, "application/pkix-crl", authority.taken_back())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/tsa":
                self._answer(200, "application/timestamp-reply", authority.stamp(body))
            else:
                status, told = authority.sign_from_afar(self.path.removeprefix("/csc/v1/"), json.loads(body))
                self._answer(status, "application/json", json.dumps(told).encode())

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            authority.asked.append(self.path)
            if authority.silent:
                status, body = 503, b""
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
