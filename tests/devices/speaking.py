"""A process that speaks for rooms and does nothing else; it looks by itself only every so many seconds.

What it tells sooner than that, it was told of. It ends with its standard input.
"""

import sys

from icabinet.app import create_app
from icabinet.config import from_environment
from icabinet.devices import desk

if __name__ == "__main__":
    desk._LOOK_S = float(sys.argv[1])
    speaking = desk.RoomDesk(create_app(from_environment()))
    speaking.start()
    sys.stdin.read()
    speaking.close(10)
