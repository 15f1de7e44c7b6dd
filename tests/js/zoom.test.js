import assert from "node:assert/strict";
import { test } from "node:test";

import {
  clamp,
  doubleTap,
  fit,
  isWiderThanWindow,
  MARGIN,
  move,
  pageSize,
  pinch,
  resized,
  step,
  turned,
  wheelFactor,
  wholePage,
  zoomAt,
} from "papers/zoom.js";

const A4 = Math.SQRT2;
const tablet = { width: 1016, height: 600, ratio: A4 };
const under = (view, x, y) => [(x - view.x) / view.scale, (y - view.y) / view.scale];
const close = (actual, expected) => actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-6, `${actual} ≠ ${expected}`));

test("at scale 1 the page is as wide as the window, without its margins", () => {
  assert.deepEqual(pageSize(tablet), { width: 1000, height: 1000 * A4 });
  assert.deepEqual(fit("width", tablet), { scale: 1, x: MARGIN, y: MARGIN });
});

test("the whole page fits, and lies in the middle", () => {
  const view = fit("page", tablet);
  const height = pageSize(tablet).height * view.scale;
  assert.ok(Math.abs(height - (600 - 2 * MARGIN)) < 1e-9);
  assert.ok(Math.abs(view.x - (1016 - 1000 * view.scale) / 2) < 1e-9);
  assert.ok(Math.abs(view.y - MARGIN) < 1e-9);
});

test("a slide that fits by its width is not made larger to fit the page", () => {
  const slide = { width: 1016, height: 900, ratio: 0.5625 };
  assert.equal(wholePage(slide), 1);
  assert.deepEqual(fit("page", slide), fit("width", slide));
  assert.equal(fit("width", slide).y, (900 - 562.5) / 2);
});

test("the page cannot be pushed out of its window", () => {
  for (const [dx, dy] of [[5000, 5000], [-5000, -5000]]) {
    const view = move({ scale: 3, x: 0, y: 0 }, dx, dy, tablet);
    const { width, height } = pageSize(tablet);
    assert.equal(dx > 0 ? view.x : view.x + width * 3, dx > 0 ? MARGIN : tablet.width - MARGIN);
    assert.equal(dy > 0 ? view.y : view.y + height * 3, dy > 0 ? MARGIN : tablet.height - MARGIN);
  }
});

test("neither too small to see whole nor too large", () => {
  assert.equal(clamp({ scale: 0.001, x: 0, y: 0 }, tablet).scale, wholePage(tablet));
  assert.equal(clamp({ scale: 99, x: 0, y: 0 }, tablet).scale, 6);
});

test("zooming keeps in place what is under the pointer", () => {
  const before = { scale: 2, x: -400, y: -700 };
  close(under(zoomAt(before, 1.5, 300, 200, tablet), 300, 200), under(before, 300, 200));
});

test("zooming in and out by buttons comes back", () => {
  const before = { scale: 2, x: -400, y: -700 };
  const after = step(step(before, 1, tablet), -1, tablet);
  close([after.scale, after.x, after.y], [2, -400, -700]);
});

test("what lay between two fingers follows them", () => {
  const before = { scale: 2, x: -400, y: -700 };
  const after = pinch(before, { x: 300, y: 300, distance: 100 }, { x: 340, y: 260, distance: 150 }, tablet);
  assert.equal(after.scale, 3);
  close(under(after, 340, 260), under(before, 300, 300));
});

test("a double tap goes close, and back", () => {
  const near = doubleTap(fit("width", tablet), 500, 300, tablet);
  assert.equal(near.scale, 2.5);
  assert.equal(doubleTap(near, 500, 300, tablet).scale, 1);
});

test("the wheel zooms in when rolled away, and never by leaps", () => {
  assert.ok(wheelFactor({ deltaY: -100, deltaMode: 0 }) > 1);
  assert.ok(wheelFactor({ deltaY: 3, deltaMode: 1 }) < 1);
  assert.ok(wheelFactor({ deltaY: 100_000, deltaMode: 0 }) >= Math.exp(-0.5));
});

test("there is something beside the window only when zoomed in", () => {
  assert.ok(!isWiderThanWindow(fit("width", tablet), tablet));
  assert.ok(!isWiderThanWindow(fit("page", tablet), tablet));
  assert.ok(isWiderThanWindow({ scale: 1.2, x: 0, y: 0 }, tablet));
});

test("the next page begins at its top, as large as the one before", () => {
  assert.deepEqual(turned({ scale: 2, x: -300, y: -900 }, tablet), { scale: 2, x: -300, y: MARGIN });
});

test("when the tablet is turned, what was fitted is fitted again", () => {
  const upright = { ...tablet, width: 600, height: 1016 };
  assert.deepEqual(resized(fit("page", tablet), "page", tablet, upright), fit("page", upright));
  assert.equal(resized({ scale: 1, x: MARGIN, y: -200 }, "width", tablet, { ...tablet, height: 500 }).y, -200);
});

test("when the window changes, the middle of what was zoomed stays in the middle", () => {
  const before = { scale: 3, x: -900, y: -1200 };
  const smaller = { ...tablet, width: 816, height: 500 };
  const middle = under(before, tablet.width / 2, tablet.height / 2);
  const after = under(resized(before, null, tablet, smaller), smaller.width / 2, smaller.height / 2);
  close(after, middle.map((value) => value * 0.8));
});
