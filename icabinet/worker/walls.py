"""Walls of the kernel's around a process and all that it starts: no network, and few files. They cannot be taken down.

Both work without privileges, in containers and in confined services too: a filter of system calls, and Landlock.
Where the kernel has neither, the functions say so, and whoever asked decides.
"""

import ctypes
import errno
import os
import signal
import socket
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_AF_UNIX = 1
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EAFNOSUPPORT
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # instructions of the filter's machine
_CALL, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16  # where it finds what it looks at
_OTHER_CALLS = 0x40000000  # x86 has a second set of numbers for the same calls
_IO_URING = 425  # could make a socket without the call for it
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # its number, and that of socket(2)

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # Landlock's calls, alike on every machine
_ASK_VERSION = 1
_BENEATH = 1
_EXECUTE, _READ_FILE, _READ_DIR, _MAKE_SOCKET = 1, 1 << 2, 1 << 3, 1 << 9
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}  # that each version knows
_OF_A_FILE = 0b111 | 1 << 14  # a rule for a single file can speak of no others


def die_with_parent() -> None:
    """Have the kernel kill this process when the thread ends that started it."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def no_network() -> bool:
    """Refuse sockets but those of this machine's files from now on; return whether the kernel does."""
    found = _MACHINES.get(os.uname().machine)
    if found is None or sys.maxsize < 1 << 32:
        return False
    machine, socket_call = found
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, 6, machine),
        (_LOAD, 0, 0, _CALL),
        (_AT_LEAST, 4, 0, _OTHER_CALLS),
        (_EQUAL, 3, 0, _IO_URING),
        (_EQUAL, 0, 3, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 1, 0, _AF_UNIX),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(code)))
    return _no_new_privileges() and _LIBC.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0) == 0


def is_alone() -> bool:
    """Whether this process is kept off the network."""
    try:
        socket.socket(socket.AF_INET).close()
    except OSError as error:
        return error.errno == errno.EAFNOSUPPORT
    return False


def landlock() -> int:
    """Return the version of the kernel's wall around files, 0 or less where there is none."""
    return int(_LIBC.syscall(_CREATE, None, 0, _ASK_VERSION))


def few_files(*, readable: Iterable[Path], writable: Iterable[Path], sockets: Iterable[Path]) -> bool:
    """Leave only these files and folders, and what is in them, to be opened; return whether the kernel sees to it.

    `sockets`: folders in which sockets may be made, and nothing be read.
    """
    version = landlock()
    if version < 1:
        return False
    everything = _RIGHTS.get(version, _RIGHTS[3])
    rules = _LIBC.syscall(_CREATE, struct.pack("=Q", everything), 8, 0)
    if rules < 0:
        return False
    allowed = [(path, _EXECUTE | _READ_FILE | _READ_DIR) for path in readable]
    allowed += [(path, everything) for path in writable]
    allowed += [(path, _MAKE_SOCKET) for path in sockets]
    done = all(_allow(rules, path, rights) for path, rights in allowed if path.exists())
    held = done and _no_new_privileges() and _LIBC.syscall(_RESTRICT, rules, 0) == 0
    os.close(rules)
    return bool(held)


def _allow(rules: int, path: Path, rights: int) -> bool:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        said = struct.pack("=Qi", rights if path.is_dir() else rights & _OF_A_FILE, handle)
        return bool(_LIBC.syscall(_ADD, rules, _BENEATH, said, 0) == 0)
    finally:
        os.close(handle)


def _no_new_privileges() -> bool:
    return bool(_LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
