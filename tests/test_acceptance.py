"""The acceptance table leaves no function out and names tests that exist."""

import re
from pathlib import Path

_HERE = Path(__file__).parent
_ROW = re.compile(r"^\| ([\d–, ]+|beyond) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
_TABLE = _ROW.findall((_HERE.parent / "docs" / "acceptance.md").read_text())


def _numbers(said: str) -> list[int]:
    spans = [part.split("–") for part in said.split(", ")]
    return [number for span in spans for number in range(int(span[0]), int(span[-1]) + 1)]


def test_every_function_stands_in_the_table_once():
    assert sorted(number for said, *_ in _TABLE if said != "beyond" for number in _numbers(said)) == list(range(1, 60))


def test_the_tests_that_it_names_exist():
    named = [name for *_, tests in _TABLE for name in tests.split(", ") if name != "–"]
    assert len(named) > 30
    assert [name for name in named if not (_HERE / name).exists()] == []


def test_what_is_not_there_has_no_test_and_the_rest_has_one():
    assert [said for said, where, tests in _TABLE if (tests == "–") != where.startswith("–")] == []
