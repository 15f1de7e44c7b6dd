import assert from "node:assert/strict";
import { test } from "node:test";

import { nearWindow } from "papers/strip.js";
import { labelOf, pageMeant } from "papers/structure.js";

const LABELS = ["i", "ii", "1", "2", "A-1"];

test("a page is called as the paper calls it, else by its number", () => {
  assert.deepEqual([labelOf(LABELS, 2), labelOf([], 2), labelOf(LABELS, 9)], ["ii", "2", "9"]);
});

test("what is typed is a label first, then a number, then nothing", () => {
  const meant = (typed, labels = LABELS) => pageMeant(typed, labels, 5);
  assert.deepEqual([meant("1"), meant(" II "), meant("a-1"), meant("5"), meant("4")], [3, 2, 5, 5, 4]);
  assert.deepEqual([meant("1", []), meant("99", []), meant("0", []), meant("", []), meant("x"), meant("-1")], [1, 5, 1, null, null, null]);
});

test("of a long strip only what is near its window exists", () => {
  assert.deepEqual(nearWindow(0, 700, 100, 500), [0, 14]);
  assert.deepEqual(nearWindow(10_000, 700, 100, 500), [93, 114]);
  assert.deepEqual(nearWindow(49_300, 700, 100, 500), [486, 500]);
  assert.deepEqual(nearWindow(0, 700, 100, 3), [0, 3]);
});
