"""Many things in one question, or in one statement, at the cost of the things: a hall votes in one moment.

SQLAlchemy spells out every value that is looked for, and goes over every row that is written several times. Here the
values are a JSON array, which the database takes apart, and SQLite's driver gets the rows as they are.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    Text,
    Update,
    bindparam,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

Column = InstrumentedAttribute[str]
Row = dict[str, Any]


class _Array(TypeDecorator[Any]):
    """A list, or a set, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        return msgspec.json.encode(value).decode()


class _Elements(FunctionElement[str]):
    """The elements of a JSON array, as a table of one column, `value`."""

    inherit_cache = True
    type = Text()


class _Part(FunctionElement[str]):
    """Of a JSON array of strings the one at this place."""

    inherit_cache = True
    type = Text()


@compiles(_Elements)
def _elements(element: _Elements, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **more)})"


@compiles(_Elements, "postgresql")
def _elements_there(element: _Elements, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **more)} AS json))"


@compiles(_Part)
def _part(element: _Part, compiler: SQLCompiler, **more: Any) -> str:
    value, place = (compiler.process(each, **more) for each in element.clauses)
    return f"json_extract({value}, '$[' || {place} || ']')"


@compiles(_Part, "postgresql")
def _part_there(element: _Part, compiler: SQLCompiler, **more: Any) -> str:
    value, place = (compiler.process(each, **more) for each in element.clauses)
    return f"(CAST({value} AS json) ->> {place})"


def among(column: Column, parameter: str) -> ColumnElement[bool]:
    """Whether the column's value is one of those that are given with the question, in a list of any length."""
    return column.in_(select(_each(parameter)))


def pair_among(first: Column, second: Column, parameter: str) -> ColumnElement[bool]:
    """Whether the values of two columns are one of the pairs that are given with the question."""
    pair = _each(parameter)
    return tuple_(first, second).in_(select(*(_Part(pair, literal_column(place)) for place in ("0", "1"))))


def _each(parameter: str) -> Any:
    return _Elements(bindparam(parameter, type_=_Array)).table_valued("value").c.value


def execute_many(connection: Connection, statement: Insert | Update, rows: Sequence[Row]) -> None:
    """Execute a statement for each of these rows, which all have the same keys: those of its parameters."""
    if connection.dialect.name != "sqlite":
        connection.execute(statement, rows)
        return
    plain, values_of, prepared = _plain(statement, connection.dialect, tuple(rows[0]))
    ready: list[Any] = list(map(values_of, rows))
    for at, values in enumerate(ready) if prepared else ():
        changed = list(values)
        for place, prepare in prepared:
            changed[place] = prepare(changed[place])
        ready[at] = tuple(changed)
    connection.exec_driver_sql(plain, ready)


@lru_cache(maxsize=64)
def _plain(
    statement: Insert | Update, dialect: Dialect, keys: tuple[str, ...]
) -> tuple[str, Callable[[Row], tuple[Any, ...]], list[tuple[int, Callable[[Any], Any]]]]:
    """Return the statement as the driver knows it, how a row's values are put in order, and which are prepared how."""
    compiled = statement.compile(dialect=dialect, column_keys=list(keys))
    order = compiled.positiontup or []
    kinds = [compiled.binds[key].type.dialect_impl(dialect).bind_processor(dialect) for key in order]
    return str(compiled), _in_order(order), [(place, kind) for place, kind in enumerate(kinds) if kind]


def _in_order(keys: Sequence[str]) -> Callable[[Row], tuple[Any, ...]]:
    values_of = itemgetter(*keys)
    return values_of if len(keys) > 1 else lambda row: (values_of(row),)
