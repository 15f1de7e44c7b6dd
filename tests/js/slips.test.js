import assert from "node:assert/strict";
import test from "node:test";
import { askedOf, forTheShelf } from "offline/leaving_out.js";
import { answerOf, standingOf } from "slips/standing.js";
import { areWhole, choicesOf, spoken } from "slips/words.js";

const MOTION = { text: "Agree?", options: [] };
const CHOICE = { text: "Which?", options: ["A", "B"] };
const slip = (over = {}) => ({ state: "sent", deadline_at: 100, ways: { late: "refused", changeable: true }, ...over });
const answer = (state, args = {}) => ({ id: "x", name: "slips.answer", state, args: { answers: [], ...args } });

test("who is not asked answers nothing; who is, as long as answers are taken", () => {
  assert.equal(standingOf(slip(), undefined, [], 1), "not_asked");
  assert.equal(standingOf(slip(), { answered_at: null }, [], 99), "open");
  assert.equal(standingOf(slip(), { answered_at: null }, [], 100), "over");
  assert.equal(standingOf(slip({ ways: { late: "marked", changeable: true } }), { answered_at: null }, [], 100), "open");
  assert.equal(standingOf(slip({ state: "closed" }), { answered_at: null }, [], 1), "over");
});

test("an answer is recorded only once the server said so", () => {
  const asked = { answered_at: null };
  for (const state of ["sending", "not_sent"]) assert.equal(standingOf(slip(), asked, [answer(state)], 1), "waiting");
  assert.equal(standingOf(slip(), asked, [answer("recorded")], 1), "open");
  assert.equal(standingOf(slip(), { answered_at: 5 }, [], 1), "open", "it may be changed");
  assert.equal(standingOf(slip({ ways: { late: "refused", changeable: false } }), { answered_at: 5 }, [], 1), "recorded");
  assert.equal(standingOf(slip(), { answered_at: 5 }, [], 100), "recorded");
});

test("what waits for a member whom one stands in for is not one's own", () => {
  assert.equal(answerOf([answer("not_sent", { member: "other" })]), undefined);
  assert.equal(answerOf([answer("not_sent", { member: null })])?.id, "x");
});

test("every question has an answer, and another opinion has words", () => {
  const both = [MOTION, CHOICE];
  assert.deepEqual(both.map(choicesOf), [["yes", "no", "other"], ["0", "1", "other"]]);
  assert.equal(areWhole(both, [{ choice: "yes" }]), false);
  assert.equal(areWhole(both, [{ choice: "yes" }, { choice: "1" }]), true);
  assert.equal(areWhole(both, [{ choice: "other", opinion: " " }, { choice: "1" }]), false);
  assert.equal(areWhole([MOTION], [{ choice: "", opinion: "words" }]), false);
  assert.equal(spoken(both, [{ choice: "yes" }, { choice: "other", opinion: "C" }]), "Agree\nOther opinion: C");
});

test("of an answer nothing lies on the tablet but that there is one", () => {
  const mine = { person: "me", answers: [{ choice: "no", opinion: "in confidence" }], answered_at: 7, late: false, by: "" };
  const other = { ...mine, person: "other", answered_at: 8 };
  assert.deepEqual(askedOf([other, mine], "me"), { answered_at: 7 });
  assert.equal(askedOf([other], "me"), undefined);
  const streams = { s: { seq: 1, records: { "slips/1": { id: "1" }, "replies/me": mine } } };
  assert.deepEqual(Object.keys(forTheShelf(streams).s.records), ["slips/1"]);
});
