import assert from "node:assert/strict";
import { test } from "node:test";

import { around, besides, boxOfPart, holds, MOST_PIXELS, partOf, placed, whole } from "ink/parts.js";

const A4 = Math.SQRT2;
const area = ({ left, top, right, bottom }) => (right - left) * (bottom - top);

test("a page at its width is drawn pixel by pixel, a large one as sharp as memory allows", () => {
  assert.deepEqual(whole(1008, A4), { width: 1008, left: 0, top: 0, right: 1008, bottom: 1426 });
  const large = whole(12_000, A4);
  assert.ok(large.width < 12_000 && area(large) <= MOST_PIXELS * 1.01);
  assert.ok(area(whole(4000, 20)) <= MOST_PIXELS * 1.01, "a page as long as a scroll");
});

test("what is in sight is drawn pixel by pixel however near it is, with something around it", () => {
  const sight = [0.4, 0.6, 0.6, 0.75];
  for (const pixels of [3000, 6048, 12_096]) {
    const part = around(sight, pixels, A4);
    assert.equal(part.width, pixels);
    assert.ok(holds(part, partOf(sight.map((edge) => edge * 10_000), pixels, A4)));
    assert.ok(area(part) <= MOST_PIXELS * 1.01);
  }
});

test("at the page's edges a part ends", () => {
  const { left, top, right, bottom } = around([0, 0, 1, A4], 1000, A4);
  assert.deepEqual([left, top, right, bottom], [0, 0, 1000, 1414]);
});

test("a part holds what lies in it only if both are drawn as large", () => {
  const part = partOf([1000, 1000, 5000, 5000], 2000, A4);
  assert.ok(holds(part, partOf([2000, 2000, 4000, 4000], 2000, A4)));
  assert.ok(!holds(part, partOf([2000, 2000, 5100, 4000], 2000, A4)));
  assert.ok(!holds(part, partOf([2000, 2000, 4000, 4000], 2001, A4)));
});

test("a part lies on its page where its box is", () => {
  const part = partOf([2500, 5000, 7500, 10_000], 4000, 2);
  assert.deepEqual(boxOfPart(part), [2500, 5000, 7500, 10_000]);
  assert.deepEqual(placed(part, 2), { left: "25%", top: "25%", width: "50%", height: "25%" });
  assert.ok(besides(part, 2).endsWith("25% 25%, 25% 50%, 75% 50%, 75% 25%, 25% 25%)"));
});
