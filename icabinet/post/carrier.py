"""The parent's hold on the child that speaks to the mail server: it alone waits for names, networks and servers."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from icabinet.extensions import services
from icabinet.post.parcels import UNREACHABLE, Bag, Next, Office, Parcel, Receipt, office_of
from icabinet.worker.once import asked

_MAIN = Path(__file__).with_name("__main__.py")
# For a server that answers slowly, but for ever no child may keep a bag.
_PATIENCE_S = 60.0
_EACH_S = 5.0


def carry(parcels: list[Parcel]) -> Generator[Receipt]:
    """Bring messages to the mail server that is set; yield how each fared, in order, as soon as it is known."""
    told, patience = 0, _PATIENCE_S + _EACH_S * len(parcels)
    # Not before it is written down is the next one brought: a crash leaves one in doubt, not a bag.
    bag = Bag(office=_office(), parcels=parcels)
    with closing(asked(_MAIN, bag, Receipt, len(parcels), patience, go_on=Next())) as receipts:
        for told, receipt in enumerate(receipts, 1):  # noqa: B007 - so many were told when it ends
            yield receipt
    # Whatever the child died of, the messages that it said nothing of are tried again.
    yield from [Receipt(why=UNREACHABLE)] * (len(parcels) - told)


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
