"""What can happen to positions, and to the items that are adopted without debate."""

import msgspec

from icabinet.journal.facts import Audience, Fact, fact
from icabinet.positions.rules import Adoption, Rule, Seen


@fact("positions.called")
class PositionsCalled(Fact, frozen=True):
    """Members are asked for their positions until `closes_at`, ms.

    seen: whether other members come to see them; named: whether everybody is told who pulls an item out; rule: when an
    item may be adopted without debate; adoption: by one gesture of the chair, or by one vote.
    """

    closes_at: int
    seen: Seen
    named: bool
    rule: Rule
    adoption: Adoption


@fact("positions.item_set")
class ItemSet(Fact, frozen=True):
    """An item is asked about, or not; until a time of its own, or that of the meeting (None)."""

    item: str
    asked: bool
    closes_at: int | None


@fact("positions.stated", audience=Audience.NOBODY)
class PositionStated(Fact, frozen=True):
    """A member's position on an item, in place of any before; the entry's actor may be who stands in."""

    item: str
    member: str
    position: str
    text: str


@fact("positions.taken_back", audience=Audience.NOBODY)
class PositionTakenBack(Fact, frozen=True):
    """A member has no position on the item any more."""

    item: str
    member: str


@fact("positions.listed")
class ConsentListed(Fact, frozen=True):
    """These items, and no others, are to be adopted together."""

    items: list[str]


@fact("positions.pulled_out", audience=Audience.DESK)
class ItemPulledOut(Fact, frozen=True):
    """A member wants the item to be dealt with by itself."""

    item: str
    member: str
    reason: str


@fact("positions.put_back", audience=Audience.DESK)
class ItemPutBack(Fact, frozen=True):
    """The member who pulled the item out has nothing against it any more."""

    item: str


@fact("positions.put_to_vote", audience=Audience.DESK)
class ConsentPutToVote(Fact, frozen=True):
    """The items will be adopted by this vote, if it adopts."""

    poll: str
    items: list[str]


@fact("positions.adopted")
class ConsentAdopted(Fact, frozen=True):
    """These items are adopted together: by the vote `poll`, or by the chair's gesture.

    rule: why they were on the list; present: members who were here, or whose substitute was.
    """

    items: list[str]
    rule: Rule
    present: list[str]
    poll: str | None = None


@fact("positions.dropped")
class ConsentDropped(Fact, frozen=True):
    """The vote did not adopt these items together; each is dealt with by itself."""

    poll: str
    items: list[str] = msgspec.field(default_factory=list)
