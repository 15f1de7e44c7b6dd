"""The child that makes one signature: `python icabinet/worker/signatures/__main__.py <fd of a socket>`, then ends.

Run by path and not by name, because importing `icabinet` would bring along the whole web side.
"""

import sys
from pathlib import Path
from types import ModuleType


def main() -> None:
    package = ModuleType("icabinet")
    package.__path__ = [str(Path(__file__).parents[2])]
    sys.modules["icabinet"] = package

    from icabinet.worker.signatures.serving import serve

    serve(int(sys.argv[1]))


if __name__ == "__main__":
    main()
