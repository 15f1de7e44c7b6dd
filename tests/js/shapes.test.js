import assert from "node:assert/strict";
import { test } from "node:test";

import { boxOf, touches } from "ink/geometry.js";
import { encircled, frameOf, handlesOf, markAt, moved, pulled, scaled, within } from "ink/lasso.js";
import { paint } from "ink/paint.js";
import { framed, pinned, placed } from "ink/placed.js";
import { straight } from "ink/shaping.js";
import { linesAlong } from "ink/snapping.js";

const mark = (tool, corners, more = {}) => ({ id: tool, tool, width: 20, colour: "#c01a1f", points: corners.flatMap(([x, y]) => [x, y, 500]), ...more });
const TOOLS = {
  line: mark("line", [[1000, 1000], [3000, 2000]]),
  arrow: mark("arrow", [[1000, 1000], [1000, 3000]]),
  box: mark("box", [[3000, 2000], [1000, 1000]]),
  ellipse: mark("ellipse", [[1000, 1000], [3000, 2000]]),
  underline: mark("underline", [[1000, 1000], [3000, 1000], [1000, 1300], [2000, 1300]]),
  note: mark("note", [[1000, 1000]]),
  stamp: mark("stamp", [[1000, 1000], [3000, 1600]], { text: "Đồng ý" }),
};
const at = (shape, x, y, radius = 10) => touches(shape, [x, y], [x, y], radius);

test("a line and an arrow are touched along it, an arrow also at its barbs", () => {
  assert.ok(at(TOOLS.line, 2000, 1500));
  assert.ok(!at(TOOLS.line, 2000, 1900));
  assert.ok(at(TOOLS.arrow, 1000, 2000));
  assert.ok(at(TOOLS.arrow, 1040, 2910));
  assert.ok(!at(TOOLS.arrow, 1040, 1500));
});

test("a box and an ellipse are touched at their line, not within", () => {
  assert.ok(at(TOOLS.box, 1000, 1500));
  assert.ok(at(TOOLS.box, 2000, 2000));
  assert.ok(!at(TOOLS.box, 2000, 1500));
  assert.ok(at(TOOLS.ellipse, 1000, 1500));
  assert.ok(at(TOOLS.ellipse, 2000, 1000));
  assert.ok(!at(TOOLS.ellipse, 2000, 1500));
  assert.ok(!at(TOOLS.ellipse, 1010, 1010)); // its corner is empty
});

test("a note and a stamp are touched anywhere, lines under words at each line and not between two", () => {
  assert.ok(at(TOOLS.note, 1100, 1100));
  assert.ok(!at(TOOLS.note, 1300, 1000));
  assert.ok(at(TOOLS.stamp, 2000, 1300));
  assert.ok(at(TOOLS.underline, 2500, 1000));
  assert.ok(at(TOOLS.underline, 1500, 1300));
  assert.ok(!at(TOOLS.underline, 2500, 1150));
});

test("nothing is painted beyond a mark's box", () => {
  for (const shape of Object.values(TOOLS)) {
    const [left, top, right, bottom] = boxOf(shape);
    const { context, reached } = canvas();
    paint(context, shape);
    assert.ok(reached.length > 0, shape.tool);
    for (const [x, y, half] of reached) {
      assert.ok(x - half >= left && x + half <= right && y - half >= top && y + half <= bottom, `${shape.tool} ${x} ${y} in ${boxOf(shape)}`);
    }
  }
});

test("a hand takes the topmost mark, and those that it draws round", () => {
  const marks = [TOOLS.box, TOOLS.line, TOOLS.note];
  assert.equal(markAt(marks, [1000, 1000], 30).id, "note");
  assert.equal(markAt(marks, [2000, 1500], 30).id, "line");
  assert.equal(markAt(marks, [2000, 1800], 30), undefined);
  const round = [[800, 800], [1300, 800], [1300, 1300], [800, 1300]];
  assert.deepEqual(encircled(marks, round).map(({ id }) => id), ["note"]);
  const wide = [[500, 500], [3500, 500], [3500, 2500], [500, 2500]];
  assert.equal(encircled(marks, wide).length, 3);
});

