"""A clock that a test holds in its hands: a server runs by it through libfaketime, and only the time of day is faked."""

from pathlib import Path

_LIBRARIES = ("/usr/lib/*/faketime/libfaketime.so.1", "/usr/local/lib/faketime/libfaketime.so.1")


def library() -> Path | None:
    """Return where libfaketime is, None if it is not installed."""
    return next((path for pattern in _LIBRARIES for path in Path("/").glob(pattern.lstrip("/"))), None)


def by(clock: Path) -> tuple[str, ...]:
    """Return the prefix of a command that runs by what is written in `clock`. How long things take is not faked."""
    fake = {
        "LD_PRELOAD": str(library()), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1", "TZ": "UTC0",
    }  # fmt: skip
    return ("env", *(f"{name}={value}" for name, value in fake.items()))


def write(clock: Path, hands: str) -> None:
    """Move the hands at once: the file is never half written."""
    new = clock.with_suffix(".new")
    new.write_text(f"{hands}\n")
    new.replace(clock)
