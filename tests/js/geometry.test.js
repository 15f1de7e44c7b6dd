import assert from "node:assert/strict";
import { test } from "node:test";

import { boxOf, overlap, straightened, toPage, touches, union } from "ink/geometry.js";

const place = { left: 100, top: 50, width: 800, height: 1200 };
const line = (...points) => ({ points: points.flatMap(([x, y]) => [x, y, 500]), width: 20 });

test("the page's width is 10,000 units, whatever its size on the screen", () => {
  assert.deepEqual(toPage(100, 50, place), [0, 0]);
  assert.deepEqual(toPage(900, 850, place), [10_000, 10_000]);
});

test("the same place of the page is the same point on every screen", () => {
  for (const width of [311, 768, 1024.5, 4000]) {
    assert.deepEqual(toPage(100 + width * 0.1234, 50 + width * 1.4142, { ...place, width }), [1234, 14_142]);
  }
});

test("a page that is turned for its reader keeps its own corner and its own width", () => {
  const at = (turn, x, y) => toPage(100 + x, 50 + y, { ...place, turn });
  assert.deepEqual(at(1, 800, 0), [0, 0]); // a quarter clockwise: its head is on the right
  assert.deepEqual(at(1, 0, 1200), [10_000, 6667]);
  assert.deepEqual(at(2, 800, 1200), [0, 0]);
  assert.deepEqual(at(2, 0, 0), [10_000, 15_000]);
  assert.deepEqual(at(3, 0, 1200), [0, 0]);
  assert.deepEqual(at(3, 800, 0), [10_000, 6667]);
});

test("a box holds the ink to its edges", () => {
  assert.deepEqual(boxOf(line([100, 200], [300, 50])), [80, 30, 320, 220]);
  assert.deepEqual(union([0, 0, 10, 10], [5, -5, 20, 8]), [0, -5, 20, 10]);
  assert.ok(overlap([0, 0, 10, 10], [10, 10, 20, 20]));
  assert.ok(!overlap([0, 0, 10, 10], [11, 0, 20, 10]));
});

test("a shaky mark along a line becomes straight, one that goes down or is a dot does not", () => {
  const mark = { points: [0, 100, 500, 300, 130, 500, 600, 90, 500, 580, 100, 500], width: 200 };
  assert.deepEqual(straightened(mark), [0, 110, 500, 600, 110, 500]);
  const down = { points: [0, 100, 500, 600, 400, 500], width: 200 };
  assert.equal(straightened(down), down.points);
  const dot = { points: [0, 100, 500, 20, 100, 500], width: 200 };
  assert.equal(straightened(dot), dot.points);
});

test("the eraser takes what it touches, also between two points of it and of the stroke", () => {
  const stroke = line([0, 0], [1000, 0]);
  assert.ok(touches(stroke, [500, 90], [500, 90], 90), "beside the line");
  assert.ok(!touches(stroke, [500, 101], [500, 101], 90), "just out of reach");
  assert.ok(touches(stroke, [500, -900], [500, 900], 1), "a quick move right across");
  assert.ok(!touches(stroke, [1200, -900], [1200, 900], 90), "past its end");
});

test("the eraser takes a dot", () => {
  assert.ok(touches(line([50, 50]), [60, 60], [60, 60], 10));
  assert.ok(!touches(line([50, 50]), [90, 90], [90, 90], 10));
});

test("the eraser spares what only its box covers", () => {
  const corner = line([0, 0], [1000, 0], [1000, 1000]);
  assert.ok(!touches(corner, [300, 700], [400, 600], 50));
});