test("marks are moved no further than the page goes", () => {
  assert.deepEqual(moved([1, 2, 500, 3, 4, 500], 10, -1), [11, 1, 500, 13, 3, 500]);
  assert.deepEqual(within([100, 200, 300, 400], -500, 50, 1.4), [-100, 50]);
  assert.deepEqual(within([9000, 200, 9900, 400], 500, 20_000, 1.4), [100, 13_600]);
  // What lies beyond the edge already may stay there, and come back.
  assert.deepEqual(within([-50, 0, 300, 400], -10, 0, 1.4), [0, 0]);
  assert.deepEqual(within([-50, 0, 300, 400], 30, 0, 1.4), [30, 0]);
});

test("a box is drawn to any shape by its corner, a stamp keeps its own, the end of a line goes where it is drawn", () => {
  const corners = handlesOf([TOOLS.box]);
  assert.equal(corners.length, 4);
  const [box] = pulled([TOOLS.box], 2, [corners[2][0] + 1000, corners[2][1]]);
  assert.ok(boxOf(box)[2] > 3900 && Math.abs(boxOf(box)[3] - 2020) < 2);
  const [stamp] = pulled([TOOLS.stamp], 2, [5020, 1620]);
  const size = (shape) => [boxOf(shape)[2] - boxOf(shape)[0], boxOf(shape)[3] - boxOf(shape)[1]];
  const [[w0, h0], [w1, h1]] = [size(TOOLS.stamp), size(stamp)];
  assert.ok(w1 > w0 && Math.abs(w1 / h1 - w0 / h0) < 0.2);
  const [line] = pulled([TOOLS.line], 1, [5000, 5000]);
  assert.deepEqual(line.points, [1000, 1000, 500, 5000, 5000, 500]);
});

test("a frame is never turned inside out, and a note has one size only", () => {
  const [box] = pulled([TOOLS.box], 2, [0, 0]);
  assert.ok(boxOf(box)[2] >= boxOf(box)[0]);
  assert.deepEqual(handlesOf([TOOLS.note]), []);
});

test("what is made larger stays about its middle", () => {
  const [large] = scaled([TOOLS.ellipse], 2);
  const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];
  assert.deepEqual(middle(boxOf(large)), middle(boxOf(TOOLS.ellipse)));
  assert.ok(frameOf([large])[2] > frameOf([TOOLS.ellipse])[2]);
});

test("what is put somewhere has a usual size, and stays on the page", () => {
  assert.deepEqual(pinned(TOOLS.note, [5, 6]).points, [5, 6, 500]);
  const [x0, y0, , x1, y1] = framed(TOOLS.stamp, "Ký nháy", [9900, 5000], null).points;
  assert.ok(x1 <= 10_000 && x0 < x1 && y0 < y1);
  const drawn = framed(TOOLS.stamp, "Ký nháy", [1000, 1000], [4000, 1500]).points;
  assert.deepEqual(drawn, [1000, 1000, 500, 4000, 1500, 500]);
  assert.equal(placed(TOOLS.arrow, "", [5000, 5000]).points.length, 6);
});

test("a line that is nearly level or upright is meant to be so", () => {
  assert.deepEqual(straight([0, 0], [1000, 40]), [1000, 0]);
  assert.deepEqual(straight([0, 0], [40, -1000]), [0, -1000]);
  assert.deepEqual(straight([0, 0], [1000, 300]), [1000, 300]);
});

test("words are underlined beneath, and struck out through the middle, line by line", () => {
  const boxes = [[0.1, 0.1, 0.5, 0.12], [0.1, 0.13, 0.3, 0.15]];
  assert.deepEqual(linesAlong(boxes, "underline"), [1000, 1180, 500, 5000, 1180, 500, 1000, 1480, 500, 3000, 1480, 500]);
  assert.equal(linesAlong(boxes, "strikeout")[1], 1110);
});

/** A canvas that notes how far each line reaches, with half its thickness. */
function canvas() {
  const [reached, path] = [[], []];
  let start = [0, 0];
  const spread = () => reached.push(...path.map(([x, y]) => [x, y, context.lineWidth / 2]));
  const context = {
    lineWidth: 1,
    save() {},
    restore() {},
    beginPath: () => void (path.length = 0),
    moveTo: (x, y) => path.push((start = [x, y])),
    lineTo: (x, y) => path.push([x, y]),
    closePath: () => path.push(start),
    ellipse: (x, y, a, b) => path.push([x - a, y], [x + a, y], [x, y - b], [x, y + b]),
    roundRect: (x, y, w, h) => path.push([x, y], [x + w, y + h]),
    stroke: spread,
    fill: spread,
    measureText: (text) => ({ width: 100 * text.length }),
    translate() {},
    scale() {},
    fillText() {},
  };
  return { context, reached };
}
