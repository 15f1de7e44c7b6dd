import assert from "node:assert/strict";
import { test } from "node:test";

import { GAP, mostInSight, pageAt, rangeOf, sightOf, stacked, upright } from "papers/column.js";

const A4 = Math.SQRT2;
const column = stacked([1, 2, 0.5, 1]);
const close = (actual, expected) => {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-9, `${actual} ≠ ${expected}`));
};

test("pages lie under one another with a gap, each as wide as the column", () => {
  assert.deepEqual(column.tops, [0, 1 + GAP, 3 + 2 * GAP, 3.5 + 3 * GAP]);
  assert.equal(column.ratio, 4.5 + 3 * GAP);
  assert.equal(column.tallest, 2);
  assert.deepEqual(stacked([]), { tops: [], ratios: [], ratio: 0, tallest: 0 });
});

test("a book of very many pages is stacked all the same", () => {
  const book = stacked(Array.from({ length: 200_000 }, () => A4));
  assert.equal(book.tops.length, 200_000);
  assert.equal(pageAt(book, book.tops[123_456] + 0.1), 123_456);
});

test("there is a page at every height, also above the first and below the last", () => {
  const heights = [-5, 0, 0.99, 1 + GAP / 2, 1 + GAP, 3.2, 3.6 + 3 * GAP, 99];
  assert.deepEqual(heights.map((y) => pageAt(column, y)), [0, 0, 0, 0, 1, 2, 3, 3]);
});

test("pages exist only between the edges of what is near", () => {
  assert.deepEqual(rangeOf(column, 1.5, 3.2), [1, 2]);
  assert.deepEqual(rangeOf(column, -1, 0.5), [0, 0]);
});

test("the page that is read is the one most in sight", () => {
  const paper = stacked([A4, A4, A4]);
  assert.equal(mostInSight(paper, 0, 0.8), 0);
  assert.equal(mostInSight(paper, 0.9, 1.7), 0);
  assert.equal(mostInSight(paper, 1.1, 1.9), 1);
});

test("of several pages in sight entirely it is the first, and at the very end the last", () => {
  const slides = stacked([0.5, 0.5, 0.5, 0.5]);
  assert.equal(mostInSight(slides, 0, 1.1), 0);
  assert.equal(mostInSight(slides, slides.ratio - 1.1, slides.ratio), 3);
});

test("a small page that is seen whole counts for more than a large one that is hardly seen", () => {
  assert.equal(mostInSight(column, 2.8, 3.6 + 2 * GAP), 2);
});

test("what is in sight of a page is told from its own corner", () => {
  close(sightOf(column, 1, { left: 0.25, top: 1.5, right: 0.75, bottom: 2.5 }), [0.25, 0.5 - GAP, 0.75, 1.5 - GAP]);
  assert.equal(sightOf(column, 3, { left: 0, top: 0, right: 1, bottom: 1 }), null);
  assert.equal(sightOf(column, 0, { left: 1.2, top: 0, right: 2, bottom: 1 }), null);
});

test("what is in sight of a turned page is found on the page itself", () => {
  // A page half as wide as tall, turned: its place is as wide as the column, and half as tall.
  const sight = [0, 0, 0.5, 0.25];
  close(upright(sight, 0, 0.5), sight);
  close(upright(sight, 1, 0.5), [0, 1, 0.5, 2]); // the left of the place is the foot of the page
  close(upright(sight, 3, 0.5), [0.5, 0, 1, 1]); // the left of the place is its head
  close(upright([0, 0, 0.5, 0.25], 2, 2), [0.5, 1.75, 1, 2]);
});
