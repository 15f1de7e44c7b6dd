"""The server. The only file that names eventlet: everything else uses the standard library's primitives.

`python wsgi.py` serves on green threads. Imported (`flask --app wsgi …`) it only makes the app, unpatched.
"""

import gc
import os
import warnings

# What is imported now stays for good: looking for garbage in it again and again is a sixth of the start.
gc.disable()
serving = __name__ == "__main__"
if serving:
    # Choosing eventlet is a decision (docs/decisions); its notice would only frighten whoever starts the demo.
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
    import eventlet
    import eventlet.hubs
    import eventlet.tpool
    import eventlet.wsgi

    eventlet.monkey_patch()

import logging
import resource
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click

from icabinet import config, logs, outbound
from icabinet.app import create_app
from icabinet.cli.demo import print_links
from icabinet.database import WrongRevision
from icabinet.desks.opening import NoHands
from icabinet.live.fast.greeting import LONGEST_HEAD, Greeter
from icabinet.tls import ending
from icabinet.web.plain import Plain

_BACKLOG = 4096
_MOST_CLIENTS = 20_000
# Whoever started us gives us 5 s at most.
_FAREWELL_S, _GIVEN_BACK_S = 2.0, 0.5
# After so many new objects a quick search; every so many of these a longer one, and of those a whole one.
_SEARCHES = 10_000, 20, 20
_HANDSHAKE_S = 10.0
_demo = "--demo" in sys.argv[1:]


class Hub:
    """What the fast path asks of the loop that runs this process (icabinet/live/fast/lane.py)."""

    def __init__(self) -> None:
        self._hub = eventlet.hubs.get_hub()

    def watch(self, descriptor: int, *, writing: bool, ready: Callable[[int], object]) -> Any:
        kind = self._hub.WRITE if writing else self._hub.READ
        return self._hub.add(kind, descriptor, ready, _nothing, _nothing)

    def unwatch(self, watch: Any) -> None:
        with suppress(KeyError):
            self._hub.remove(watch)

    def soon(self, seconds: float, call: Callable[..., object], *args: object) -> None:
        self._hub.schedule_call_global(seconds, call, *args)


def _nothing(*_: object) -> None:
    """Nobody waits in a green thread for what the fast path watches."""


def make() -> Any:
    """Return the app, on green threads if this process serves."""
    if not serving:
        settings = _settings()
        # Commands speak to people themselves; what they do is no news.
        logs.configure(settings, level="warning")
        return create_app(settings)
    settings = _settings(async_mode="eventlet")
    # Whoever tries the sample meeting wants to see its links, not what the server does all the time.
    logs.configure(settings, level="warning" if _demo else "")
    try:
        return create_app(settings, offload=eventlet.tpool.execute, hub=Hub(), serving=True)
    except WrongRevision as error:
        sys.exit(f"{error}: run `flask --app wsgi db upgrade`")
    except NoHands as error:
        sys.exit(str(error))


def _settings(**more: object) -> config.Settings:
    """Return the settings, or leave with a sentence about what is wrong with them."""
    try:
        settings = config.from_environment(**more)
        outbound.check(settings)
    except ValueError as error:
        sys.exit(f"I-Cabinet does not start: {error}")
    if settings.outbound == "none":
        outbound.confine()
    return settings


def main() -> None:
    """Serve until asked to end; `--demo` first prints the links to enter the sample meeting."""
    services, live = app.extensions["icabinet"], app.extensions["live"]
    settings = services.settings
    listener = _listen(settings.host, settings.port)
    if settings.tls_cert:
        within = _tls(settings.tls_cert, settings.tls_key)
    else:
        within = {"protocol": _patient(Greeter(app, (settings.host, settings.port)) if live.is_fast else None)}
    plain = _listen(settings.host, settings.plain_port) if settings.plain_port else None
    live.start_beating()
    if _demo:
        with app.app_context():
            print_links()
    click.echo(f"I-Cabinet: {settings.origin}")
    _open_descriptors()
    # The threads for what would stop the hub are there before anybody needs them.
    eventlet.tpool.setup()
    _calm_collector()
    bell = _bell(signal.SIGTERM, signal.SIGINT)
    door = _serve(listener, _entrance, **within)
    side_door = _serve(plain, Plain(app, settings.origin)) if plain else None
    bell.recv(1)
    # Accept nobody, store what is queued, send the tablets away, and let requests under way finish.
    if side_door:
        side_door.kill(KeyboardInterrupt())
    door.kill(KeyboardInterrupt())
    services.writer.close()
    with eventlet.Timeout(_FAREWELL_S, False):
        live.send_away("restarting")
        door.wait()
    app.extensions["sightings"].flush()
    services.pool.close()
    # What they were at is free for the next start, or for another process, at once.
    for desk in app.extensions["desks"]:
        desk.close(_GIVEN_BACK_S)
    services.writer.close()
    services.db.engine.dispose()


