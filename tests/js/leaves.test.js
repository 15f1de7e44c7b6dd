import assert from "node:assert/strict";
import { test } from "node:test";

import { latestOf, readingOrder } from "agenda/tree.js";
import { besides, leavesOf, papersToRead, turnedOn } from "papers/leaves.js";

const paper = (id, item, more = {}) => ({
  ...{ id, item, position: 1, title: id, state: "ready", pages: 2, sha: id, renderer: "r" },
  ...{ sizes: [[595, 842], [842, 595]], ...more },
});
const item = (id, position, parent = null) => ({ id, parent, position, number: String(position), title: id });
const items = [item("two", 2), item("one", 1), item("inner", 1, "one")];
const papers = [
  paper("c", "two", { position: 2 }),
  paper("b", "two"),
  paper("a", "inner"),
  paper("general", null),
  paper("old", "two", { replaced_by: "b" }),
  paper("coming", "two", { state: "converting" }),
];
const sections = readingOrder(items, papers);
const ids = (some) => some.map(({ id }) => id);

test("the book goes by the agenda, then come the papers of the whole meeting; old and unfinished ones are not in it", () => {
  assert.deepEqual(sections.map(({ item: of }) => of?.id ?? null), ["one", "inner", "two", null]);
  assert.deepEqual(ids(papersToRead(sections, papers[0], true)), ["a", "b", "c", "general"]);
});

test("while the newer version cannot be read, the older one stays in the book", () => {
  const [old, newer] = [paper("old", "two", { replaced_by: "newer" }), paper("newer", "two", { state: "converting", replaces: "old" })];
  assert.deepEqual(ids(latestOf([old, newer])), ["old", "newer"]);
  assert.deepEqual(ids(latestOf([old, { ...newer, state: "ready" }])), ["newer"]);
  assert.deepEqual(ids(latestOf([old])), ["old"]);
});

test("one paper is read alone unless the book is; an old version always", () => {
  assert.deepEqual(ids(papersToRead(sections, papers[0], false)), ["c"]);
  assert.deepEqual(ids(papersToRead(sections, papers[4], true)), ["old"]);
});

test("beside a paper lie those of the same item", () => {
  assert.deepEqual(besides(sections, papers[0]), { before: papers[1], after: undefined });
  assert.deepEqual(besides(sections, papers[1]), { before: undefined, after: papers[0] });
  assert.deepEqual(besides(sections, papers[4]), { before: undefined, after: undefined });
});

test("every page is a leaf, and a turned one has the shape it lies in", () => {
  const leaves = leavesOf([papers[2], papers[1]], { b: 1 });
  assert.deepEqual(leaves.map(({ paper: { id }, page, turn }) => [id, page, turn]), [["a", 1, 0], ["a", 2, 0], ["b", 1, 1], ["b", 2, 1]]);
  assert.equal(leaves[0].ratio, 842 / 595);
  assert.equal(leaves[2].ratio, 1 / (842 / 595));
});

test("four quarters are a whole turn", () => {
  assert.deepEqual([0, 1, 2, 3].map(turnedOn), [1, 2, 3, 0]);
});
