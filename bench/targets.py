"""The table of goals: what is to be reached on two cores, and what is only shown beside it."""

from collections.abc import Mapping

from bench.goals import By, Goal, Row, judged


def rows(rounds: Mapping[str, list[float]]) -> list[Row]:
    """Return all goals with what the rounds say of them."""
    return [judged(goal, rounds) for goal in GOALS]


def _beside(group: str, name: str, figure: str, unit: str, **peers: float | None) -> list[Goal]:
    """Goals of a figure of ours beside the same of each peer."""
    return [
        Goal(group, name, figure, unit, target, peer=figure.replace(".ours.", f".{peer}."), by=By.RATIO)
        for peer, target in peers.items()
    ]


def _fan_out() -> list[Goal]:
    found = []
    for kind, figure, what in (
        ("signals", "us_each", "growing strokes"),
        ("entries", "us_beyond", "journal entries, beyond the act"),
        ("entries", "us_each", "journal entries, the whole path"),
    ):
        group = f"Fan-out: server CPU per delivery, {what}"
        for count in (50, 200, 1000):
            whole = kind == "entries" and figure == "us_each"
            targets: dict[str, float | None] = {"node": None if whole else 0.75}
            if count >= 200:
                targets["floor"] = None if whole else 1.6
            if count <= 200:
                targets["stock"] = None
            found += _beside(group, f"{count} tablets", f"{kind}.{count}.ours.{figure}", "µs", **targets)
    return found


def _alone(group: str, name: str, figure: str, unit: str, target: float, *, at_least: bool = False) -> Goal:
    return Goal(group, name, figure, unit, target, at_least)


def _times(
    group: str, name: str, figures: tuple[str, str], target: float | None = None, *, at_least: bool = False
) -> Goal:
    """A goal of one figure beside another, in milliseconds or by the second."""
    unit = "/s" if figures[0].endswith("per_s") else "µs" if "us_" in figures[0] else "ms"
    return Goal(group, name, figures[0], unit, target, at_least, figures[1], By.RATIO)


def _search(name: str, figures: str) -> list[Goal]:
    named = f"search.{figures}"
    beside = f"{named}.like.p50", f"{named}.all.p50"
    return [
        _alone(_SEARCH, f"{name}, all papers: p95", f"{named}.all.p95", "ms", 50),
        _alone(_SEARCH, f"{name}, the same: processor time, p95", f"{named}.all.cpu_p95", "ms", 50),
        _alone(_SEARCH, f"{name}, a tenth of them: p95", f"{named}.tenth.p95", "ms", 50),
        _alone(_SEARCH, f"{name}, the first after a start", f"{named}.first_ms", "ms", 200),
        _times(_SEARCH, f"{name}, LIKE over the same text: median", beside, 3, at_least=True),
        _alone(_SEARCH, f"{name}, how long a portion holds the writer: p99", f"{named}.portion.p99", "ms", 25),
        Goal(_SEARCH, f"{name}, a page in the index", f"{named}.page_kb", "kB"),
    ]


def _votes(name: str, kind: str) -> list[Goal]:
    sqlite, postgresql = f"votes.sqlite{kind}", f"votes.postgresql{kind}"
    beside = f"SQLite, {name}, beside peers without a database"
    return [
        _alone(_VOTES, f"SQLite, {name}, whole path, durable", f"{sqlite}.per_s", "/s", 5000, at_least=True),
        Goal(_VOTES, "the same: p50", f"{sqlite}.p50", "ms"),
        _alone(_VOTES, "the same: p99", f"{sqlite}.p99", "ms", 100),
        Goal(_VOTES, "the same: processor time of the server for each", f"{sqlite}.us_each", "µs"),
        _alone(_VOTES, f"PostgreSQL, {name}, whole path, durable", f"{postgresql}.per_s", "/s", 2500, at_least=True),
        Goal(_VOTES, "the same: p50", f"{postgresql}.p50", "ms"),
        _alone(_VOTES, "the same: p99", f"{postgresql}.p99", "ms", 200),
        _times(_VOTES, beside, (f"{sqlite}.per_s", f"votes.node{kind}.per_s"), 1, at_least=True),
        _times(_VOTES, "the same", (f"{sqlite}.per_s", f"votes.stock{kind}.per_s")),
    ]


