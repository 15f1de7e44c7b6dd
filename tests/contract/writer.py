"""A process that draws on the meeting without pause and says what was acknowledged; tests kill it.

python -m tests.contract.writer <data folder> <database> <meeting> <person> <paper> <strokes>
"""

import sys
from pathlib import Path

from icabinet import ids
from icabinet.app import create_app
from icabinet.config import Settings
from icabinet.performing import Actor, perform

folder, database, meeting, person, paper, strokes = sys.argv[1:]
app = create_app(Settings(data_dir=Path(folder), database_url=database, secret_key="for tests only", workers=1))
with app.app_context():
    for _ in range(int(strokes)):
        stroke = ids.new()
        args = {"id": stroke, "paper": paper, "page": 1, "tool": "pen", "colour": "#112233", "width": 9}
        answer = perform(Actor(person), f"meeting:{meeting}", stroke, "ink.draw", {**args, "points": [1, 2, 3]})
        print(stroke, answer.seq, flush=True)  # noqa: T201 - this is how it acknowledges
app.extensions["icabinet"].writer.close()
