"""The child that calls programs: `python icabinet/hooks/__main__.py <fd>`. Ends when that socket does.

Run by path and not by name, because importing `icabinet` would bring along the whole web side.
"""

import sys
from pathlib import Path
from types import ModuleType


def main() -> None:
    package = ModuleType("icabinet")
    package.__path__ = [str(Path(__file__).parents[1])]
    sys.modules["icabinet"] = package

    from icabinet.hooks.carrying import serve

    serve(int(sys.argv[1]))


if __name__ == "__main__":
    main()
