import assert from "node:assert/strict";
import { test } from "node:test";

import { longest, picksOf, saysOf, tapped, textOfAnswers, textOfPicks } from "../../static/polls/ballots.js";

const shape = (form, most = 1, least = 1) => ({ form, options: ["A", "B", "C", "D"], least, most });

test("of one option the last tap counts, of several no more than there are places", () => {
  assert.deepEqual(tapped(shape("one"), [0], 2), [2]);
  assert.deepEqual(tapped(shape("several", 2), [0], 2), [0, 2]);
  assert.deepEqual(tapped(shape("several", 2), [0, 2], 3), [0, 2]);
  assert.deepEqual(tapped(shape("several", 2), [0, 2], 0), [2]);
  assert.deepEqual(tapped(shape("ranked"), [3, 1], 0), [3, 1, 0]);
});

test("a ballot has one text, and none while it is not complete", () => {
  assert.equal(textOfPicks(shape("one"), [2]), "2");
  assert.equal(textOfPicks(shape("several", 3), [2, 0]), "0,2");
  assert.equal(textOfPicks(shape("several", 3, 2), [2]), null);
  assert.equal(textOfPicks(shape("ranked"), [2, 0]), "2,0");
  assert.equal(textOfPicks(shape("one"), []), null);
  assert.equal(textOfAnswers(["yes", "abstain", "no"]), "yan");
  assert.equal(textOfAnswers(["yes", null]), null);
});

test("what a ballot says of an option", () => {
  assert.equal(saysOf(shape("one"), "2", 2), "yes");
  assert.equal(saysOf(shape("one"), "2", 1), "no");
  assert.equal(saysOf(shape("several"), "abstain", 1), "abstain");
  assert.equal(saysOf(shape("each"), "yanx", 1), "abstain");
  assert.deepEqual(picksOf("abstain"), []);
});

test("no ballot is longer than the longest", () => {
  const many = { form: "ranked", options: Array.from({ length: 12 }, (_, option) => `${option}`) };
  assert.equal(longest(many), "11,10,9,8,7,6,5,4,3,2,1,0".length);
  assert.equal(longest(shape("each")), 4);
  assert.equal(longest(shape("motion")), "abstain".length);
  assert.equal(longest({ ...shape("several", 5), options: many.options }), "11,10,9,8,7".length);
});
