"""The house stands as docs/architecture.md says: imports go one way, and each thing is written in one place only."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from icabinet.features import FEATURES, furnish
from icabinet.journal import reading

ROOT = Path(__file__).parent.parent
PRODUCT = ROOT / "icabinet"

KERNEL = {
    "errors", "clock", "ids", "config", "database", "extensions", "text", "languages", "metrics", "logs", "together",
    "tls", "outbound", "backups", "repeats", "quick", "many", "moments",
}  # fmt: skip
DOORS = {"web", "live", "cli", "desks", "demo", "devices", "post", "hooks"}
# From the ground up: a part may use those of its own storey and of all below.
STOREYS = (
    {*KERNEL},
    {"journal"},
    {"people"},
    {*FEATURES},
    {"search", "folders"},
    {"performing"},
    DOORS,
    {"app", "features"},
)
# What features may know of the children that touch files: why they refuse, what a file is, how to open a zip warily.
OF_WORKER = {"icabinet.worker.kinds", "icabinet.worker.refusals", "icabinet.worker.zips"}
LONGEST = 250
# path → why it may be longer
LONGER: dict[str, str] = {
    "icabinet/archive/verifying.py": "lies in every archive, and stands alone there",
}

Import = tuple[str, str]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


@cache
def modules() -> dict[str, Path]:
    """Return every module of the product by its full name."""
    named = {}
    for path in sorted(PRODUCT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        named[name.removesuffix(".__init__")] = path
    return named


def only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield everything below, but for what only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if not only_for_types(child):
            yield child
            yield from statements(child)


def imported(path: Path) -> Iterator[str]:
    """Yield what a file imports, anywhere in it, by full names."""
    for node in statements(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in modules() else str(node.module)


def imports() -> Iterator[Import]:
    """Yield (module, module that it imports), of the product."""
    for name, path in modules().items():
        yield from ((name, other) for other in imported(path) if other.startswith("icabinet"))


def part(module: str) -> str:
    """Return the room of the house that a module belongs to."""
    return [*module.split("."), ""][1]


def storey(module: str) -> int:
    return next(height for height, parts in enumerate(STOREYS) if part(module) in parts)


def test_every_room_has_its_storey() -> None:
    rooms = {part(name) for name in modules()} - {"", "worker"}
    assert rooms == set().union(*STOREYS)


def test_imports_go_one_way() -> None:
    upward = [
        (name, other)
        for name, other in imports()
        if "worker" not in (part(name), part(other)) and part(name) and storey(name) < storey(other)
    ]
    assert upward == []


def test_features_know_of_each_other_only_what_may_be_asked() -> None:
    allowed = {f"icabinet.{feature}.{piece}" for feature in FEATURES for piece in ("queries", "records", "rights")}
    # What is asked in writing is counted, and its result said, as votes are.
    allowed |= {*ARITHMETIC, "icabinet.polls.rules", "icabinet.polls.words"}
    nosy = [
        (name, other)
        for name, other in imports()
        if {part(name), part(other)} <= set(FEATURES) and part(name) != part(other) and other not in allowed
    ]
    assert nosy == []


def test_people_and_journal_do_not_know_each_other() -> None:
    assert [pair for pair in imports() if {part(pair[0]), part(pair[1])} == {"people", "journal"}] == []


def test_the_journal_knows_no_feature_by_name() -> None:
    for name, path in modules().items():
        if part(name) == "journal":
            texts = {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)}
            assert not {text for text in texts if isinstance(text, str)} & set(FEATURES), name


# What the rules of votes, of presence and of seats are made of.
ARITHMETIC = {f"icabinet.polls.{name}" for name in ("electorate", "majority", "runoff", "shapes", "tally")}
ARITHMETIC |= {"icabinet.slips.counting", "icabinet.slips.questions"}
ARITHMETIC |= {f"icabinet.floor.{name}" for name in ("kinds", "ordering", "report", "settings")}
ARITHMETIC |= {"icabinet.moments", "icabinet.attendance.stays", "icabinet.seats.plans", "icabinet.seats.arranging"}


def test_rules_are_pure() -> None:
    pure = {
        "icabinet.errors",
        "icabinet.people.policy",
        "icabinet.polls.rules",
        "icabinet.text",
        "msgspec",
        *ARITHMETIC,
    }
    found = [path for name, path in modules().items() if name.endswith(".rules") or name in ARITHMETIC]
    assert len(found) >= 6 + len(ARITHMETIC)
    for path in found:
        others = {name for name in imported(path) if name.split(".")[0] not in sys.stdlib_module_names}
        assert others <= pure, path


IMPURE = {"time", "random", "secrets", "os", "socket", "threading", "subprocess", "pathlib"}


def test_rules_look_at_nothing_but_what_they_are_given() -> None:
    for name, path in modules().items():
        if name.endswith(".rules") or name in ARITHMETIC:
            assert not {other.split(".")[0] for other in imported(path)} & IMPURE, name


# --- each thing in one place ---


def names_in(path: Path) -> set[str]:
    """Return the identifiers and imported modules of a file: its code, not its words."""
    code = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
    return code | {name.split(".")[0] for name in imported(path)}


def test_eventlet_is_named_in_one_file() -> None:
    scripts = [path for folder in ("bench", "tools", "migrations") for path in (ROOT / folder).rglob("*.py")]
    # A server that ours is measured against stands on it in its own way.
    scripts.remove(ROOT / "bench/peers/stock.py")
    assert [path for path in (*modules().values(), *scripts) if "eventlet" in names_in(path)] == []
    assert "eventlet" in names_in(ROOT / "wsgi.py")
    for path in modules().values():
        texts = [node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)]
        assert "eventlet" not in texts, path


def test_nothing_is_started_beneath_the_standard_library() -> None:
    """Green threads replace its primitives; what goes round them would block every tablet."""
    beneath = {"greenlet", "gevent", "asyncio", "multiprocessing", "_thread"}
    # The child that signs has no green threads: it is a process of its own, for one signature.
    alone = "icabinet.worker.signatures.trust"
    assert [name for name, path in modules().items() if names_in(path) & beneath] == [alone]


def projected() -> dict[str, str]:
    """Return the classes of projected tables, with the feature that they belong to."""
    furnish()
    return {table.__name__: part(table.__module__) for table in reading.projected_tables()}


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def written(path: Path, tables: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (how, table) of every place in which a file writes one of these tables, or makes a row of it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if called(node) in tables:
                yield "made", called(node)
            if called(node) in ("insert", "update", "delete", "add", "add_all", "merge", "bulk_insert_mappings"):
                inside = {name.id for one in node.args for name in ast.walk(one) if isinstance(name, ast.Name)}
                yield from ((called(node), table) for table in inside & tables)


def test_a_projected_table_is_written_by_its_projection_only() -> None:
    tables = projected()
    assert len(tables) >= 8
    writers = {name: set(written(path, set(tables))) for name, path in modules().items()}
    elsewhere = {name: found for name, found in writers.items() if found and not name.endswith(".projection")}
    assert elsewhere == {}
    for name, found in writers.items():
        assert {tables[table] for _, table in found} <= {part(name)}, name


def test_rows_are_changed_by_projections_only() -> None:
    """Whoever else holds a row of a feature only reads it; the reading of Word programmes knows no rows."""
    for name, path in modules().items():
        if part(name) in FEATURES and not name.startswith("icabinet.agenda.word") and not name.endswith(".projection"):
            for node in ast.walk(tree(path)):
                targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
                changed = [one for one in targets if isinstance(one, ast.Attribute)]
                assert all(getattr(one.value, "id", "") == "self" for one in changed), f"{path}:{node.lineno}"


def test_only_the_writer_opens_a_transaction_that_writes() -> None:
    def opens(path: Path) -> bool:
        calls = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
        return any(called(node) == "writing" and isinstance(node.func, ast.Attribute) for node in calls)

    assert [name for name, path in modules().items() if opens(path)] == ["icabinet.journal.writing"]


# --- the children ---


def test_children_know_neither_database_nor_web() -> None:
    of_papers = {"icabinet.agenda.word", "icabinet.ink.packing", "icabinet.search.words"}
    # The child that signs may have to reach the inside of a closed room.
    of_signing = {"icabinet.outbound"}
    allowed = {"icabinet.errors", "icabinet.text", *of_papers, *of_signing}
    for name, path in modules().items():
        if part(name) == "worker":
            for other in imported(path):
                assert other.split(".")[0] not in ("flask", "sqlalchemy", "socketio"), name
                own = other.startswith("icabinet.worker")
                assert own or not other.startswith("icabinet") or other in allowed, (name, other)


def test_of_the_children_features_know_only_their_refusals_and_zips() -> None:
    for name, other in imports():
        if part(other) == "worker" and part(name) in FEATURES:
            assert other in OF_WORKER, (name, other)


def test_a_running_child_has_loaded_neither_database_nor_web() -> None:
    program = "import sys, icabinet.worker.serving, icabinet.worker.jobs; print(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in ran.stdout.split()}
    assert "icabinet" in loaded
    assert not loaded & {"flask", "sqlalchemy", "eventlet", "socketio", "werkzeug", "jinja2", "alembic"}


def test_the_server_leaves_readers_of_files_to_its_children() -> None:
    program = (
        "import sys, tempfile, pathlib, icabinet.app, icabinet.config as c; "
        "icabinet.app.create_app(c.Settings(data_dir=pathlib.Path(tempfile.mkdtemp()), secret_key='x')); "
        "print(*sorted(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in ran.stdout.split()} & {"pymupdf", "fitz", "eventlet"}


# --- files that read as one thought ---


def files() -> list[Path]:
    static = [path for kind in ("*.js", "*.css") for path in (ROOT / "static").rglob(kind)]
    own = [path for path in static if "vendor" not in path.relative_to(ROOT).parts]
    return [*modules().values(), *own]


def test_no_file_is_longer_than_one_thought() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files()}
    assert len(lengths) > 100
    assert {name for name, length in lengths.items() if length > LONGEST} == set(LONGER)


@pytest.mark.parametrize("name", ["flask", "sqlalchemy"])
def test_what_is_looked_for_would_be_found(name: str) -> None:
    assert any(name in names_in(path) for path in modules().values())
