"""The fast path: what goes to many tablets is framed once and written straight to their sockets.

The libraries put every packet into a queue, wake a green thread for each tablet, frame it there, and wait for the
socket: most of what a delivery costs is that waking. Here a `Lane` takes the place of a connection's WebSocket, from
the handshake to the end:

    frames.py   WebSocket frames (RFC 6455): bytes in, bytes out, nothing else
    lane.py     one connection: written without waiting, bounded, read by the hub itself
    cork.py     has what lanes are told in one moment written at once
    greeting.py reads a plain handshake, without a green thread of the HTTP server that lives as long as the tablet
    seam.py     hangs lanes into the Engine.IO server, by its factory for WebSockets
    trial.py    proves at the start that the seam holds; if it does not, the libraries' own path serves

Only the seam touches what is not public of the libraries, and their versions are pinned. Connections that are not
plain sockets (TLS ended by this process) go the libraries' way. `ICABINET_FAST_PATH=0` sends everybody there.
"""
