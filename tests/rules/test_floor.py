"""The rules of the floor, as a specification."""

import pytest

from icabinet.errors import Invalid, NotAllowed, Stale
from icabinet.floor import rules


def test_anybody_may_ask_while_the_queue_is_open():
    rules.check_may_ask("contribution", queue_open=True, waiting=[])


def test_a_closed_queue_refuses_contributions_but_not_points_of_order():
    with pytest.raises(rules.QueueClosed):
        rules.check_may_ask("contribution", queue_open=False, waiting=[])
    rules.check_may_ask("point_of_order", queue_open=False, waiting=[])


def test_one_request_of_each_kind_waits_per_person():
    with pytest.raises(rules.AlreadyWaiting):
        rules.check_may_ask("contribution", queue_open=True, waiting=["contribution"])
    rules.check_may_ask("point_of_order", queue_open=True, waiting=["contribution"])


def test_unknown_kinds_are_refused():
    with pytest.raises(Invalid):
        rules.check_may_ask("song", queue_open=True, waiting=[])


def test_one_withdraws_only_ones_own_request():
    rules.check_may_withdraw("s", "waiting", "an", "an")
    with pytest.raises(NotAllowed):
        rules.check_may_withdraw("s", "waiting", "an", "binh")


@pytest.mark.parametrize("state", ["speaking", "done"])
def test_what_no_longer_waits_is_neither_withdrawn_nor_called(state):
    with pytest.raises(Stale):
        rules.check_may_withdraw("s", state, "an", "an")
    with pytest.raises(Stale):
        rules.check_is_waiting("s", state)


@pytest.mark.parametrize("state", ["waiting", "done"])
def test_only_a_running_speech_ends(state):
    with pytest.raises(Stale):
        rules.check_is_speaking("s", state)


@pytest.mark.parametrize("limit_s", [-1, 0, 9, 7201, 10**12])
def test_a_speech_lasts_between_ten_seconds_and_two_hours(limit_s):
    with pytest.raises(Invalid):
        rules.check_limit(limit_s)
