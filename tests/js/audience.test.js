import assert from "node:assert/strict";
import { test } from "node:test";

import { EVERYBODY, isSameAudience, kindOf, MINE, named, PRESENTERS, unitsOf, wordsFor } from "ink/audience.js";
import { authorsOf, EVERYTHING, isEverything, turned } from "ink/sights.js";

const people = [
  { person: "a", name: "An", unit: "Văn phòng" },
  { person: "b", name: "Bình", unit: "Ban Kinh tế" },
  { person: "c", name: "Cường", unit: "" },
];

test("it is said in words who sees a mark", () => {
  assert.equal(wordsFor(MINE, people), "Only I");
  assert.equal(wordsFor(EVERYBODY, people), "Everybody");
  assert.equal(wordsFor(PRESENTERS, people), "As presenter");
  assert.equal(wordsFor(named(["unit:Văn phòng"]), people), "Văn phòng");
  assert.equal(wordsFor(named(["person:b", "unit:Văn phòng", "person:c"]), people), "Bình and 2 more");
  assert.equal(wordsFor(named(["person:gone"]), people), "Somebody");
});

test("there are four kinds of audience, and the order of those who are named does not matter", () => {
  assert.deepEqual([MINE, EVERYBODY, PRESENTERS, named(["person:b"])].map(kindOf), ["mine", "everybody", "presenters", "named"]);
  assert.ok(isSameAudience(named(["person:a", "person:b"]), named(["person:b", "person:a"])));
  assert.ok(!isSameAudience(named(["person:a"]), EVERYBODY));
});

test("the units are those that people come from, each once", () => {
  assert.deepEqual(unitsOf([...people, people[0]]), ["Ban Kinh tế", "Văn phòng"]);
});

test("those who have shared something are counted, and can be looked past", () => {
  const by = (person, layer = "") => ({ by: person, layer });
  assert.deepEqual([...authorsOf([by("x"), by("x"), by("y"), by("y", "presenter"), by("me")], "me")], [["x", 2], ["y", 1]]);
  assert.ok(isEverything(EVERYTHING));
  assert.ok(!isEverything(turned(EVERYTHING, "x")));
  assert.ok(isEverything(turned(turned(EVERYTHING, "x"), "x")));
});