def _frames() -> list[Goal]:
    """60 a second, to the tenth by which a browser counts, and as many as on the same page without ink."""
    found = []
    for doing in ("scrolling", "pinching", "writing"):
        figures = f"ink.many.{doing}.p95", f"ink.none.{doing}.p95"
        found += [
            _alone(_INK, f"5,000 strokes on a page, {doing}: a frame, p95", figures[0], "ms", 17),
            _times(_INK, "the same", figures, 1.05),
            Goal(
                _INK,
                "the same: processor time of the browser for a second",
                f"ink.many.{doing}.cpu",
                "s",
                peer=f"ink.none.{doing}.cpu",
                by=By.RATIO,
            ),
        ]
    return found


_DRAWING = "Drawing"
_INK = "Ink in browsers, on a machine without a graphics card"
_JOINING = "Joining"
_FLOOR = "The speaker queue"
_VOTES = "Votes: 500 at once, each acknowledged"
_CROWD = "Crowds and memory"
_GROWTH = "Growth"
_PAGES = "Pages"
_OFFICE = "Word files in the decree's form, two or three pages"
_FILING = "Filing papers"
_MINUTES = "Minutes of a morning of sixty people"
_TOGETHER = "All at once"
_SEARCH = "Search: 100,000 pages, rights and excerpts included"
GOALS: list[Goal] = [
    *_fan_out(),
    *_beside(_DRAWING, "200 tablets, five drawing: p99", "five.ours.p99", "ms", node=0.5, floor=1.5),
    _alone(
        _DRAWING, "most deliveries on one core, none lost, p99 ≤ 50 ms", "most.ours.per_s", "/s", 300_000, at_least=True
    ),
    _times(_DRAWING, "the same", ("most.ours.per_s", "most.node.per_s"), 2.5, at_least=True),
    _times(_DRAWING, "the same", ("most.ours.per_s", "most.floor.per_s")),
    Goal(_DRAWING, "four draw on one page: p99", "four.ours.p99", "ms", 1.0, peer="four.floor.p99", by=By.DIFFERENCE),
    *_beside(_DRAWING, "the same", "four.ours.p99", "ms", node=0.5, stock=None),
    _alone(_INK, "pen lifted to solid ink on another tablet, 200 connected: p95", "ink.live.solid.p95", "ms", 120),
    _alone(_INK, "pen moved to the growing stroke on another tablet: p95", "ink.live.grown.p95", "ms", 80),
    *_frames(),
    _alone(_DRAWING, "60 draw strokes of 120 points for a minute: deliveries lost", "sixty.lost", "", 0),
    _alone(_DRAWING, "the same: lag of the loop, p99", "sixty.pong_p99", "ms", 20),
    Goal(_DRAWING, "the same: from a stroke's sending until it is seen, p99", "sixty.p99", "ms"),
    _alone(_DRAWING, "a stroke of 120 points on the wire", "stroke.wire_bytes", "bytes", 1000),
    _alone(_DRAWING, "the same, its journal entry", "stroke.entry_bytes", "bytes", 1000),
    _alone(_DRAWING, "the same, its row", "stroke.row_bytes", "bytes", 1000),
    _alone(_JOINING, "500 at once, 20 kB each, until the last", "storm.ours.ms", "ms", 300),
    *_beside(_JOINING, "the same", "storm.ours.ms", "ms", node=0.5, floor=None, stock=None),
    _alone(_JOINING, "500 come back, 200 entries behind, until the last", "reconnect.ours.ms", "ms", 1000),
    _alone(
        _FLOOR, "200 tablets, 20 of them ask: until all are told where everybody stands, p95", "queue.p95", "ms", 120
    ),
    _alone(_FLOOR, "the same: not told", "queue.lost", "", 0),
    *_votes("with names", ""),
    *_votes("sealed", ".secret"),
    _alone(_CROWD, "memory of an idle tablet", "memory.ours.kb_each", "kB", 65),
    *_beside(_CROWD, "the same", "memory.ours.kb_each", "kB", node=None, stock=None),
    _alone(_CROWD, "web process with 200 tablets, five drawing", "memory.hall.mb", "MiB", 200),
    _alone(_CROWD, "5,000 tablets in one process: connected", "thousands.ours.tablets", "", 5000, at_least=True),
    _alone(_CROWD, "the same: deliveries lost", "thousands.ours.lost", "", 0),
    *_beside(_CROWD, "the same: p99", "thousands.ours.p99", "ms", node=None),
    _times(_CROWD, "five of 200 never read: p99 of the others", ("deaf.ours.deaf.p99", "deaf.ours.all_read.p99"), 1.2),
    _alone(_CROWD, "the same: memory gained", "deaf.ours.deaf.grown_mb", "MiB", 5),
    _times(
        _GROWTH,
        "a growing stroke to 1,000: CPU per delivery",
        ("signals.1000.ours.us_each", "signals.50.ours.us_each"),
        1,
    ),
    _times(_GROWTH, "joining a meeting of 100,000 entries", ("growth.long.ms", "growth.short.ms"), 1.2),
    _times(_GROWTH, "the same, the first after a start", ("growth.long.first_ms", "growth.short.first_ms"), 1.2),
    _alone(_PAGES, "text page, worker cold: p95", "page.cold.p95", "ms", 25),
    _alone(_PAGES, "text page, worker warm: p95", "page.warm.p95", "ms", 12),
    _alone(_PAGES, "the same cold, processor time: p95", "page.cold.cpu_p95", "ms", 25),
    _alone(_PAGES, "the same warm, processor time: p95", "page.warm.cpu_p95", "ms", 12),
    _times(
        _PAGES, "the naive way: processor time, median", ("page.naive.cpu_p50", "page.warm.cpu_p50"), 5, at_least=True
    ),
    _times(_PAGES, "poppler's pdftoppm: the same", ("page.poppler.cpu_p50", "page.warm.cpu_p50"), 4, at_least=True),
    Goal(
        _PAGES,
        "with somebody's name burnt in: processor time beyond, median",
        "page.marked.cpu_p50",
        "ms",
        5,
        peer="page.again.cpu_p50",
        by=By.DIFFERENCE,
    ),
    _alone(_PAGES, "size of a text page: p95", "page.kb", "kB", 130),
    _alone(_PAGES, "drawn ahead by two workers", "ahead.per_s", "/s", 120, at_least=True),
    _alone(_PAGES, "the same, had they the processor to themselves", "ahead.cpu_per_s", "/s", 120, at_least=True),
    _alone(_PAGES, "worker's memory", "ahead.worker_mb", "MiB", 300),
    _alone(_PAGES, "cached pages from one process", "cached.per_s", "/s", 1000, at_least=True),
    Goal(_PAGES, "the same: processor time of the server for each", "cached.us_each", "µs", 1000),
    _alone(_FILING, "a paper of 300 pages, from the last byte to page 1: p95", "filing.first_page.p95", "ms", 700),
    _alone(_FILING, "forty papers of twenty pages, until all can be read", "filing.forty_s", "s", 60),
    _alone(
        _FILING,
        "the same, dropped into a browser by one person, until all are ready",
        "filing.by_hand_s",
        "s",
        60,
    ),
    _alone(_FILING, "memory that 900 uploads more leave in the web process", "filing.grown_mb", "MiB", 10),
    _alone(_MINUTES, "entries of the journal", "minutes.entries", "", 2000, at_least=True),
    _alone(_MINUTES, "drafted, from the button to the draft", "minutes.draft_ms", "ms", 2000),
    _alone(_MINUTES, "as a Word file", "minutes.docx_ms", "ms", 2000),
    _alone(_MINUTES, "what the checker of decree 30/2020 finds in it", "minutes.findings", "", 0),
    _alone(_OFFICE, "by our own converter, warm: CPU", "office.ours.ms", "ms", 60),
    _times(_OFFICE, "the same beside a warm LibreOffice", ("office.ours.ms", "office.warm.ms")),
    _times(_OFFICE, "the same beside a LibreOffice started for each", ("office.ours.ms", "office.started.ms")),
    _times(_OFFICE, "by LibreOffice, warm, beside one started for each", ("office.warm.ms", "office.started.ms")),
    _alone(_OFFICE, "as many pages as LibreOffice makes, share", "office.same_share", "%", 95, at_least=True),
    _times(
        _TOGETHER,
        "pages drawn without a pause, 200 tablets: stroke p99",
        ("beside.ours.rendering.p99", "beside.ours.idle.p99"),
        1.2,
    ),
    _times(
        _TOGETHER, "the same, drawn naively in a stock server", ("beside.stock.rendering.p99", "beside.stock.idle.p99")
    ),
    _alone(_TOGETHER, "60 draw, 100 vote, papers come in: lag of the loop, p99", "mixed.pong_p99", "ms", 20),
    Goal(_TOGETHER, "the same: stroke p99", "mixed.p99", "ms"),
    *_search("SQLite", "sqlite"),
    *_search("PostgreSQL", "postgresql"),
]
