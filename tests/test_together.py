"""Who asks at the same moment is answered by one look, and who asks later by another."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from icabinet.together import Together


def test_each_gets_its_own_answer_or_none():
    together = Together(lambda questions: {each: each * 2 for each in questions if each != 3})
    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(together.ask, range(20))) == [each * 2 if each != 3 else None for each in range(20)]


def test_those_who_wait_are_answered_by_one_look():
    looks, first, go = [], threading.Event(), threading.Event()

    def look(questions):
        looks.append(set(questions))
        first.set()
        assert go.wait(10)
        return dict.fromkeys(questions, "yes")

    together = Together(look)
    with ThreadPoolExecutor(10) as pool:
        early = pool.submit(together.ask, 0)
        assert first.wait(10)
        late = [pool.submit(together.ask, each) for each in range(1, 9)]
        go.set()
        assert {future.result(10) for future in (early, *late)} == {"yes"}
    assert looks[0] == {0}
    assert set().union(*looks) == set(range(9))
    assert sum(map(len, looks)) == 9


def test_a_fault_is_everybody_s_and_the_next_may_ask_again():
    answers = iter([OSError("away"), {"a": 1}])

    def look(_questions):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    together = Together(look)
    with pytest.raises(OSError, match="away"):
        together.ask("a")
    assert together.ask("a") == 1
