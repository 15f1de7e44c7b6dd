"""The parent's hold on the child that calls programs: it alone waits for names, networks and servers."""

from pathlib import Path

from icabinet.extensions import services
from icabinet.hooks.parcels import UNREACHABLE, Bag, Call, Receipt, Way
from icabinet.worker.once import asked

_MAIN = Path(__file__).with_name("__main__.py")
# For one that answers slowly, but for ever no child may keep a bag.
_PATIENCE_S, _EACH_S = 30.0, 12.0


def carry(calls: list[Call]) -> list[Receipt]:
    """Make calls to one address; return how each fared, in order."""
    settings = services().settings
    way = Way(inside=settings.hooks_inside, ca=settings.hooks_ca, closed=settings.outbound == "none")
    patience = _PATIENCE_S + _EACH_S * len(calls)
    receipts = list(asked(_MAIN, Bag(way=way, calls=calls), Receipt, len(calls), patience))
    # Whatever the child died of, the calls that it said nothing of are tried again.
    return receipts + [Receipt(why=UNREACHABLE)] * (len(calls) - len(receipts))
