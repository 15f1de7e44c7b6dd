import assert from "node:assert/strict";
import { test } from "node:test";

import { boxOf, touches } from "ink/geometry.js";
import { laidOut, roomOf, unbroken } from "ink/lettering.js";
import { pulled } from "ink/lasso.js";
import { paint } from "ink/paint.js";

const RATIO = 1.4;
const SIZE = 200;
// Every letter is half as wide as it is high.
const measure = (words, size) => (words.length * size) / 2;
const begun = (points, text = "") => ({ tool: "text", width: SIZE, colour: "#123f9c", text, points: points.flatMap(([x, y]) => [x, y, 500]) });
const typed = (words, points = [[1000, 1000], [1000, 1000]], room = roomOf(begun(points))) => laidOut(begun(points), words, room, measure, RATIO);

test("what fits to the page's edge stays on one line, in a frame as wide as it", () => {
  const { text, points } = typed("Đồng ý");
  assert.equal(text, "Đồng ý");
  assert.deepEqual(points, [1000, 1000, 500, 1600, 1270, 500]);
});

test("what does not fit goes on in the next line; typed breaks stay", () => {
  const { text, points } = typed("một hai ba bốn năm\n\nsáu", [[1000, 1000], [2500, 1100]]);
  assert.equal(text, "một hai ba bốn \nnăm\n\nsáu");
  assert.deepEqual(points, [1000, 1000, 500, 2500, 2080, 500]);
  assert.equal(unbroken(text), "một hai ba bốn năm\n\nsáu");
});

test("taken up again it is broken as before", () => {
  const first = typed("một hai ba bốn năm", [[1000, 1000], [2500, 1100]]);
  const again = laidOut(first, unbroken(first.text), roomOf(first), measure, RATIO);
  assert.deepEqual(again, first);
});

test("what stood on one line may grow as far as the page's edge", () => {
  assert.equal(roomOf(typed("Đồng ý")), 8700);
});

test("a word that is longer than the room has a line of its own", () => {
  assert.equal(typed("a nghiêngnghiêngnghiêng b", [[1000, 1000], [2500, 1100]]).text, "a \nnghiêngnghiêngnghiêng \nb");
});

test("near the page's edges it is moved onto the page", () => {
  const { points } = typed("một hai ba bốn", [[9500, 13900], [9500, 13900]]);
  assert.equal(points[3], 10_000);
  assert.ok(points[4] <= RATIO * 10_000);
});

test("letters grow with the frame", () => {
  const mark = typed("Đồng ý");
  const [, , right, bottom] = boxOf(mark);
  const [larger] = pulled([mark], 2, [2 * right - 1000, 2 * bottom - 1000]);
  assert.equal(larger.width, 2 * SIZE);
  assert.deepEqual(boxOf(larger), [1000, 1000, 2200, 1540]);
});

test("it is touched anywhere in its frame and nowhere else", () => {
  const mark = typed("Đồng ý");
  assert.ok(touches(mark, [1300, 1100], [1300, 1100], 10));
  assert.ok(!touches(mark, [1300, 1400], [1300, 1400], 10));
});

test("each line is painted from the left of the frame, and no wider than it", () => {
  const painted = [];
  const context = { save() {}, restore() {}, fillText: (...said) => painted.push(said) };
  paint(context, typed("một hai ba bốn năm", [[1000, 1000], [2500, 1100]]));
  assert.deepEqual(painted, [["một hai ba bốn", 1000, 1210, 1500], ["năm", 1000, 1480, 1500]]);
});
