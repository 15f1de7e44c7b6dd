"""A handshake between a server's context and a client's, without a network."""

import ssl
from pathlib import Path

from icabinet.tls import ending
from icabinet.tls.certificates import Pair
from icabinet.tls.folder import Folder


def served(pair: Pair, folder: Path) -> ssl.SSLContext:
    """Return how a server would speak with this certificate."""
    place = Folder(folder)
    place.keep_server(pair)
    return ending.context(str(place.server_certificate), str(place.server_key))


def trusting(authority: Path) -> ssl.SSLContext:
    """Return how a client speaks that trusts this authority alone."""
    return ssl.create_default_context(cafile=str(authority))


def shake(server: ssl.SSLContext, client: ssl.SSLContext, host: str) -> ssl.SSLObject:
    """Let the client greet the server by this name; return the client's end, or raise what it does not like."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    left = client.wrap_bio(to_client, to_server, server_hostname=host)
    right = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for end in (left, right):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return left
