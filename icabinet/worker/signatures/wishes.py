"""What a signature is to be, as the parent tells the child: plain data. No library is needed for it."""

from typing import Literal

import msgspec

# Whom the child may reach: nobody, this machine and private networks, anybody.
Reach = Literal["none", "inside", "any"]


class KeyFile(msgspec.Struct, frozen=True, tag="file"):
    """A PKCS#12 file with the password that opens it."""

    data: bytes
    password: str


class Token(msgspec.Struct, frozen=True, tag="token"):
    """A PKCS#11 token at the server. module: its library; label: of the token, "" for the only one that is there."""

    module: str
    label: str
    pin: str


class Service(msgspec.Struct, frozen=True, tag="service"):
    """A service that keeps keys and signs with them (CSC API, version 1). access: what lets this house in.

    credential: the signer's key there; pin, otp: by which the signer agrees, as far as the service asks for them.
    """

    url: str
    access: str
    credential: str
    pin: str = ""
    otp: str = ""


class Stamping(msgspec.Struct, frozen=True):
    """An authority for time-stamps (RFC 3161)."""

    url: str
    user: str = ""
    password: str = ""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What is seen of the signature, and where: between the signer's office and name, as they are printed.

    organ: whom the signer signs for, where the certificate does not say; at: the time, in words; picture: of the hand
    (PNG), b"" for none.
    """

    office: str
    name: str
    organ: str
    at: str
    picture: bytes = b""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """A signature on the PDF at `path`, to be written to `out`; place: the name of its field.

    roots: authorities (PEM) that are trusted, "" for whoever comes; ca: those that vouch for servers (path), "" for
    those of the system.
    """

    path: str
    out: str
    place: str
    look: Look
    key: KeyFile | Token | Service
    stamping: Stamping | None = None
    roots: str = ""
    ca: str = ""
    reach: Reach = "none"
