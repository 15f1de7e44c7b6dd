"""The child's side: bring a bag of messages to the mail server, and say of each how it fared."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress

from icabinet.post.parcels import LATER, NOT_LET_IN, REFUSED, UNREACHABLE, Bag, Next, Office, Parcel, Receipt
from icabinet.worker import wire

PATIENCE_S = 20.0
_FOR_GOOD = range(500, 600)
_LONGEST = 200


def serve(descriptor: int) -> None:
    """Take one bag, answer with a receipt for each of its parcels, each time wait for a word to go on, and end."""
    end = socket.socket(fileno=descriptor)
    end.setblocking(True)  # a green parent made it non-blocking
    with suppress(EOFError, OSError, ValueError):
        bag = wire.receive(end, Bag)
        if bag.office.inside_only:
            from icabinet.outbound import confine

            confine()
        for receipt in bring(bag):
            wire.send(end, receipt)
            wire.receive(end, Next)


def bring(bag: Bag) -> Iterator[Receipt]:
    """Yield a receipt for each parcel, in order."""
    line = Line(bag.office)
    for parcel in bag.parcels:
        yield line.bring(parcel)
    line.close()


class Line:
    """A connection to the mail server, made when it is needed, and anew after it broke."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._server: smtplib.SMTP | None = None
        self._trouble: Receipt | None = None

    def bring(self, parcel: Parcel) -> Receipt:
        if self._trouble is None and self._server is None:
            self._open()
        if self._trouble is not None or self._server is None:
            return self._trouble or Receipt(why=UNREACHABLE)
        try:
            self._server.sendmail(parcel.sender, [parcel.to], parcel.content)
        except smtplib.SMTPRecipientsRefused as refused:
            return _receipt(*refused.recipients[parcel.to])
        except smtplib.SMTPResponseException as refused:
            # What the server has against us, and not against whom it is for, may change.
            return Receipt(why=LATER, said=_said(refused.smtp_code, refused.smtp_error))
        except (smtplib.SMTPException, OSError) as error:
            self._server = None
            return Receipt(why=UNREACHABLE, said=type(error).__name__)
        return Receipt()

    def close(self) -> None:
        if self._server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._server.quit()

    def _open(self) -> None:
        """Connect and sign in; what goes wrong here goes wrong for the whole bag."""
        try:
            self._server = _connected(self._office)
        except smtplib.SMTPResponseException as refused:
            self._trouble = Receipt(why=NOT_LET_IN, said=_said(refused.smtp_code, refused.smtp_error))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._trouble = Receipt(why=UNREACHABLE, said=type(error).__name__)


def _connected(office: Office) -> smtplib.SMTP:
    trusted = ssl.create_default_context(cafile=office.ca or None)
    if office.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            office.host, office.port, office.me, timeout=PATIENCE_S, context=trusted
        )
    else:
        server = smtplib.SMTP(office.host, office.port, office.me, timeout=PATIENCE_S)
    try:
        if office.scheme == "smtp+starttls":
            server.starttls(context=trusted)
        if office.user:
            server.login(office.user, office.password)
    except BaseException:
        server.close()
        raise
    return server


def _receipt(code: int, said: bytes | str) -> Receipt:
    return Receipt(why=REFUSED if code in _FOR_GOOD else LATER, said=_said(code, said))


def _said(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {words}".split())[:_LONGEST]
