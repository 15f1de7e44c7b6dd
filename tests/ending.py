"""The end of a process that a test started: in time, or with a word on what it hung in."""

import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress

# Python then writes what every thread is at when it is told to abort.
TELLS_WHERE = {"PYTHONFAULTHANDLER": "1"}
_TELLS_WITHIN_S = 5.0
_LAST_WORDS = 20_000


def ended(process: "subprocess.Popen[bytes]", within: float, log: Callable[[], str]) -> int:
    """Wait so many seconds for the end of a process that was asked for it, and return its exit code.

    One that does not come to it is killed, and the test fails with its log and, given `TELLS_WHERE`, its stacks.
    """
    try:
        return process.wait(within)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_TELLS_WITHIN_S)
        process.kill()
        process.wait()
    raise AssertionError(f"{process.args} did not end within {within} s:\n{log()[-_LAST_WORDS:]}")
