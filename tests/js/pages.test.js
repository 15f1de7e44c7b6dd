import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest, neighbours, PageImages, pageUrl, ratioOf, widthFor } from "papers/pages.js";

const paper = { sha: "abc", renderer: "mupdf 1/2", pages: 3, sizes: [[595, 842], [842, 595], [100, 100]] };

test("the address of an image says what it is made of, so that it never changes", () => {
  assert.equal(pageUrl(paper, 2, 1200), "/papers/abc/pages/2?w=1200&v=mupdf%201%2F2");
  assert.equal(pageUrl(paper, 2, 1200, true), "/papers/abc/pages/2?w=1200&v=mupdf%201%2F2&bare");
});

test("a page keeps its shape before its image is here", () => {
  assert.equal(ratioOf(paper, 2), 595 / 842);
  assert.equal(ratioOf({ ...paper, sizes: null }, 1), Math.SQRT2);
});

test("the narrowest image that looks sharp is taken", () => {
  assert.deepEqual([100, 400, 450, 1024, 1400, 1500, 9000].map(widthFor), [400, 400, 400, 1200, 1200, 2000, 2000]);
});

test("a page that does not exist is the nearest that does", () => {
  assert.deepEqual([-1, 0, 2, 4, NaN].map((page) => nearest(page, 3)), [1, 1, 2, 3, 1]);
  assert.equal(nearest(2, null), 1);
});

test("the next page is prefetched before the previous one", () => {
  assert.deepEqual(neighbours(2, 3), [3, 1]);
  assert.deepEqual(neighbours(1, 3), [2]);
  assert.deepEqual(neighbours(3, 3), [2]);
  assert.deepEqual(neighbours(1, null), []);
});

test("what must be on record each time it is looked at is asked for each time", async () => {
  /** @type {string[]} */
  const asked = [];
  globalThis.Image = /** @type {any} */ (class {
    set src(/** @type {string} */ url) { asked.push(url); }
    decode() { return Promise.resolve(); }
  });
  const images = new PageImages();
  for (const anew of [true, true, false, false]) {
    await images.load("/papers/abc/pages/1?w=1200", anew);
    images.drop(["/papers/abc/pages/1?w=1200"], true);
  }
  const urls = asked.filter(Boolean);
  assert.equal(new Set(urls).size, 3);
  assert.ok(urls.every((url) => url.startsWith("/papers/abc/pages/1?w=1200")));
  assert.deepEqual(urls.slice(2), Array(2).fill("/papers/abc/pages/1?w=1200"));
});
