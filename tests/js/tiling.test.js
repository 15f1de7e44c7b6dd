import assert from "node:assert/strict";
import { test } from "node:test";

import { tiledWidth, tilesFor } from "papers/tiling.js";

const A4 = Math.SQRT2;
const places = (tiles) => tiles.map(({ column, row }) => `${column},${row}`);

test("squares are asked for only when the largest picture would not look sharp", () => {
  assert.deepEqual([0, 1000, 2350, 2400, 4700, 4800, 99_999].map(tiledWidth), [null, null, null, 4000, 4000, 8000, 8000]);
});

test("only what is in sight is asked for", () => {
  assert.deepEqual(places(tilesFor([0.3, 0.3, 0.6, 0.45], 4000, A4)), ["1,1", "2,1"]);
  assert.equal(tilesFor([0.3, 0.3, 0.6, 0.45], 4000, A4)[0].width, 4000);
  assert.deepEqual(tilesFor(null, 4000, A4), []);
  assert.deepEqual(tilesFor([0, 0, 1, 1], 1500, A4), []);
});

test("no square lies beyond the page", () => {
  const all = tilesFor([0, 0, 1, A4], 4000, A4);
  assert.equal(all.length, 4 * 6);
  assert.deepEqual([all.at(-1).column, all.at(-1).row], [3, 5]);
  assert.equal(tilesFor([0, 0, 1, 2], 4000, 2).length, 4 * 8);
});

test("a very close look at a page that is in sight as a whole is bounded", () => {
  assert.ok(tilesFor([0, 0, 1, A4], 8000, A4).length <= 40);
});
