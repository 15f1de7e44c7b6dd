"""Every row of the fault table, tried in small: as `make faults` does it at length."""

import pytest

from tests.apart import apart
from tests.faults.row import Ask, Outcome, Row
from tests.faults.table import rows


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_what_is_promised_survives(row: Row):
    if why := row.hindrance():
        pytest.skip(why)
    outcome: Outcome = apart(row.run, Ask(short=True))
    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert outcome.violations == []
    assert outcome.tries > 0


def test_rows_are_named_once():
    names = [row.name for row in rows()]
    assert len(set(names)) == len(names) > 0
