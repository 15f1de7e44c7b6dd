"""Every route and every action, for everybody, in every state of the meeting, at a real server: as is written down.

What is expected is what the matrices say that a person has read (tests/policy_matrix.txt, tests/web/routes_matrix.txt);
here all of it goes over HTTP and the socket. What would be allowed to write is tried last: only that it breaks nothing.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
import requests

from icabinet import ids
from icabinet.errors import Refusal
from icabinet.journal.actions import ACTIONS, Action
from tests import test_policy
from tests.desk import MAIN, NOISE, Desk
from tests.faults.place import House, serving
from tests.faults.row import Ask, Outcome, Row
from tests.live.tablet import Tablet
from tests.live.test_garbage import _plausible
from tests.migrated import migrate
from tests.noise import furnish
from tests.web import test_routes

_CSRF = re.compile(r'<meta name="csrf-token" content="([^"]+)"')
# As if by a proxy for somebody: what is for programs of this machine alone is not for them.
_AWAY = {"X-Forwarded-For": "203.0.113.9"}
# One tablet may send 600 at once (`live/rooms.py`), even if all of these are the same person's.
_AT_ONCE = 500
_MOVES = {"planned": "", "live": "meetings.start", "ended": "meetings.end"}
# Whoever may do this ends the meeting, and nothing else could be tried any more.
_ENDS_IT = "meetings.call_off"
# What an action may not say of somebody whom the policy lets do it.
_DENIALS = {"not_allowed", "wrong_state", "unknown_action", "internal"}


def run(ask: Ask) -> Outcome:
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="icabinet-faults-") as name:
        desk, cast = _furnish(Path(name))
        with serving(House(Path(name))) as house:
            visitors = [_Visitor(house, cast.tokens.get(column, "")) for column in test_routes.COLUMNS]
            routes = _routes(visitors, cast, outcome, short=ask.short)
            acts = _actions(desk, house, cast, outcome)
            routes += 0 if ask.short else _writing_routes(visitors, cast, outcome)
            outcome.must("Traceback" not in house.log and "incident" not in house.log, "F1: a fault in the log")
    outcome.tries = routes + acts
    outcome.figures = {"requests": routes, "acts": acts, "actions": len(ACTIONS)}
    outcome.measured = f"{routes} requests and {acts} acts answered as is written down, all others denied"
    return outcome


class _Cast(NamedTuple):
    """Tokens by column of the matrices, and what routes are sent."""

    tokens: dict[str, str]
    paths: list[tuple[str, str, str, list[str]]]
    sent: dict[str, test_routes.Sent]


def _furnish(folder: Path) -> tuple[Desk, _Cast]:
    """Make the meeting that the matrices are about, with everybody signed in; nothing serves it yet."""
    desk = Desk(folder, {})
    with desk.app.app_context():
        migrate()
    furnish(desk)
    test_routes.prepare(desk)
    tokens = {column: desk.token(who, only=only) for column, (who, only) in test_routes.COLUMNS.items() if who}
    for who in test_policy.COLUMNS:
        if who != test_policy.SYSTEM:
            tokens[who] = desk.token(who.partition("@")[0], only=NOISE if "@" in who else None)
    desk.close()
    cast = _Cast(tokens, list(_paths(desk)), test_routes.requests(desk))
    return desk, cast


# --- routes ---


def _paths(desk: Desk) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield (method, path, endpoint, cells) of everything that is served."""
    sent = test_routes.requests(desk)
    told = {(method, rule): cells for method, rule, cells in test_routes.told()}
    for rule in sorted(desk.app.url_map.iter_rules(), key=str):
        for meeting in (MAIN, NOISE) if "meeting" in rule.arguments else (MAIN,):
            parts = sent["*"].parts | sent.get(rule.endpoint, test_routes.Sent()).parts | {"meeting": meeting}
            path = desk.app.url_map.bind("").build(rule.endpoint, {name: parts[name] for name in rule.arguments})
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                shown = str(rule) + ("" if meeting == MAIN else " of @noise")
                yield method, path, rule.endpoint, told.get((method, shown), [])


def _routes(visitors: list["_Visitor"], cast: _Cast, outcome: Outcome, *, short: bool) -> int:
    """Everybody asks for what changes nothing or is denied; in short, only those for whom least is open."""
    tries = 0
    for method, path, endpoint, cells in cast.paths:
        outcome.must(bool(cells), f"{method} {path} is not written down")
        for visitor, cell in list(zip(visitors, cells, strict=False))[: 2 if short else None]:
            if not cell.endswith("+"):
                tries += 1
                _compare(visitor, method, path, cast.sent.get(endpoint, test_routes.Sent()), cell, outcome)
        for visitor in () if short else (visitors[0], visitors[-1]):
            answer = visitor.send("PATCH", path, test_routes.Sent())
            outcome.must(answer.status_code in (404, 405), f"PATCH {path} is answered {answer.status_code}")
    return tries


def _writing_routes(visitors: list["_Visitor"], cast: _Cast, outcome: Outcome) -> int:
    """What is allowed to change something; after the first change the answers are no longer those written down."""
    tries = 0
    for method, path, endpoint, cells in cast.paths:
        for visitor, _ in (pair for pair in zip(visitors, cells, strict=False) if pair[1].endswith("+")):
            tries += 1
            answer = visitor.send(method, path, cast.sent.get(endpoint, test_routes.Sent()))
            outcome.must(answer.status_code < 500, f"{method} {path} is answered {answer.status_code}")
    return tries


