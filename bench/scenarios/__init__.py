"""What is measured: a family in each file, a scenario in each function; all return figures by name."""

from collections.abc import Callable

from bench.figures import Figures
from bench.scenarios import (
    crowding,
    drawing,
    fanout,
    filing,
    inking,
    joining,
    minutes,
    office,
    pages,
    searching,
    speaking,
    storing,
    together,
    voting,
)
from bench.site import Site

Scenario = Callable[[Site], Figures]
SCENARIOS: dict[str, Scenario] = {
    "signals": fanout.signals,
    "entries": fanout.entries,
    "five": drawing.five,
    "four": drawing.four_on_a_page,
    "sixty": drawing.sixty,
    "most": drawing.most,
    "queue": speaking.queue,
    "votes": voting.on_sqlite,
    "votes-postgresql": voting.on_postgresql,
    "database": storing.on_sqlite,
    "stroke": storing.stroke,
    "database-postgresql": storing.on_postgresql,
    "storm": joining.storm,
    "reconnect": joining.reconnect,
    "memory": crowding.memory,
    "web-process": crowding.web_process,
    "thousands": crowding.thousands,
    "deaf": crowding.deaf,
    "page": pages.drawing,
    "ahead": pages.ahead,
    "cached": pages.cached,
    "office": office.converting,
    "ink-live": inking.live,
    "ink-many": inking.many,
    "first-page": filing.first_page,
    "forty": filing.forty,
    "forty-by-hand": filing.forty_by_hand,
    "thousand-uploads": filing.thousand,
    "minutes": minutes.drafting,
    "beside": together.rendering,
    "mixed": together.mixed,
    # The longest to prepare.
    "search": searching.on_sqlite,
    "search-postgresql": searching.on_postgresql,
    "growth": joining.long_meeting,
}
