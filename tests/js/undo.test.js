import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "ink/undo.js";

const PAGE = "paper/1";
const stroke = (id) => ({ id, paper: "paper", page: 1, points: [0, 0, 500] });
const ids = (step) => step && [step.is, ...step.strokes.map(({ id }) => id)];

/** A history whose new ids are n1, n2, … */
function history() {
  let count = 0;
  return new History(() => `n${++count}`);
}

test("nothing was done: there is nothing to undo", () => {
  const steps = history();
  assert.equal(steps.undo(PAGE), null);
  assert.equal(steps.redo(PAGE), null);
  assert.equal(steps.canUndo(PAGE), false);
});

test("a stroke is undone by erasing it, and done again as a new one", () => {
  const steps = history();
  steps.did(PAGE, { is: "draw", strokes: [stroke("a")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "a"]);
  assert.equal(steps.canUndo(PAGE), false);
  assert.deepEqual(ids(steps.redo(PAGE)), ["draw", "n1"]);
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "n1"]);
  assert.deepEqual(ids(steps.redo(PAGE)), ["draw", "n2"]);
});

test("what comes back is the same ink", () => {
  const steps = history();
  steps.did(PAGE, { is: "draw", strokes: [stroke("a")] });
  steps.undo(PAGE);
  assert.deepEqual(steps.redo(PAGE).strokes, [{ ...stroke("a"), id: "n1" }]);
});

test("erasing is undone by drawing all of it again", () => {
  const steps = history();
  steps.did(PAGE, { is: "erase", strokes: [stroke("a"), stroke("b")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["draw", "n1", "n2"]);
  assert.deepEqual(ids(steps.redo(PAGE)), ["erase", "n1", "n2"]);
});

test("a stroke that was erased and brought back is still undone as a drawing", () => {
  const steps = history();
  steps.did(PAGE, { is: "draw", strokes: [stroke("a")] });
  steps.did(PAGE, { is: "erase", strokes: [stroke("a")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["draw", "n1"]);
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "n1"]);
  assert.deepEqual(ids(steps.redo(PAGE)), ["draw", "n2"]);
  assert.deepEqual(ids(steps.redo(PAGE)), ["erase", "n2"]);
});

test("the eraser meets a stroke under its newest id, and the history knows it for the old one", () => {
  const steps = history();
  steps.did(PAGE, { is: "draw", strokes: [stroke("a")] });
  steps.undo(PAGE);
  steps.redo(PAGE);
  steps.did(PAGE, { is: "erase", strokes: [stroke("n1")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["draw", "n2"]);
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "n2"]);
});

test("a new stroke ends what could be done again", () => {
  const steps = history();
  steps.did(PAGE, { is: "draw", strokes: [stroke("a")] });
  steps.undo(PAGE);
  assert.equal(steps.canRedo(PAGE), true);
  steps.did(PAGE, { is: "draw", strokes: [stroke("b")] });
  assert.equal(steps.canRedo(PAGE), false);
});

test("each page has its own steps", () => {
  const steps = history();
  steps.did(PAGE, { is: "draw", strokes: [stroke("a")] });
  steps.did("paper/2", { is: "draw", strokes: [stroke("b")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "a"]);
  assert.equal(steps.canUndo("paper/2"), true);
});

test("only the latest two hundred steps are kept", () => {
  const steps = history();
  for (let i = 0; i < 205; i++) steps.did(PAGE, { is: "draw", strokes: [stroke(`s${i}`)] });
  let last = null;
  let undone = 0;
  for (let step; (step = steps.undo(PAGE)); undone++) last = step;
  assert.equal(undone, 200);
  assert.deepEqual(ids(last), ["erase", "s5"]);
});

/** Any sequence of drawing, erasing, undoing and doing again, against a page that simply does what it is told. */
test("after any steps, undoing all of them leaves the page empty and doing them again brings all back", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = lcg(seed);
    const steps = history();
    const page = new Set();
    const obey = (step) => step?.strokes.forEach(({ id }) => (step.is === "draw" ? page.add(id) : page.delete(id)));
    for (let i = 0; i < 40; i++) {
      const some = [...page].filter(() => random() < 0.3).map(stroke);
      const what = random();
      if (what < 0.4) did(steps, obey, { is: "draw", strokes: [stroke(`s${seed}-${i}`)] });
      else if (what < 0.6 && some.length) did(steps, obey, { is: "erase", strokes: some });
      else obey(what < 0.85 ? steps.undo(PAGE) : steps.redo(PAGE));
    }
    while (steps.canRedo(PAGE)) obey(steps.redo(PAGE));
    const full = page.size;
    while (steps.canUndo(PAGE)) obey(steps.undo(PAGE));
    assert.equal(page.size, 0, `seed ${seed}`);
    while (steps.canRedo(PAGE)) obey(steps.redo(PAGE));
    assert.equal(page.size, full, `seed ${seed}`);
  }
});

function did(steps, obey, step) {
  steps.did(PAGE, step);
  obey(step);
}

function lcg(seed) {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}
