import assert from "node:assert/strict";
import { test } from "node:test";
import { isForAll, marksOf } from "papers/secrecy.js";

const ORDINARY = /** @type {any} */ ({ level: "ordinary", guarded: false, until: null });
const OPEN = /** @type {any} */ ({ roles: [], units: [], people: [], until: null });
const MORNING = Date.UTC(2026, 10, 26, 1); // 08:00 in Hà Nội

/** @param {object} differently */
const words = (differently) => marksOf({ ...ORDINARY, ...differently }).map((mark) => mark.words);

test("an ordinary paper bears no mark", () => {
  assert.deepEqual(words({}), []);
});

test("a level is said, and that not everybody reads it where the level does not say so", () => {
  assert.deepEqual(words({ level: "internal" }), ["Internal"]);
  assert.deepEqual(words({ level: "limited", guarded: true }), ["Limited"]);
  assert.deepEqual(words({ guarded: true }), ["Not for everybody"]);
  assert.deepEqual(words({ level: "internal", guarded: true }), ["Internal", "Not for everybody"]);
});

test("until when it is held back is said by the clock of Hà Nội, without the year", () => {
  assert.deepEqual(words({ guarded: true, until: MORNING }), ["Until 08:00 26/11"]);
});

test("a paper is for all if nobody is named and its time has come", () => {
  assert.equal(isForAll(OPEN), true);
  for (const one of [{ roles: ["guest"] }, { units: ["Unit"] }, { people: ["somebody"] }, { until: MORNING }]) {
    assert.equal(isForAll({ ...OPEN, ...one }), false);
  }
});
