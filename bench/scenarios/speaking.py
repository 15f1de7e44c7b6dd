"""Many ask for the floor at once: how soon everybody sees the queue as it is now."""

from bench.crowd import fan
from bench.figures import Figures, named
from bench.messages import STAMPED, act, tablet_of
from bench.site import Site

_HALL = 200
# Each asks once a second for as long as it is looked at: the queue, which is sent whole, grows meanwhile.
_ASKING, _RATE = 20, 1


def queue(site: Site) -> Figures:
    """200 tablets, twenty of them asking to speak: from the asking until a tablet is told where everybody stands."""
    room = site.house.room("queue 200", _HALL - 1)
    site.house.act(room, [(room.desk, "floor.clear", {})])
    site.house.act(room, [(room.desk, "floor.set_rules", {"several": True})])
    asking = act(room.stream, "floor.ask", id=STAMPED)
    with site.server("ours") as server:
        tablets = [tablet_of(server.name, person, room, asking) for person in room.everybody]
        found = fan(server, tablets, hearers=_HALL, senders=_ASKING, rate=_RATE, seconds=2 * site.seconds)
    return named("queue", found, "p50", "p95", "p99", "lost", "us_each", "bytes_each")
