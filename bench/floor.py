"""The floor to compare with: a server that only moves bytes, on plain sockets, with frames made once.

`b…` is sent on to all, as it is; `e…` is answered to its sender; `j<size>` gets as many bytes.
"""

import select
import socket
import sys

from bench.wire import Incoming, from_server, without_delay

_WELCOME = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


def serve(port: int) -> None:
    listener = socket.create_server(("127.0.0.1", port), backlog=4096)
    clients: dict[int, tuple[socket.socket, Incoming]] = {}
    poller = select.epoll()
    poller.register(listener, select.EPOLLIN)
    while True:
        for descriptor, _ in poller.poll():
            if descriptor == listener.fileno():
                connection = without_delay(listener.accept()[0])
                clients[connection.fileno()] = connection, Incoming()
                poller.register(connection, select.EPOLLIN)
            else:
                _take(clients, descriptor)


def _take(clients: dict[int, tuple[socket.socket, Incoming]], descriptor: int) -> None:
    connection, incoming = clients[descriptor]
    data = connection.recv(65536)
    if not data:
        del clients[descriptor]
        connection.close()
    elif data.startswith(b"GET "):
        connection.sendall(_WELCOME)
    else:
        for text in incoming.frames(data):
            _answer(clients, connection, text)


def _answer(clients: dict[int, tuple[socket.socket, Incoming]], connection: socket.socket, text: bytes) -> None:
    if text.startswith(b"b"):
        frame = from_server(text)
        for other, _ in clients.values():
            other.sendall(frame)
    elif text.startswith(b"e"):
        connection.sendall(from_server(text))
    else:
        connection.sendall(from_server(b"j" * int(text[1:])))


if __name__ == "__main__":
    serve(int(sys.argv[1]))
