import assert from "node:assert/strict";
import test from "node:test";
import { boxesOf, fold, read, written } from "search/words.js";

const LINE = ["Biên", "bản", "họp,", "(điều", "12/QĐ-UBND"].map((text, at) => [at / 10, 0.1, at / 10 + 0.08, 0.12, text]);
const texts = (typed, rows = LINE) => boxesOf(rows, read(typed)).map((box) => box.map((edge) => Math.round(edge * 1000) / 1000));

test("words are folded and written as the server does it", () => {
  assert.equal(fold("Điều"), "dieu");
  assert.equal(fold("ÐỒNG".replace("Ð", "Đ")), "dong");
  assert.equal(fold("ﬁn²"), "fin2");
  assert.equal(written("HÒA"), "hoà");
  assert.equal(written("thủy"), "thuỷ");
  assert.equal(written("quý"), "quý");
});

test("what is typed is understood: words, phrases, and whether the last one may go on", () => {
  assert.deepEqual(read("biên bản"), { words: ["biên", "bản"], phrases: [], open: true });
  assert.deepEqual(read('"quy hoạch" Đất '), { words: ["đất"], phrases: [["quy", "hoạch"]], open: false });
  assert.deepEqual(read('"quy ho'), { words: ["quy", "ho"], phrases: [], open: true });
  assert.deepEqual(read(' "" ** \u0000'), { words: [], phrases: [], open: false });
});

test("words side by side are marked as one, with or without marks", () => {
  assert.deepEqual(texts("bien ban "), [[0, 0.1, 0.18, 0.12]]);
  assert.deepEqual(texts("biên bản "), [[0, 0.1, 0.18, 0.12]]);
  assert.deepEqual(texts('"ban hop"'), [[0.1, 0.1, 0.26, 0.12]]);
  assert.deepEqual(texts('"hop ban"'), []);
});

test("words apart are marked each by itself, and only if all are there", () => {
  assert.equal(texts("ban dieu ").length, 2);
  assert.deepEqual(texts("ban khong ").length, 0);
});

test("only the word itself is marked in what stands between blanks", () => {
  const [[left, , right]] = texts("điều ");
  assert.ok(left > 0.3 && right < 0.39);
  assert.equal(texts("ubnd ").length, 1);
});

test("what is typed with marks is marked where it is written so, elsewhere only if it is nowhere", () => {
  const rows = ["bàn", "bản", "ban"].map((text, at) => [at, 0, at + 1, 1, text]);
  assert.deepEqual(texts("bản ", rows), [[1, 0, 2, 1]]);
  assert.equal(texts("bạn ", rows).length, 3);
});

test("the last word may be a beginning, if there is no such word", () => {
  assert.equal(texts("bien bxx").length, 0);
  assert.equal(texts("bien b").length, 1);
  assert.equal(texts("die").length, 1);
  assert.equal(texts("die ").length, 0);
});

test("on two lines there are two boxes", () => {
  const rows = [[0.8, 0.1, 0.9, 0.12, "biên"], [0.1, 0.13, 0.2, 0.15, "bản"]];
  assert.equal(texts("bien ban ", rows).length, 2);
});
