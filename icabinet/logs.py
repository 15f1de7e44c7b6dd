"""The log: a line for each request and act, and for every fault; with ids, never with what people said.

Names, titles, texts, tokens and choices are no business of whoever runs the machine. Therefore lines are made
of codes and ids, and of an exception only its type and its way through the code are written.
"""

import logging
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import IO, Any

import msgspec
from sqlalchemy.exc import DBAPIError
from structlog import dev, stdlib
from structlog.contextvars import bind_contextvars, merge_contextvars, unbind_contextvars
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ProcessorFormatter

from icabinet.config import Settings
from icabinet.errors import Refusal
from icabinet.repeats import Repeats

log = logging.getLogger(__name__)
Line = MutableMapping[str, Any]


def configure(settings: Settings, *, level: str = "", stream: IO[str] | None = None) -> None:
    """Write the log of this process to `stream` (standard error) in the form and from the level that are set."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[
                merge_contextvars,
                stdlib.add_log_level,
                stdlib.add_logger_name,
                stdlib.ExtraAdder(),
                _stamper(settings.log_format),
            ],
            processors=[
                ProcessorFormatter.remove_processors_meta,
                _tell_all if settings.debug else _tell_way,
                _renderer(settings.log_format, handler.stream),
            ],
        )
    )
    if not settings.debug:
        handler.addFilter(_without_words)
        handler.addFilter(Repeats())
    logging.basicConfig(level=(level or settings.log_level).upper(), handlers=[handler], force=True)
    threading.excepthook = _thread_died
    # Alembic announces itself at every look at the revision.
    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)


@contextmanager
def acting(action: str, name: str, *, often: bool = False) -> Iterator[None]:
    """Name the action in every line that is written meanwhile, and write one of its own at the end.

    A fault leaves the action named, for whoever writes that line; doors clear what is named after each message.
    """
    began = time.perf_counter()
    bind_contextvars(action=action)
    try:
        yield
        acted(name, began, None, often=often)
    except Refusal as refusal:
        acted(name, began, refusal, often=often)
        unbind_contextvars("action")
        raise
    unbind_contextvars("action")


@contextmanager
def naming(action: str) -> Iterator[None]:
    """Name the action in every line that is written meanwhile, also by what is begun meanwhile and ends later."""
    bind_contextvars(action=action)
    try:
        yield
    finally:
        unbind_contextvars("action")


def acted(name: str, began: float, error: BaseException | None, *, often: bool) -> None:
    """Write the line of an act that is over. A fault has its line from whoever meets it."""
    level = logging.DEBUG if often or error else logging.INFO
    if not log.isEnabledFor(level):
        return
    if error is None:
        log.log(level, "act", extra={"act": name, "ms": since(began)})
    elif isinstance(error, Refusal):
        log.log(level, "refused", extra={"act": name, "code": error.code, "ms": since(began)})


def since(began: float) -> float:
    """Milliseconds since a moment of `time.perf_counter()`."""
    return round((time.perf_counter() - began) * 1000, 1)


def only_faults(record: logging.LogRecord) -> bool:
    """Filter for a library that logs every request, and tracebacks as if they were messages: keep the latter."""
    if not record.getMessage().startswith("Traceback"):
        return False
    record.levelno, record.levelname = logging.ERROR, "ERROR"
    record.msg, record.args, record.exc_info = "a request failed beneath the product", (), sys.exc_info()
    return True


def hush(*libraries: str) -> None:
    """Silence libraries that are used in threads of the system: the locks of a log belong to the hub."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in libraries:
            logging.getLogger(name).disabled = True


def _thread_died(died: threading.ExceptHookArgs) -> None:
    """Python's own way is a bare traceback with all words in it."""
    if died.exc_value is not None:
        log.error("a thread died", exc_info=died.exc_value, extra={"of": died.thread and died.thread.name})


def _without_words(record: logging.LogRecord) -> bool:
    """An exception that is part of a message: of it, too, only what is ours to say."""
    if isinstance(record.args, tuple):
        record.args = tuple(_brief(part) if isinstance(part, BaseException) else part for part in record.args)
    return True


def _stamper(form: str) -> TimeStamper:
    return TimeStamper(fmt="iso") if form == "json" else TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False)


def _renderer(form: str, stream: IO[str]) -> Any:
    match form:
        case "json":
            return JSONRenderer(serializer=_json)
        case "text":
            return dev.ConsoleRenderer(colors=stream.isatty(), pad_event_to=0, sort_keys=False)
    raise ValueError(f"unknown log format {form}")


def _json(line: Line, **_: object) -> str:
    return msgspec.json.encode(line, enc_hook=repr).decode()


def _tell_all(_logger: object, _method: str, line: Line) -> Line:
    """Development: write exceptions whole."""
    if error := line.pop("exc_info", None):
        line["exception"] = "".join(traceback.format_exception(error[1]))
    return line


def _tell_way(_logger: object, _method: str, line: Line) -> Line:
    """Write an exception's way through the code, and that of those that led to it, the last one first."""
    if error := line.pop("exc_info", None):
        line["exception"] = "\nafter ".join(map(_way, _causes(error[1])))
    return line


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _way(error: BaseException) -> str:
    frames = ((frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__))
    return "\n".join([_brief(error), *(f"  {code.co_filename}:{line} {code.co_qualname}" for code, line in frames)])


def _brief(error: BaseException) -> str:
    """Return an error's type and what it says of the machine; what it says of data could be somebody's words."""
    said = _said(error)
    return f"{type(error).__module__}.{type(error).__qualname__}" + (f": {said}" if said else "")


def _said(error: BaseException) -> str:
    match error:
        case DBAPIError():
            return _said(error.orig) if error.orig else ""
        case Refusal():
            return error.code
        case sqlite3.Error():
            return str(error)
        case OSError():
            return error.strerror or ""
    return getattr(error, "pgcode", None) or ""
