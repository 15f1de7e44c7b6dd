import assert from "node:assert/strict";
import test from "node:test";
import { conclusionNews } from "conclusions/notices.js";

const said = (after, before, me = "an") => {
  const records = { "conclusions/i1": after, "items/i1": { number: "2", title: "Dự toán" } };
  return conclusionNews(new Map([["conclusions/i1", before]]), (key) => records[key], me).map(({ words }) => words);
};
const conclusion = (more = {}) => ({ item: "i1", text: "Đồng ý", announced_at: 5, by: "chair", ...more });

test("a conclusion pops up once, when it is announced, for all but whoever announced it", () => {
  assert.deepEqual(said(conclusion(), undefined), ["Concluded on 2. Dự toán: Đồng ý"]);
  assert.deepEqual(said(conclusion(), conclusion({ announced_at: null })), ["Concluded on 2. Dự toán: Đồng ý"]);
  assert.deepEqual(said(conclusion({ text: "Sửa" }), conclusion()), []);
  assert.deepEqual(said(conclusion({ announced_at: null }), undefined), []);
  assert.deepEqual(said(conclusion(), undefined, "chair"), []);
  assert.deepEqual(said(null, conclusion()), []);
});

test("a long one is shortened, and one on the meeting as a whole names no item", () => {
  const [words] = said(conclusion({ item: null, text: "a ".repeat(200) }), undefined);
  assert.match(words, /^Concluded: a a .*a…$/);
  assert.ok(words.length < 180);
});
