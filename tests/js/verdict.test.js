import assert from "node:assert/strict";
import { test } from "node:test";

import { ballotOf, chart, eachChart, recount } from "../../static/polls/verdict.js";

const committee = { preset: "people_committee", kind: "share", numerator: 1, denominator: 2, strict: true, base: "all_members", tie: "chair_side", unit: "heads" };
const motion = { rule: committee, shape: { form: "motion", options: [] } };
const counts = (yes, no, abstain = 0, invalid = 0) => ({ yes, no, abstain, invalid });
const outcome = (counted, fields = {}) => ({ counts: counted, weights: null, base_number: 40, needed: 21, enough: true, ...fields });
const result = (fields = {}) => ({
  verdict: "adopted", outcomes: [outcome(counts(21, 9, 4))], heads: { all_members: 40, entitled: 40, present: 34 }, weights: null,
  received: 34, roll: null, trackers: null, paper: [], winners: [], ...fields,
});

test("bars and threshold share one scale: all members", () => {
  const { bars, threshold } = chart(motion, result());
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
    const { bars, threshold } = chart(motion, result({ outcomes: [outcome(counts(yes, 0))] }));
    assert.equal(bars[0].share >= threshold, yes >= 21);
  }
});

test("nothing overflows when fewer were cast than did not vote, or when nobody voted", () => {
  for (const counted of [outcome(counts(2, 1), { base_number: 3, needed: 2 }), outcome(counts(0, 0), { base_number: 0, needed: 1 })]) {
    const { bars, threshold } = chart(motion, result({ outcomes: [counted] }));
    assert.ok([threshold, ...bars.map(({ share }) => share)].every((share) => share >= 0 && share <= 1));
  }
});

test("a ballot that could not be opened is shown, and only then", () => {
  const bars = (invalid) => chart(motion, result({ outcomes: [outcome(counts(1, 0, 0, invalid))] })).bars;
  assert.deepEqual(bars(2).map(({ choice }) => choice), ["yes", "no", "abstain", "invalid", "missing"]);
  assert.deepEqual(bars(0).map(({ choice }) => choice), ["yes", "no", "abstain", "missing"]);
});

test("weights are drawn where they decide, in their own unit", () => {
  const poll = { ...motion, rule: { ...committee, unit: "weight" } };
  const weighted = outcome(counts(1, 2), { weights: counts(2_500_000, 2_000_000), base_number: 5_000_000, needed: 2_500_001 });
  const { bars, threshold } = chart(poll, result({ outcomes: [weighted], weights: { all_members: 5e6, entitled: 5e6, present: 5e6 } }));
  assert.deepEqual(bars.map(({ count }) => count), [2_500_000, 2_000_000, 0, 500_000]);
  assert.ok(bars[0].share < threshold);
});

test("options have a bar each, and a line only where a share is needed", () => {
  const shape = { form: "one", options: ["A", "B"] };
  const outcomes = [outcome(counts(5, 3, 1), { needed: 5, base_number: 9 }), outcome(counts(3, 5, 1), { needed: 5, base_number: 9 })];
  const voted = result({ outcomes, heads: { all_members: 10, entitled: 10, present: 9 } });
  const drawn = chart({ rule: { ...committee, base: "cast" }, shape }, voted);
  assert.deepEqual(drawn.bars.map(({ choice, count }) => [choice, count]), [[0, 5], [1, 3], ["abstain", 1], ["missing", 1]]);
  assert.equal(drawn.threshold, 5 / 9);
  assert.equal(chart({ rule: { ...committee, kind: "relative" }, shape }, voted).threshold, null);
});

test("anyone can count the published list again", () => {
  const outcomes = [outcome(counts(1, 1))];
  const roll = [{ person: "a", ballot: "yes" }, { person: "b", ballot: "no" }, { person: "c" }];
  const trackers = [["a", "yes"], ["b", "no"]];
  assert.equal(recount(motion, result({ outcomes, roll })), true);
  assert.equal(recount(motion, result({ outcomes, trackers })), true);
  assert.equal(recount(motion, result({ outcomes, trackers: [["a", "yes"]] })), false);
  assert.equal(recount(motion, result({ outcomes })), null);
});

test("hands that were counted are part of the sum, and every option adds up", () => {
  assert.equal(recount(motion, result({ outcomes: [outcome(counts(3, 1))], roll: [{ person: "a", ballot: "yes" }], paper: [counts(2, 1)] })), true);
  const each = { rule: committee, shape: { form: "each", options: ["A", "B"] } };
  const trackers = [["t", "yn"], ["u", "ya"]];
  assert.equal(recount(each, result({ outcomes: [outcome(counts(2, 0)), outcome(counts(0, 1, 1))], trackers })), true);
  assert.equal(recount(each, result({ outcomes: [outcome(counts(2, 0)), outcome(counts(1, 0, 1))], trackers })), false);
  const one = { rule: committee, shape: { form: "one", options: ["A", "B"] } };
  assert.equal(recount(one, result({ outcomes: [outcome(counts(1, 0, 1)), outcome(counts(0, 1, 1))], trackers: [["t", "0"], ["u", "abstain"]] })), true);
});

test("a tracker finds its own ballot and nothing else", () => {
  const published = result({ trackers: [["2aaaaaaaaa", "no"], ["3bbbbbbbbb", "yes"]] });
  assert.equal(ballotOf(published, "3bbbbbbbbb"), "yes");
  assert.equal(ballotOf(published, "4ccccccccc"), null);
  assert.equal(ballotOf(result(), "3bbbbbbbbb"), null);
});

test("of each of a list the yes-votes and what was needed share one scale", () => {
  const poll = { rule: { ...committee, base: "cast" }, shape: { form: "each", options: ["An", "Bình"] } };
  const outcomes = [outcome(counts(3, 1), { base_number: 4, needed: 3 }), outcome(counts(1, 1), { base_number: 2, needed: 2 })];
  assert.deepEqual(eachChart(poll, result({ outcomes })), [{ share: 3 / 4, threshold: 3 / 4 }, { share: 1 / 4, threshold: 2 / 4 }]);
  const silent = { ...poll, rule: { ...poll.rule, kind: "no_objection" } };
  assert.equal(eachChart(silent, result({ outcomes }))[0].threshold, null);
});
