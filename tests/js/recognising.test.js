import assert from "node:assert/strict";
import { test } from "node:test";

import { drawnOn, recognised } from "ink/recognising.js";

const STEPS = 40;
const TREMBLE = 40;
const tremble = (i) => TREMBLE * Math.sin(7 * i);
const stroke = (at) => Array.from({ length: STEPS + 1 }, (_, i) => at(i / STEPS, i)).flatMap(([x, y]) => [Math.round(x), Math.round(y), 500]);
const along = (corners) => stroke((part, i) => {
  const at = Math.min(part * (corners.length - 1), corners.length - 1 - 1e-9);
  const [[x0, y0], [x1, y1]] = [corners[Math.floor(at)], corners[Math.floor(at) + 1]];
  return [x0 + (at % 1) * (x1 - x0) + tremble(i), y0 + (at % 1) * (y1 - y0) + tremble(i + 3)];
});
const round = (x, y, a, b, turn = 1) => stroke((part, i) => [x + a * Math.cos(turn * 2 * Math.PI * part) + tremble(i), y + b * Math.sin(turn * 2 * Math.PI * part) + tremble(i + 3)]);
const near = (points, wanted) => points.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) <= 2 * TREMBLE, `${points} is not ${wanted}`));

test("a trembling line is a line, level where it nearly is", () => {
  const line = recognised(along([[1000, 1000], [4000, 3000]]));
  assert.equal(line.tool, "line");
  near(line.points, [1000, 1000, 500, 4000, 3000, 500]);
  const level = recognised(along([[1000, 1000], [5000, 1060]]));
  assert.equal(level.points[1], level.points[4]);
});

test("what goes round and comes back is an ellipse or a box, whichever way it went", () => {
  const ellipse = recognised(round(3000, 3000, 1500, 900));
  assert.equal(ellipse.tool, "ellipse");
  near(ellipse.points, [1500, 2100, 500, 4500, 3900, 500]);
  assert.equal(recognised(round(3000, 3000, 1200, 1200, -0.93)).tool, "ellipse");
  const box = recognised(along([[1000, 1000], [4000, 1000], [4000, 2500], [1000, 2500], [1000, 1000]]));
  assert.equal(box.tool, "box");
  near(box.points, [1000, 1000, 500, 4000, 2500, 500]);
  assert.equal(recognised(along([[1000, 1000], [1000, 2500], [4000, 2500], [4000, 1000], [1000, 1000]])).tool, "box");
});

test("a line with two barbs at its end is an arrow, in whatever order the hand made them", () => {
  const arrow = recognised(along([[1000, 1000], [4000, 3000], [3700, 2400], [4000, 3000], [3300, 2950]]));
  assert.equal(arrow.tool, "arrow");
  near(arrow.points, [1000, 1000, 500, 4000, 3000, 500]);
  assert.equal(recognised(along([[1000, 1000], [4000, 3000], [3300, 2950], [4000, 3000], [3700, 2400]])).tool, "arrow");
  const level = recognised(along([[5000, 1000], [1500, 1040], [2000, 700], [1500, 1040], [2000, 1400]]));
  assert.deepEqual([level.tool, level.points[1]], ["arrow", level.points[4]]);
});

test("a line with one barb, a cross-bar or a tail is no arrow", () => {
  for (const rest of [
    [[3700, 2400]],
    [[3500, 3600], [4500, 2400]],
    [[3700, 2400], [4000, 3000], [1000, 3000]],
  ]) assert.notEqual(recognised(along([[1000, 1000], [4000, 3000], ...rest]))?.tool, "arrow");
});

test("letters, waves, hooks and scribbles are left alone", () => {
  assert.equal(recognised(round(3000, 3000, 150, 150)), null);
  assert.equal(recognised(along([[1000, 1000], [1200, 1000]])), null);
  assert.equal(recognised(stroke((part) => [1000 + 4000 * part, 2000 + 600 * Math.sin(12 * part)])), null);
  assert.equal(recognised(along([[1000, 1000], [3000, 1000], [3000, 3000]])), null);
  assert.equal(recognised(round(3000, 3000, 1500, 900, 3)), null);
  assert.equal(recognised(along([[1000, 1000], [3000, 1000], [1000, 3000], [3000, 3000], [1000, 1000]])), null);
  assert.equal(recognised([1000, 1000, 500]), null);
});

test("a shape follows the hand that goes on: the end of a line, the corner that is nearest", () => {
  const line = { tool: "line", points: [0, 0, 500, 1000, 0, 500] };
  assert.deepEqual(drawnOn(line, [1010, 5], [1010, 805]), [0, 0, 500, 1000, 800, 500]);
  assert.deepEqual(drawnOn({ ...line, tool: "arrow" }, [900, 90], [900, 890]).slice(3), [1000, 800, 500]);
  const box = { tool: "box", points: [0, 0, 500, 1000, 1000, 500] };
  assert.deepEqual(drawnOn(box, [10, 20], [-90, -80]), [-100, -100, 500, 1000, 1000, 500]);
  assert.deepEqual(drawnOn(box, [990, 20], [1090, 20]), [0, 0, 500, 1100, 1000, 500]);
});
