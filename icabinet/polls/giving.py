"""Keys of a secret vote that several people keep: made on their tablets, and given when voting is over."""

from icabinet.journal.actions import LIVE, Args, action
from icabinet.journal.turns import Turn
from icabinet.polls import holding, sealing
from icabinet.polls.actions import count, key_room
from icabinet.polls.facts import PollKeyGiven, PollKeyOffered
from icabinet.polls.tables import PollRow


class OfferKey(Args, frozen=True):
    """`public_key`: of the pair that this tablet made (base64)."""

    poll: str
    public_key: str


@action("polls.offer_key", OfferKey, permission="polls.hold_key")
def offer_key(turn: Turn, args: OfferKey) -> None:
    """Say that this tablet keeps one's key of a vote that is being prepared; the last one said holds."""
    row = turn.get(PollRow, args.poll)
    holding.place_of(row.keys or {"holders": []}, turn.actor)
    holding.check_may_offer(row.id, row.state)
    turn.record(PollKeyOffered(poll=row.id, holder=turn.actor, public_key=sealing.public_key_from(args.public_key)))


class GiveKey(Args, frozen=True):
    """`private_key`: the other half (base64). It is kept beside the journal until the ballots are counted."""

    poll: str
    private_key: str


@action("polls.give_key", GiveKey, permission="polls.hold_key", when=LIVE)
def give_key(turn: Turn, args: GiveKey) -> None:
    """Give the key that one keeps; with the last one that is needed the envelopes are opened and counted."""
    row = turn.get(PollRow, args.poll)
    keys = row.keys or {"holders": []}
    place = holding.place_of(keys, turn.actor)
    holding.check_may_give(row.id, row.state)
    held = keys["holders"][place - 1]
    private = sealing.private_key_from(args.private_key, held["public_key"])
    key_room().put(turn.meeting, row.id, place, private)
    if not held["given"]:
        turn.record(PollKeyGiven(poll=row.id, holder=turn.actor))
    if holding.is_enough(row.keys or keys):
        count(turn, row)
