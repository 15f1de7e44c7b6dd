import assert from "node:assert/strict";
import { test } from "node:test";

import { nameIn } from "papers/annotated.js";
import { stayed } from "papers/staying.js";

const papers = {
  one: { id: "one", version: 1, replaces: null, unchanged: null },
  two: { id: "two", version: 2, replaces: "one", unchanged: [1, 0, 2, 3] },
  three: { id: "three", version: 3, replaces: "two", unchanged: [1, 3, 0] },
};
const left = (paper, ...marks) =>
  stayed(papers[paper], (id) => papers[id], marks.map(([on, page]) => ({ paper: on, page }))).map(({ paper: { id }, count, pages }) => [id, count, pages]);

test("marks stay where their page is another one in the newer version", () => {
  assert.deepEqual(left("two", ["one", 1], ["one", 3], ["one", 7], ["one", 4], ["one", 7], ["two", 2]), [["one", 3, [4, 7]]]);
  assert.deepEqual(left("two", ["one", 1], ["one", 2]), []);
});

test("over several versions they have come along only if their page is still there", () => {
  assert.deepEqual(left("three", ["one", 1], ["one", 2], ["one", 3], ["two", 2], ["two", 4]), [["two", 2, [2, 4]], ["one", 1, [3]]]);
});

test("nothing is said of versions that were not compared yet, or that this person has not", () => {
  const marks = [{ paper: "one", page: 4 }];
  assert.deepEqual(stayed({ ...papers.two, unchanged: null }, (id) => papers[id], marks), []);
  assert.deepEqual(stayed(papers.two, () => undefined, marks), []);
});

test("a copy is called as the server calls it", () => {
  assert.equal(nameIn("attachment; filename=\"To trinh.pdf\"; filename*=UTF-8''T%E1%BB%9D%20tr%C3%ACnh.pdf"), "Tờ trình.pdf");
  assert.equal(nameIn('attachment; filename="plain.pdf"'), "plain.pdf");
  assert.equal(nameIn(""), "copy.pdf");
});
