import assert from "node:assert/strict";
import { test } from "node:test";

import { NO_PRESSURE } from "ink/tools.js";
import { Thinning, thinned, TOLERANCE } from "ink/thinning.js";
import { handwriting } from "./handwriting.js";

const WIDTHS = [16, 28, 52];

/** How far the points left out lie from the line that is kept, and how much wider or narrower the ink is there, in units of the page. */
function lost(points, kept, width) {
  let [away, wider, at] = [0, 0, 0];
  for (let i = 0; i < points.length; i += 3) {
    const [x, y, pressure] = points.slice(i, i + 3);
    if (at + 3 < kept.length && String(kept.slice(at + 3, at + 6)) === String([x, y, pressure])) at += 3;
    const [x0, y0, p0] = kept.slice(at, at + 3);
    const [x1, y1, p1] = kept.slice(Math.min(at + 3, kept.length - 3)).slice(0, 3);
    const [dx, dy] = [x1 - x0, y1 - y0];
    const part = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    away = Math.max(away, Math.hypot(x - x0 - part * dx, y - y0 - part * dy));
    wider = Math.max(wider, (Math.abs(pressure - p0 - part * (p1 - p0)) * width) / 1000);
  }
  assert.equal(at, kept.length - 3, "what is kept was there, in its order");
  return { away, wider };
}

test("handwriting keeps its shape and its width to less than half a pixel of a tablet at the largest zoom", () => {
  const pixel = 10_000 / (1024 * 2 * 6);
  assert.ok(TOLERANCE < pixel / 2 + 0.01);
  for (const hz of [60, 120, 240]) {
    for (const size of [40, 120, 400]) {
      for (let seed = 1; seed <= 6; seed++) {
        const points = handwriting(seed, hz, size);
        for (const width of WIDTHS) {
          const { away, wider } = lost(points, thinned(points, width), width);
          assert.ok(away <= TOLERANCE + 1e-9 && wider <= TOLERANCE + 1e-9, `${hz} Hz, ${size}, ${seed}: ${away}, ${wider}`);
        }
      }
    }
  }
});

test("of a quick digitizer's points not half are kept", () => {
  const count = (hz) => {
    const all = [1, 2, 3, 4, 5].map((seed) => handwriting(seed, hz, 120));
    const kept = all.map((points) => thinned(points, 28));
    return kept.flat().length / all.flat().length;
  };
  assert.ok(count(240) < 0.5, String(count(240)));
  assert.ok(count(120) < 0.75, String(count(120)));
});

test("what has been decided stays, whatever the pieces in which the points come", () => {
  const points = handwriting(7, 240, 120);
  const thinning = new Thinning(28);
  let before = [];
  for (let i = 0; i < points.length; i += 12) {
    thinning.add(points.slice(i, i + 12));
    assert.deepEqual(thinning.kept.slice(0, before.length), before);
    // What is on the screen is what is kept and then the points themselves: it cannot jump by more than the tolerance.
    assert.deepEqual(thinning.all.slice(-3), points.slice(0, i + 12).slice(-3));
    before = [...thinning.kept];
  }
  assert.deepEqual(thinning.lifted, thinned(points, 28));
});

test("a straight line needs few points, a pen that stands still only one", () => {
  const line = Array.from({ length: 400 }, (_, i) => [i * 10, i * 5, 400]).flat();
  assert.ok(thinned(line, 28).length / 3 < 12);
  assert.deepEqual(thinned(line, 28).slice(-3), line.slice(-3));
  assert.deepEqual(thinned([7, 8, 400, 7, 8, 400, 7, 8, 400], 28), [7, 8, 400]);
});

test("a sharp corner and a sudden pressure are kept", () => {
  const corner = [0, 0, 400, 50, 0, 400, 100, 0, 400, 100, 50, 400, 100, 100, 400];
  assert.deepEqual(thinned(corner, 28), [0, 0, 400, 100, 0, 400, 100, 100, 400]);
  const pressed = [0, 0, 200, 50, 0, 900, 100, 0, 200];
  assert.deepEqual(thinned(pressed, 28), pressed);
});

test("a mouse's points stay so near one another that its speed can be told", () => {
  const line = Array.from({ length: 200 }, (_, i) => [i * 3, 0, NO_PRESSURE]).flat();
  const kept = thinned(line, 28);
  for (let i = 3; i < kept.length; i += 3) assert.ok(kept[i] - kept[i - 3] <= 28);
  assert.ok(kept.length < line.length / 5);
});

test("a stroke that goes on begins with the point that it goes on from", () => {
  const thinning = new Thinning(28, [5, 5, 400]);
  thinning.add([9, 30, 400]);
  assert.deepEqual(thinning.lifted, [5, 5, 400, 9, 30, 400]);
});
