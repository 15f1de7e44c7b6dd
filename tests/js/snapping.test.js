import assert from "node:assert/strict";
import { test } from "node:test";

import { snapped } from "ink/snapping.js";
import { wordsFrom } from "papers/reading.js";

const row = (x, y, text) => [x, y, x + 0.1, y + 0.02, text];
const words = wordsFrom([row(0.1, 0.1, "Ủy"), row(0.22, 0.1, "ban"), row(0.34, 0.1, "nhân"), row(0.1, 0.14, "dân"), row(0.22, 0.14, "phường")]);
const stroke = (...points) => ({ width: 220, points: points.flatMap(([x, y]) => [x, y, 500]) });
/** Where the mark's ink begins and ends, in widths of the page, give or take its round ends. */
const reach = ({ points, width }) => [points[0] - 0.35 * width, points.at(-3) + 0.35 * width].map((x) => Math.round(x) / 10_000);

test("a shaky mark along a line covers the words it passes, and their whole height", () => {
  const mark = snapped(stroke([1050, 1090], [2000, 1130], [3150, 1100]), words);
  assert.deepEqual(reach(mark), [0.1, 0.32]);
  assert.equal(mark.points[1], 1100);
  assert.equal(mark.points.at(-2), 1100);
  assert.equal(mark.width, 200);
});

test("a word that is hardly touched is not meant", () => {
  assert.deepEqual(reach(snapped(stroke([1000, 1100], [2300, 1100]), words)), [0.1, 0.2]);
  assert.deepEqual(reach(snapped(stroke([1000, 1100], [2700, 1100]), words)), [0.1, 0.32]);
});

test("of two lines the nearer one is marked, and only that", () => {
  const mark = snapped(stroke([1000, 1460], [3300, 1480]), words);
  assert.equal(mark.points[1], 1500);
  assert.deepEqual(reach(mark), [0.1, 0.32]);
});

test("what does not run along words stays as it was drawn", () => {
  assert.equal(snapped(stroke([1000, 1000], [3000, 2000]), words), null, "aslant");
  assert.equal(snapped(stroke([1000, 5000], [3000, 5000]), words), null, "in the margin");
  assert.equal(snapped(stroke([1000, 1100], [1020, 1100]), words), null, "a dot");
  assert.equal(snapped(stroke([1000, 1100], [3000, 1100]), []), null, "no words known");
});
