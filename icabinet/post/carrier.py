"""The parent's hold on the child that speaks to the mail server: it alone waits for names, networks and servers."""

from pathlib import Path
from urllib.parse import urlsplit

from icabinet.extensions import services
from icabinet.post.parcels import UNREACHABLE, Bag, Office, Parcel, Receipt, office_of
from icabinet.worker.once import asked

_MAIN = Path(__file__).with_name("__main__.py")
# For a server that answers slowly, but for ever no child may keep a bag.
_PATIENCE_S = 60.0
_EACH_S = 5.0


def carry(parcels: list[Parcel]) -> list[Receipt]:
    """Bring messages to the mail server that is set; return how each fared, in order."""
    patience = _PATIENCE_S + _EACH_S * len(parcels)
    receipts = asked(_MAIN, Bag(office=_office(), parcels=parcels), Receipt, len(parcels), patience)
    # Whatever the child died of, the messages that it said nothing of are tried again.
    return receipts + [Receipt(why=UNREACHABLE)] * (len(parcels) - len(receipts))


def _office() -> Office:
    settings = services().settings
    scheme, host, port = office_of(settings.smtp_url)
    return Office(
        scheme=scheme,
        host=host,
        port=port,
        user=settings.smtp_user,
        password=settings.smtp_password,
        ca=settings.smtp_ca,
        me=_greeting(urlsplit(settings.origin).hostname or ""),
        inside_only=settings.outbound == "none",
    )


def _greeting(host: str) -> str:
    """Return how we call ourselves: looking up one's own name could take half a minute."""
    is_name = "." in host and not host.replace(".", "").isdigit()
    return host if is_name else "[127.0.0.1]"
