import ctypes
import os
import platform
import re
import threading

import pytest

from icabinet.worker import turns

KERNEL = tuple(map(int, re.match(r"(\d+)\.(\d+)", platform.release()).groups()))


def in_a_thread(work) -> None:
    """What a thread wishes for itself is gone with it."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.skipif(KERNEL < (6, 12), reason="before Linux 6.12 turns are as long as they are")
@pytest.mark.skipif(platform.machine() not in turns._CALLS, reason="no call is known for this processor")
def test_turns_are_long_and_the_niceness_stays() -> None:
    seen = {}

    def wish() -> None:
        turns.take_long_turns()
        given = ctypes.create_string_buffer(turns._ATTRIBUTES.size)
        get = turns._CALLS[platform.machine()] + 1  # sched_getattr
        assert ctypes.CDLL(None).syscall(get, 0, given, turns._ATTRIBUTES.size, 0) == 0
        seen["given"] = turns._ATTRIBUTES.unpack(given.raw)

    in_a_thread(wish)
    _, policy, _, niceness, _, length, *_ = seen["given"]
    assert (policy, niceness, length) == (os.SCHED_OTHER, os.getpriority(os.PRIO_PROCESS, 0), turns._LONGEST_NS)


def test_other_processors_are_left_alone(monkeypatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "abacus")
    monkeypatch.setattr(ctypes, "CDLL", None)
    turns.take_long_turns()