def _compare(visitor: "_Visitor", method: str, path: str, sent: test_routes.Sent, cell: str, outcome: Outcome) -> None:
    answer = visitor.send(method, path, sent)
    where = urlsplit(answer.headers.get("Location", "")).path.replace(MAIN, "-").replace(NOISE, "-")
    steps = "/".join(step if len(step) < 16 else "-" for step in where.split("/"))
    found = f"{answer.status_code} {steps}".strip()
    outcome.must(found == cell, f"{method} {path} is answered {found!r}, not {cell!r}")


class _Visitor:
    """Somebody at a browser."""

    def __init__(self, house: House, token: str) -> None:
        self._house, self._token = house, token
        page = requests.get(f"{house.url}/sign-in", headers=_AWAY, timeout=10)
        found = _CSRF.search(page.text)
        assert found
        self._headers = {**_AWAY, "X-CSRFToken": found[1]}
        self._cookies = dict(page.cookies) | ({"icabinet": token} if token else {})

    def send(self, method: str, path: str, sent: test_routes.Sent) -> requests.Response:
        given = sent.make()
        fields = given.pop("data", {})
        files = {name: value[::-1] for name, value in fields.items() if isinstance(value, tuple)}
        data = {name: value for name, value in fields.items() if name not in files}
        return requests.request(
            method, f"{self._house.url}{path}", data=data, files=files or None, headers=self._headers,
            cookies=self._cookies, allow_redirects=False, timeout=30, **given,
        )  # fmt: skip


# --- actions ---


def _actions(desk: Desk, house: House, cast: _Cast, outcome: Outcome) -> int:
    matrix, tries = _matrix(), 0
    whos = [who for who in test_policy.COLUMNS if who != test_policy.SYSTEM]
    for state, move in _MOVES.items():
        if move:
            with Tablet(house, {"token": cast.tokens["sec"]}) as tablet:
                outcome.must("ok" in tablet.act(desk.stream, move), f"{move} is refused")
        cells = list(_cells(desk, matrix, state, whos))
        tries += len(cells)
        # Whoever may will change something: so all others come first.
        for wanted in (False, True):
            _ask([cell for cell in cells if (cell.expected == "yes") == wanted], house, cast, outcome)
    return tries


def _ask(cells: list["_Cell"], house: House, cast: _Cast, outcome: Outcome) -> None:
    for at in range(0, len(cells), _AT_ONCE):
        some = cells[at : at + _AT_ONCE]
        with ExitStack() as stack:
            tablets = {
                who: stack.enter_context(Tablet(house, {"token": cast.tokens[who]}))
                for who in {cell.who for cell in some}
            }
            for cell, number in [(cell, _begin(tablets[cell.who], cell)) for cell in some]:
                _judge(cell, tablets[cell.who].answer(number), outcome)


_PRESENTERS = ("chair", "sec")


class _Cell(NamedTuple):
    """One wish, and what is written down of it."""

    who: str
    action: Action
    stream: str
    state: str
    expected: str


def _cells(desk: Desk, matrix: dict[tuple[str, ...], list[str]], state: str, whos: Any) -> Iterator[_Cell]:
    for name, action in sorted(ACTIONS.items()):
        if name in _MOVES.values():
            continue
        for stream, owner in test_policy.STREAMS.items():
            row = matrix.get((name, stream, state), ["invalid"] * len(test_policy.COLUMNS))
            for who, written in zip(test_policy.COLUMNS, row, strict=True):
                if who in whos:
                    person = desk.person(who.partition("@")[0] if owner == "own" else owner) if owner else ""
                    target = f"notebook:{MAIN}:{person}" if owner else desk.stream
                    cell = _Cell(who, action, target, state, _expected(action, who, written))
                    if (name, cell.expected) != (_ENDS_IT, "yes"):
                        yield cell


def _expected(action: Action, who: str, written: str) -> str:
    """The table says what people may whom the chair has asked to present; here nobody was asked."""
    if action.inside:
        return "unknown_action"
    needs_asking = action.permission == "papers.present_when_asked" and who not in _PRESENTERS
    return "not_allowed" if needs_asking and written == "yes" else written


def _begin(tablet: Tablet, cell: _Cell) -> int:
    wish = {"id": ids.new(), "stream": cell.stream, "name": cell.action.name, "args": _args(cell.action)}
    return tablet.begin("act", wish)


def _judge(cell: _Cell, answer: dict[str, Any], outcome: Outcome) -> None:
    code = "yes" if "ok" in answer else answer["error"]["code"]
    fine = code not in _DENIALS if cell.expected == "yes" else code == cell.expected
    where = f"{cell.action.name} on {cell.stream} while {cell.state}"
    outcome.must(fine, f"{cell.who}: {where} is answered {code}, not {cell.expected}")


def _args(action: Action) -> dict[str, Any]:
    """Make arguments of the right shape, about things that are not there."""
    nothing = SimpleNamespace(paper=ids.new(), item=ids.new(), body=ids.new(), people={"guest": ids.new()})
    fields = msgspec.structs.fields(action.args)
    args = {field.encode_name: _plausible(nothing, field) for field in fields if field.required}
    try:
        action.parse(args)
    except Refusal as refusal:
        raise AssertionError(f"{action.name} takes no {args}: {refusal.data}") from refusal
    return args


def _matrix() -> dict[tuple[str, ...], list[str]]:
    """Return what is written down, by action, stream and state."""
    found = {}
    for line in test_policy.MATRIX.read_text().splitlines()[5:]:
        name, stream, state = (line[at:to].strip() for at, to in ((0, 35), (35, 55), (55, 64)))
        found[name.removesuffix(" (inside)"), stream, state] = line[64:].split()
    return found


ROW = Row(
    "authorization", "P6 P10", "every route and action is tried by everybody in every state of the meeting",
    "100 % as is written down, the rest denied", run,
)  # fmt: skip
