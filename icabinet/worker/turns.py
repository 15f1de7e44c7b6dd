"""Long turns at the processor, for whoever is in no hurry.

Linux from 6.12 on lets a process choose how long its turns are, and lets whoever has shorter ones interrupt it at once.
Without that a server that is woken waits up to 4 ms for the end of a child's turn: measured on one core, the latest
one in a hundred came 2 ms late beside a child of lower priority, and 0.1 ms beside one that also takes long turns. The
share of the processor stays what it was, so that nothing starves. Older kernels take no notice.
"""

import ctypes
import os
import platform
import struct

_LONGEST_NS = 100_000_000
_CALLS = {"x86_64": 314, "aarch64": 274}  # sched_setattr, which Python does not offer
# size, policy, flags, niceness, priority, length of a turn, deadline, period, least and greatest use
_ATTRIBUTES = struct.Struct("=IIQiIQQQII")


def take_long_turns() -> None:
    """Let this thread, and what it starts, take long turns; its niceness stays."""
    call = _CALLS.get(platform.machine())
    if call is None:
        return
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    wish = _ATTRIBUTES.pack(_ATTRIBUTES.size, os.SCHED_OTHER, 0, niceness, 0, _LONGEST_NS, 0, 0, 0, 0)
    # What a kernel or a sandbox does not grant is done without.
    ctypes.CDLL(None).syscall(call, 0, wish, 0)
