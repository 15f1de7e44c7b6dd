import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { stacked } from "papers/column.js";
import { View } from "papers/view.js";
import { MARGIN } from "papers/zoom.js";

globalThis.cancelAnimationFrame ??= () => {};
const A4 = Math.SQRT2;
const paper = stacked([A4, A4, 0.5, A4]);
const made = [];
afterEach(() => made.splice(0).forEach((view) => view.close()));

/** A view of the column in the window of a tablet, and all that it told. */
function view(column = paper, index = 0, how = "width") {
  const told = [];
  const one = new View(how, { laid: (at, byHand) => told.push([at.index, byHand]), settled: () => {} });
  made.push(one);
  one.goTo(index, column);
  one.resize(1016, 600);
  return Object.assign(one, { told });
}
const top = ({ at, unit }) => (MARGIN - at.y) / unit;
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} ≠ ${b}`);

test("a page that is gone to begins at the top of the window", () => {
  const one = view(paper, 2);
  near(top(one), paper.tops[2]);
  one.goTo(1);
  near(top(one), paper.tops[1]);
});

test("the page that is read changes by hand, and only then is that told as done by hand", () => {
  const one = view();
  one.goTo(1);
  assert.deepEqual(one.told.at(-1), [1, false]);
  one.move(0, -1250);
  assert.deepEqual(one.told.at(-1), [2, true]);
});

test("a page that cannot lie at the top, because it is the last, is read all the same", () => {
  const slides = view(stacked([0.1, 0.1, 0.1]));
  slides.goTo(2);
  assert.equal(slides.index, 2);
});

test("when pages come or go before it, the page that is read stays where it is", () => {
  const one = view(paper, 1);
  one.move(0, -300);
  const within = top(one) - paper.tops[1];
  const longer = stacked([0.5, 0.5, A4, A4, 0.5, A4]);
  one.spread(longer, 3);
  near(top(one) - longer.tops[3], within);
});

test("one page at a time is a column of one page", () => {
  const one = view(stacked([A4]));
  one.move(0, -5000);
  assert.equal(one.index, 0);
  one.goTo(0, stacked([0.5]));
  near(one.at.y, (600 - 500) / 2);
});

test("what is fitted stays fitted from page to page, what was made larger by hand stays so", () => {
  const one = view(paper, 0, "page");
  near(one.unit * A4, 600 - 2 * MARGIN);
  one.goTo(2);
  near(one.unit, 1000);
  one.zoomAt(2, 500, 300);
  one.goTo(0);
  near(one.unit, 2000);
});

test("all of the tallest page can be seen on every page", () => {
  const one = view(paper, 2);
  for (let i = 0; i < 30; i++) one.step(-1);
  near(one.unit * A4, 600 - 2 * MARGIN);
});

test("a screenful down and up again comes back", () => {
  const one = view(paper, 0);
  const before = one.at.y;
  one.leaf(1);
  near(one.at.y, before - 540);
  one.leaf(-1);
  near(one.at.y, before);
});

test("what is looked for on a page comes into sight, unless it is there already", () => {
  const one = view(paper, 1);
  one.reveal(0.3);
  near(top(one), paper.tops[1]);
  one.reveal(1.2);
  assert.ok(one.window.top < paper.tops[1] + 1.2 && paper.tops[1] + 1.2 < one.window.bottom);
  assert.deepEqual(one.told.at(-1), [1, false]);
});

test("when the tablet is turned, the same line is at the top", () => {
  const one = view(paper, 1);
  one.move(0, -300);
  const before = top(one);
  one.resize(600, 1016);
  near(top(one), before);
});
