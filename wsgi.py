"""The server. The only file that names eventlet: everything else uses the standard library's primitives.

`python wsgi.py` serves on green threads. Imported (`flask --app wsgi …`) it only makes the app, unpatched.
"""

import os
import warnings

serving = __name__ == "__main__"
if serving:
    # Choosing eventlet is a decision (docs/decisions); its notice would only frighten whoever starts the demo.
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
    import eventlet
    import eventlet.tpool
    import eventlet.wsgi

    eventlet.monkey_patch()

import logging
import socket
import sys
from typing import Any

from icabinet import config, create_app
from icabinet.cli.demo import print_links
from icabinet.database import WrongRevision

_BACKLOG = 4096
_MOST_CLIENTS = 20_000


def make() -> Any:
    """Return the app, on green threads if this process serves."""
    if not serving:
        return create_app(config.from_environment())
    settings = config.from_environment(async_mode="eventlet")
    try:
        return create_app(settings, offload=eventlet.tpool.execute, serving=True)
    except WrongRevision as error:
        sys.exit(f"{error}: run `flask --app wsgi db upgrade`")


def main() -> None:
    """Serve until interrupted; `--demo` first prints the links to enter the sample meeting."""
    services, live = app.extensions["icabinet"], app.extensions["live"]
    settings = services.settings
    listener = eventlet.listen((settings.host, settings.port), backlog=_BACKLOG)
    # Small frames must leave at once; Linux hands the option down to every accepted socket.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    live.start_beating()
    if "--demo" in sys.argv[1:]:
        with app.app_context():
            print_links()
    print(f"I-Cabinet: {settings.origin}", flush=True)
    try:
        eventlet.wsgi.server(listener, app, max_size=_MOST_CLIENTS, log_output=False, debug=False)
    except KeyboardInterrupt:
        pass
    finally:
        services.writer.close()
        services.pool.close()


logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
app = make()

if serving:
    main()
