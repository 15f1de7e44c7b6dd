import assert from "node:assert/strict";
import { test } from "node:test";

import { boxesOf, nearestWord, spanOf, textOf, wordAt, wordsFrom } from "papers/reading.js";

const row = (x, y, text, ...line) => [x, y, x + 0.1, y + 0.02, text, ...line];
const rows = [row(0.1, 0.1, "Ủy"), row(0.22, 0.1, "ban"), row(0.34, 0.101, "nhân"), row(0.1, 0.14, "dân"), row(0.22, 0.14, "phường")];
const words = wordsFrom(rows);

test("lines are found where the server does not tell them, and taken from it where it does", () => {
  assert.deepEqual(words.map(({ line }) => line), [0, 0, 0, 1, 1]);
  assert.deepEqual(wordsFrom([row(0.1, 0.1, "a", 4), row(0.5, 0.1, "b", 7)]).map(({ line }) => line), [4, 7]);
});

test("two columns side by side are not one line", () => {
  const columns = wordsFrom([row(0.6, 0.1, "phải"), row(0.1, 0.1, "trái")]);
  assert.deepEqual(columns.map(({ line }) => line), [0, 1]);
});

test("what is copied is NFC, line by line, in the order of reading", () => {
  assert.equal(textOf(words, [1, 3]), "ban nhân\ndân");
  const decomposed = wordsFrom([row(0, 0, "biên bản".normalize("NFD"))]);
  assert.equal(textOf(decomposed, [0, 0]), "biên bản".normalize("NFC"));
});

test("from a word to an earlier one is the same as the other way", () => {
  assert.deepEqual([spanOf(3, 1), spanOf(1, 3), spanOf(2, 2)], [[1, 3], [1, 3], [2, 2]]);
});

test("a touch on a word or just beside it means it, one in the margin means none", () => {
  assert.equal(wordAt(words, 0.25, 0.11), 1);
  assert.equal(wordAt(words, 0.205, 0.11), 0);
  assert.equal(wordAt(words, 0.8, 0.8), -1);
  assert.equal(wordAt([], 0.1, 0.1), -1);
});

test("a hand between words means the nearest in the line it is on", () => {
  assert.equal(nearestWord(words, 0.9, 0.11), 2);
  assert.equal(nearestWord(words, 0.9, 0.15), 4);
  assert.equal(nearestWord([], 0.5, 0.5), -1);
});

test("what is chosen is shown as one box for each line", () => {
  const rounded = boxesOf(words, [1, 3]).map((box) => box.map((edge) => Math.round(edge * 1000)));
  assert.deepEqual(rounded, [[220, 100, 440, 121], [100, 140, 200, 160]]);
  assert.equal(boxesOf(words, [0, 4]).length, 2);
});
