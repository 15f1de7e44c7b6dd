"""The signer's key: out of a file, on a token at the server, or with a service."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import Signer, SimpleSigner

from icabinet.worker.signatures.refusals import NotAKeyFile, NoToken, WrongKeyPassword
from icabinet.worker.signatures.service import service_signer
from icabinet.worker.signatures.wishes import KeyFile, Service, Token

if TYPE_CHECKING:
    import pkcs11


@contextmanager
def signer_of(key: KeyFile | Token | Service, ca: str) -> Iterator[Signer]:
    """Have a signer for as long as the block lasts."""
    if isinstance(key, KeyFile):
        yield _from_file(key)
    elif isinstance(key, Token):
        with _from_token(key) as signer:
            yield signer
    else:
        yield service_signer(key, ca)


def _from_file(key: KeyFile) -> Signer:
    try:
        found, certificate, _others = pkcs12.load_key_and_certificates(key.data, key.password.encode())
    except ValueError as error:
        # The library says the same of a wrong password and of damage within the sealed part.
        wrong = "password" in str(error).lower() or "mac" in str(error).lower()
        raise (WrongKeyPassword if wrong else NotAKeyFile) from error
    if found is None or certificate is None:
        raise NotAKeyFile
    signer: Signer = SimpleSigner.load_pkcs12_data(key.data, (), key.password.encode())
    return signer


@contextmanager
def _from_token(key: Token) -> Iterator[Signer]:
    """Find the key that has a certificate, and may sign, on the token of this label."""
    import pkcs11
    from pyhanko.sign.pkcs11 import PKCS11Signer

    try:
        session = _token(key).open(user_pin=key.pin)
    except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid, pkcs11.PinLocked) as error:
        raise WrongKeyPassword from error
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise NoToken(label=key.label) from error
    with session:
        kinds, names = pkcs11.ObjectClass, pkcs11.Attribute
        keys = {found[names.ID] for found in session.get_objects({names.CLASS: kinds.PRIVATE_KEY})}
        held = list(session.get_objects({names.CLASS: kinds.CERTIFICATE}))
        for one in held:
            if one[names.ID] in keys:
                certificate = x509.Certificate.load(one[names.VALUE])
                others = [x509.Certificate.load(other[names.VALUE]) for other in held if other is not one]
                yield PKCS11Signer(session, signing_cert=certificate, ca_chain=others, key_id=one[names.ID])
                return
        raise NoToken(label=key.label)


def _token(key: Token) -> "pkcs11.Token":
    import pkcs11

    for slot in pkcs11.lib(key.module).get_slots(token_present=True):
        token = slot.get_token()
        if key.label in ("", token.label.strip()):
            return token
    raise NoToken(label=key.label)
