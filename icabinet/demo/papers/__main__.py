"""`python -m icabinet.demo.papers FOLDER` writes the demonstration papers."""

import sys
from pathlib import Path

from icabinet.demo.papers import make_papers

make_papers(Path(sys.argv[1]))
