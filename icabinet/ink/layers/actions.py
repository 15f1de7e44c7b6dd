"""What chair and secretary may do with the shared layer."""

from icabinet.ink.layers.facts import LayerSet
from icabinet.ink.sight import layer_of
from icabinet.journal.actions import Args, action
from icabinet.journal.turns import Turn


class SetLayer(Args, frozen=True):
    hidden: bool | None = None
    frozen: bool | None = None


@action("ink.layer", SetLayer, permission="ink.layer")
def set_layer(turn: Turn, args: SetLayer) -> None:
    """Hide the shared layer from the others or freeze it, or no longer; what is not said stays."""
    row = layer_of(turn.session, turn.stream)
    now = LayerSet(hidden=row is not None and row.hidden_at is not None, frozen=row is not None and row.frozen)
    wanted = LayerSet(
        hidden=now.hidden if args.hidden is None else args.hidden,
        frozen=now.frozen if args.frozen is None else args.frozen,
    )
    if wanted != now:
        turn.record(wanted)