def _open_descriptors() -> None:
    """Let there be as many connections as the system allows: its first offer is often a thousand."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _calm_collector() -> None:
    """Leave what is there for good out of the search for garbage, and search less often: it stops everybody."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SEARCHES)


def _serve(listener: Any, site: Any, *, protocol: Any = None, **more: Any) -> Any:
    kept = {"protocol": protocol or _patient(), "max_size": _MOST_CLIENTS, "log": _faults(), "debug": False}
    return eventlet.spawn(eventlet.wsgi.server, listener, site, **kept, **more)


def _tls(certificate: str, key: str) -> dict[str, Any]:
    """Return what makes the server end TLS, or leave with a sentence if these files are of no use."""
    try:
        context = ending.context(certificate, key)
    except OSError as error:
        sys.exit(f"I-Cabinet does not start: {certificate} and {key} cannot be used for TLS: {error}")

    # The handshake belongs to the connection's own green thread: a listener within TLS would fall with a bad client.
    class WithinTls(_patient()):  # type: ignore[misc]
        def __init__(self, state: Any, server: Any) -> None:
            try:
                with eventlet.Timeout(_HANDSHAKE_S):
                    state[1] = context.wrap_socket(state[1], server_side=True, do_handshake_on_connect=False)
                    state[1].do_handshake()
                super().__init__(state, server)
            except (ssl.SSLError, ConnectionError, eventlet.Timeout):
                # A client that does not trust us says so, if at all, within TLS. It is its business, and no fault.
                state[1].close()

    return {"protocol": WithinTls, "environ": {"wsgi.url_scheme": "https", "HTTPS": "on"}}


def _entrance(environ: dict[str, Any], start_response: Any) -> Any:
    """Serve a request. A WebSocket must not count as idle: idle ones are cut at the end before they are told why."""
    environ.pop("eventlet.set_idle", None)
    return app(environ, start_response)


def _listen(host: str, port: int) -> Any:
    """Return a socket to accept from that, told to end, first takes who is at the door already, then closes itself."""

    class Listener(eventlet.greenio.GreenSocket):  # type: ignore[misc]
        ends = False

        def accept(self) -> tuple[Any, Any]:
            if not self.ends:
                try:
                    return super().accept()  # type: ignore[no-any-return]
                except KeyboardInterrupt:
                    self.ends = True
            try:
                late, address = self.fd.accept()
            except BlockingIOError:
                # At once: whoever comes between the two would be cut without an answer.
                self.close()
                _let_begin()
                raise KeyboardInterrupt from None
            return eventlet.greenio.GreenSocket(late), address

    listener = Listener(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Small frames must leave at once; Linux hands the option down to every accepted socket.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        sys.exit(f"{host}:{port}: {error.strerror}")
    listener.listen(_BACKLOG)
    return listener


def _let_begin() -> None:
    """Wait until the connections that were accepted are being served: those that are not count as idle, and are cut."""
    begun = eventlet.Event()
    eventlet.spawn(begun.send)
    while not begun.ready():
        # A green thread that was woken by an event of the closed socket waits on.
        begun.wait()


def _patient(greeter: Greeter | None = None) -> type[Any]:
    """Return a way to serve connections that takes a new one for busy: its first request may be on its way.

    Who begins with a right WebSocket handshake is left to the `greeter`, if there is one.
    """

    class Patient(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]
        def __init__(self, state: list[Any], server: Any) -> None:
            # Idle connections are cut at the end without an answer.
            state[2] = eventlet.wsgi.STATE_REQUEST
            if greeter is None or not _is_greeted(greeter, *state[:2]):
                super().__init__(state, server)

    return Patient


def _is_greeted(greeter: Greeter, client: tuple[str, int], connection: Any) -> bool:
    def plain() -> Any:
        """Take the socket out: whoever serves here closes a connection that has none any more."""
        known = connection.fd
        taken = type(known)(known.family, known.type, known.proto, known.detach())
        taken.setblocking(False)
        return taken

    try:
        seen = connection.recv(LONGEST_HEAD, socket.MSG_PEEK)
    except OSError:
        return False
    return greeter.greet(seen, plain, client[0])


def _faults() -> logging.Logger:
    """Return a log for what goes wrong beneath the product; who asked for which page is for a proxy to write."""
    log = logging.getLogger("eventlet.wsgi")
    log.setLevel(logging.INFO)
    log.addFilter(logs.only_faults)
    return log


def _bell(*signals: signal.Signals) -> socket.socket:
    """Return a socket that can be read once one of these signals has come."""
    # An exception out of a handler would strike any green thread, even the writer in a transaction.
    ear, rope = socket.socketpair()
    for each in signals:
        signal.signal(each, lambda *_: rope.send(b"!"))
    return ear


app = make()
gc.enable()

if serving:
    main()
    # All is stored and said. Taking the interpreter apart would only keep whoever waits for the end of it.
    os._exit(0)
