"""Becomes LibreOffice, once the walls stand: `launch.py <pid of the parent> <work folder> <program> [arguments]`.

Run by path, like the children themselves. What it sets lasts through the exec.
"""

import os
import resource
import sys
from pathlib import Path
from types import ModuleType

_READABLE = (
    "/usr", "/bin", "/lib", "/lib64", "/var/lib/libreoffice", "/var/spool/libreoffice",
    "/etc/libreoffice", "/etc/fonts", "/var/cache/fontconfig", "/etc/ld.so.cache", "/etc/localtime",
    "/etc/locale.alias", "/etc/nsswitch.conf", "/etc/passwd", "/etc/papersize", "/proc/self", "/proc/cpuinfo",
    "/proc/meminfo", "/sys/devices/system/cpu", "/dev/urandom", "/dev/random",
)  # fmt: skip
_WRITABLE = ("/dev/null",)
_PIPES = ("/tmp", "/var/tmp")  # noqa: S108 - where LibreOffice makes the pipe that it is called by


def main() -> None:
    package = ModuleType("icabinet")
    package.__path__ = [str(Path(__file__).parents[2])]
    sys.modules["icabinet"] = package

    from icabinet.worker import walls

    parent, work, *command = sys.argv[1:]
    walls.die_with_parent()
    if os.getppid() != int(parent):
        sys.exit("the parent is gone")
    # Its time is what the parent grants it for each document, not for its life.
    resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    if not walls.no_network():
        sys.exit("this machine cannot keep a program off the network")
    installed = Path(command[0]).parents[1]
    walls.few_files(
        readable=[installed, *map(Path, _READABLE)],
        writable=[Path(work), *map(Path, _WRITABLE)],
        sockets=map(Path, _PIPES),
    )
    os.execv(command[0], command)  # noqa: S606 - the installed program, found by us


if __name__ == "__main__":
    main()
