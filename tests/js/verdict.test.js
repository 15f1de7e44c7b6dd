import assert from "node:assert/strict";
import { test } from "node:test";

import { chart, choiceOf, recount, verdict } from "../../static/polls/verdict.js";

const committee = {
  preset: "people_committee",
  numerator: 1,
  denominator: 2,
  strict: true,
  base: "all_members",
  tie: "chair_side",
};
const result = (fields = {}) => ({
  counts: { yes: 21, no: 9, abstain: 4 },
  entitled: 40,
  received: 34,
  base_number: 40,
  needed: 21,
  adopted: true,
  tie_by_chair: false,
  agrees: true,
  roll: null,
  trackers: null,
  ...fields,
});

test("the sentence has the numbers, the rule and the outcome", () => {
  assert.deepEqual(verdict(committee, result()), {
    yes: 21,
    base: "all_members",
    base_number: 40,
    fraction: "1/2",
    strict: true,
    needed: 21,
    outcome: "adopted",
  });
});

test("rejected", () => {
  assert.equal(verdict(committee, result({ adopted: false })).outcome, "rejected");
});

test("a tie that the chair's side decided says so, either way", () => {
  const tie = { counts: { yes: 20, no: 20, abstain: 0 }, tie_by_chair: true };
  assert.equal(verdict(committee, result({ ...tie, adopted: true })).outcome, "adopted_by_chair");
  assert.equal(verdict(committee, result({ ...tie, adopted: false })).outcome, "rejected_by_chair");
});

test("no verdict when the counts disagree, whatever else the record claims", () => {
  assert.equal(verdict(committee, result({ agrees: false, adopted: null })).outcome, "blocked");
  assert.equal(verdict(committee, result({ agrees: false, adopted: true })).outcome, "blocked");
});

test("two thirds, not strict", () => {
  const rule = { ...committee, preset: "two_thirds_all", numerator: 2, denominator: 3, strict: false };
  const { fraction, strict, needed } = verdict(rule, result({ needed: 27 }));
  assert.deepEqual({ fraction, strict, needed }, { fraction: "2/3", strict: false, needed: 27 });
});

test("bars and threshold share one scale: all members", () => {
  const { bars, threshold } = chart(result());
  assert.deepEqual(bars, [
    { choice: "yes", count: 21, share: 21 / 40 },
    { choice: "no", count: 9, share: 9 / 40 },
    { choice: "abstain", count: 4, share: 4 / 40 },
    { choice: "missing", count: 6, share: 6 / 40 },
  ]);
  assert.equal(threshold, 21 / 40);
});

test("the yes bar reaches the line exactly when enough voted yes", () => {
  for (const yes of [0, 20, 21, 40]) {
    const { bars, threshold } = chart(result({ counts: { yes, no: 0, abstain: 0 } }));
    assert.equal(bars[0].share >= threshold, yes >= 21);
  }
});

test("nothing overflows when fewer were cast than did not vote, or when nobody voted", () => {
  const few = { counts: { yes: 2, no: 1, abstain: 0 }, received: 3, base_number: 3, needed: 2 };
  const none = { counts: { yes: 0, no: 0, abstain: 0 }, received: 0, base_number: 0, needed: 1 };
  for (const fields of [few, none]) {
    const { bars, threshold } = chart(result(fields));
    assert.ok([threshold, ...bars.map(({ share }) => share)].every((share) => share >= 0 && share <= 1));
  }
});

test("a ballot that could not be opened is shown, and only then", () => {
  const bars = (invalid) => chart(result({ counts: { yes: 1, no: 0, abstain: 0, invalid } })).bars;
  assert.deepEqual(bars(2).map(({ choice }) => choice), ["yes", "no", "abstain", "invalid", "missing"]);
  assert.deepEqual(bars(0).map(({ choice }) => choice), ["yes", "no", "abstain", "missing"]);
});

test("anyone can count the published list again", () => {
  const counts = { yes: 1, no: 1, abstain: 0 };
  const list = [
    ["a", "yes"],
    ["b", "no"],
  ];
  assert.equal(recount(result({ counts, roll: [...list, ["c", null]] })), true);
  assert.equal(recount(result({ counts, trackers: list })), true);
  assert.equal(recount(result({ counts, trackers: [["a", "yes"]] })), false);
  assert.equal(recount(result({ counts })), null);
});

test("a tracker finds its own ballot and nothing else", () => {
  const published = result({
    trackers: [
      ["2aaaaaaaaa", "no"],
      ["3bbbbbbbbb", "yes"],
    ],
  });
  assert.equal(choiceOf(published, "3bbbbbbbbb"), "yes");
  assert.equal(choiceOf(published, "4ccccccccc"), null);
  assert.equal(choiceOf(result(), "3bbbbbbbbb"), null);
});
