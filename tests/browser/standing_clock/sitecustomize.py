"""Has a server tell the time by eight bytes in a file, which a test moves. Python loads it by its name before all else.

Only what the product takes for the time of day stands still; how long things take, nobody decides but the machine.
"""

import mmap
import os
import time
from pathlib import Path

with Path(os.environ["TEST_CLOCK"]).open("r+b") as _file:
    _hands = mmap.mmap(_file.fileno(), 8)

time.time_ns = lambda: int.from_bytes(_hands[:8])
