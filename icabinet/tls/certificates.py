"""Certificates of our own: an authority that can vouch for nobody outside the house, and the server's (RFC 5280)."""

import ipaddress
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from icabinet.tls.names import HERE, address

AUTHORITY_DAYS = 3653
# Browsers refuse what lives longer than 398 days.
SERVER_DAYS = 397
# A certificate that is this close to its end is made anew.
SOON = timedelta(days=60)
# Tablets in a room without time server may be behind.
_BACKDATED = timedelta(days=1)
_HOUSE = "I-Cabinet"
_NETWORKS = (
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
    "::1/128", "fc00::/7", "fe80::/10",
)  # fmt: skip
# Names that no public name server may give away: RFC 6761, 6762, 8375, and ICANN's for private use.
_SUFFIXES = (HERE[0], "local", "lan", "internal", "home.arpa")


class Pair(NamedTuple):
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make_authority(names: Iterable[str]) -> Pair:
    """Make an authority for private networks and names, and for these names; it can make no other authorities."""
    key = ec.generate_private_key(ec.SECP256R1())
    begin = _begin()
    # Two authorities can be told apart in a tablet's list.
    subject = _name(f"{_HOUSE} {begin:%Y-%m-%d} {secrets.token_hex(2)}")
    builder = (
        _builder(subject, subject, key, begin, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(_permitted(names), None), critical=True)
    )
    return Pair(builder.sign(key, hashes.SHA256()), key)


def make_server(authority: Pair, names: Iterable[str]) -> Pair:
    """Make the certificate of a server of these names, which the authority must cover."""
    key = ec.generate_private_key(ec.SECP256R1())
    # A common name that looked like a host would be held against the authority's constraints.
    builder = (
        _builder(_name(f"{_HOUSE} server"), authority.certificate.subject, key, _begin(), SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
    )
    return Pair(builder.sign(authority.key, hashes.SHA256()), key)


def names_of(certificate: x509.Certificate) -> list[str]:
    """Return the names that a server's certificate is for."""
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [str(name.value) for name in names]


def uncovered(authority: x509.Certificate, names: Iterable[str]) -> list[str]:
    """Return the names that this authority cannot vouch for."""
    constraints = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    permitted = [tree.value for tree in constraints.permitted_subtrees or ()]
    return [name for name in names if not any(_covers(tree, name) for tree in permitted)]


def ends_soon(certificate: x509.Certificate) -> bool:
    return certificate.not_valid_after_utc < datetime.now(UTC) + SOON


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of the certificate as people compare it: pairs of digits between colons."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, begin: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        # Both ends belong to the life of a certificate.
        .not_valid_after(begin + timedelta(days=days, seconds=-1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _begin() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - _BACKDATED


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, _HOUSE), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    literal = address(name)
    return x509.IPAddress(literal) if literal else x509.DNSName(name)


def _permitted(names: Iterable[str]) -> list[x509.GeneralName]:
    trees: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_network(network)) for network in _NETWORKS]
    trees += [x509.DNSName(suffix) for suffix in _SUFFIXES]
    for name in names:
        if not any(_covers(tree.value, name) for tree in trees):
            literal = address(name)
            trees.append(x509.IPAddress(ipaddress.ip_network(literal)) if literal else x509.DNSName(name))
    return trees


def _covers(tree: object, name: str) -> bool:
    literal = address(name)
    if isinstance(tree, ipaddress.IPv4Network | ipaddress.IPv6Network):
        return literal is not None and literal in tree
    return literal is None and (name == tree or name.endswith(f".{tree}"))
