"""The pool under eventlet, for test_pool_green. Arguments: an endless PDF, a good one, a place to write."""

import eventlet

eventlet.monkey_patch()

import sys  # noqa: E402
import time  # noqa: E402

from icabinet.worker.pool import Pool  # noqa: E402
from icabinet.worker.refusals import WorkerTimedOut  # noqa: E402

endless, good, out = sys.argv[1:]
gaps = []


def tick() -> None:
    last = time.monotonic()
    while True:
        eventlet.sleep(0.005)
        now = time.monotonic()
        gaps.append(now - last)
        last = now


def hang() -> str:
    try:
        pool.run("render", deadline=1.0, path=endless, page=1, width=400, out=out)
    except WorkerTimedOut as refusal:
        return refusal.code
    return "finished"


pool = Pool(2)
pool.run("inspect", deadline=30, path=good, filename="x.pdf")
gaps.clear()
ticking = eventlet.spawn(tick)

hung = eventlet.spawn(hang)
answers = [eventlet.spawn(pool.run, "words", deadline=30, path=good, page=page) for page in range(1, 11)]
pages = [answer.wait()["words"][1][4] for answer in answers]
assert pages == [str(page) for page in range(1, 11)], pages
assert hung.wait() == "worker_timed_out"
assert len(gaps) > 50, len(gaps)
assert max(gaps) < 0.5, max(gaps)

# Callers who go away, one at work and one still waiting, take nothing with them.
single = Pool(1)
single.run("inspect", deadline=30, path=good, filename="x.pdf")
gone = [eventlet.spawn(single.run, "render", deadline=30, path=endless, page=1, width=400, out=out) for _ in "ab"]
while single.states()[0]["job"] != "render" or not single._lending._waiting:
    eventlet.sleep(0)
for caller in reversed(gone):
    caller.kill()
assert single.run("inspect", deadline=30, path=good, filename="x.pdf") == {"kind": "pdf"}

ticking.kill()
pool.close()
single.close()
print("green")  # noqa: T201 - what the test waits for
