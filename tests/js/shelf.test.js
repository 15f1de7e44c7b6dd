import assert from "node:assert/strict";
import { test } from "node:test";

import { Shelf } from "ink/shelf.js";

const picture = (width, height) => ({ canvas: { width, height, remove() {} }, close() {} });
const size = ({ canvas }) => canvas.width * canvas.height;

test("a picture is taken from the shelf once", () => {
  const shelf = new Shelf(100);
  const one = picture(5, 5);
  shelf.put("a", one);
  assert.equal(shelf.take("a"), one);
  assert.equal(shelf.take("a"), undefined);
});

test("the oldest make room and give their memory back", () => {
  const shelf = new Shelf(100);
  const [a, b, c] = [picture(5, 8), picture(5, 8), picture(5, 8)];
  for (const [name, one] of [["a", a], ["b", b], ["c", c]]) shelf.put(name, one);
  assert.equal(shelf.take("a"), undefined);
  assert.equal(size(a), 0);
  assert.equal(shelf.take("b"), b);
  assert.equal(size(b) + size(c), 80);
});

test("what is larger than the shelf is not kept", () => {
  const shelf = new Shelf(100);
  const large = picture(50, 50);
  shelf.put("large", large);
  assert.equal(shelf.take("large"), undefined);
  assert.equal(size(large), 0);
});
