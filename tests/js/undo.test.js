import assert from "node:assert/strict";
import { test } from "node:test";

import { History } from "ink/undo.js";

const PAGE = "paper/1";
const stroke = (id) => ({ id, paper: "paper", page: 1, points: [0, 0, 500] });
/** What a step asks for: the ids of what comes, what goes and what changes. */
const ids = (step) => step && [["draw", step.come], ["erase", step.gone]].flatMap(([is, marks]) => (marks?.length ? [is, ...marks.map(({ id }) => id)] : []));

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
  steps.did(PAGE, { come: [stroke("a")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "a"]);
  assert.equal(steps.canUndo(PAGE), false);
  assert.deepEqual(ids(steps.redo(PAGE)), ["draw", "n1"]);
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "n1"]);
  assert.deepEqual(ids(steps.redo(PAGE)), ["draw", "n2"]);
});

test("what comes back is the same ink", () => {
  const steps = history();
  steps.did(PAGE, { come: [stroke("a")] });
  steps.undo(PAGE);
  assert.deepEqual(steps.redo(PAGE).come, [{ ...stroke("a"), id: "n1" }]);
});

test("erasing is undone by drawing all of it again", () => {
  const steps = history();
  steps.did(PAGE, { gone: [stroke("a"), stroke("b")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["draw", "n1", "n2"]);
  assert.deepEqual(ids(steps.redo(PAGE)), ["erase", "n1", "n2"]);
});

test("a stroke that was erased and brought back is still undone as a drawing", () => {
  const steps = history();
  steps.did(PAGE, { come: [stroke("a")] });
  steps.did(PAGE, { gone: [stroke("a")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["draw", "n1"]);
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "n1"]);
  assert.deepEqual(ids(steps.redo(PAGE)), ["draw", "n2"]);
  assert.deepEqual(ids(steps.redo(PAGE)), ["erase", "n2"]);
});

test("the eraser meets a stroke under its newest id, and the history knows it for the old one", () => {
  const steps = history();
  steps.did(PAGE, { come: [stroke("a")] });
  steps.undo(PAGE);
  steps.redo(PAGE);
  steps.did(PAGE, { gone: [stroke("n1")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["draw", "n2"]);
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "n2"]);
});

test("a new stroke ends what could be done again", () => {
  const steps = history();
  steps.did(PAGE, { come: [stroke("a")] });
  steps.undo(PAGE);
  assert.equal(steps.canRedo(PAGE), true);
  steps.did(PAGE, { come: [stroke("b")] });
  assert.equal(steps.canRedo(PAGE), false);
});

test("each page has its own steps", () => {
  const steps = history();
  steps.did(PAGE, { come: [stroke("a")] });
  steps.did("paper/2", { come: [stroke("b")] });
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "a"]);
  assert.equal(steps.canUndo("paper/2"), true);
});

test("only the latest two hundred steps are kept", () => {
  const steps = history();
  for (let i = 0; i < 205; i++) steps.did(PAGE, { come: [stroke(`s${i}`)] });
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
    const obey = (step) => {
      step?.gone?.forEach(({ id }) => page.delete(id));
      step?.come?.forEach(({ id }) => page.add(id));
    };
    for (let i = 0; i < 40; i++) {
      const some = [...page].filter(() => random() < 0.3).map(stroke);
      const what = random();
      if (what < 0.4) did(steps, obey, { come: [stroke(`s${seed}-${i}`)] });
      else if (what < 0.6 && some.length) did(steps, obey, { gone: some });
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

test("a change is undone by the change back, of the mark under the id it has now", () => {
  const steps = history();
  const [before, after] = [{ ...stroke("a"), colour: "red" }, { ...stroke("a"), colour: "blue" }];
  steps.did(PAGE, { come: [before] });
  steps.did(PAGE, { changed: [{ before, after }] });
  assert.deepEqual(steps.undo(PAGE).changed, [{ before: after, after: before }]);
  steps.undo(PAGE);
  steps.redo(PAGE);
  assert.deepEqual(steps.redo(PAGE).changed, [{ before: { ...before, id: "n1" }, after: { ...after, id: "n1" } }]);
});

test("a mark given to others is undone by taking it back, and both are new marks", () => {
  const steps = history();
  steps.did(PAGE, { gone: [stroke("own")], come: [{ ...stroke("theirs"), shared: true }] });
  const back = steps.undo(PAGE);
  assert.deepEqual(ids(back), ["draw", "n1", "erase", "theirs"]);
  assert.equal(back.come[0].shared, undefined);
  const again = steps.redo(PAGE);
  assert.deepEqual(ids(again), ["draw", "n2", "erase", "n1"]);
  assert.equal(again.come[0].shared, true);
});

test("what did not happen after all is not undone, and what was given back goes by its new name", () => {
  const steps = history();
  steps.did(PAGE, { come: [stroke("a")] });
  const kept = steps.did(PAGE, { gone: [stroke("a")], come: [stroke("b")] });
  steps.forget(PAGE, kept);
  steps.rename("a", "again");
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "again"]);
});

test("after a reload it goes on where it was, before what was done since", () => {
  const before = history();
  before.did(PAGE, { come: [stroke("a")] });
  before.did(PAGE, { gone: [stroke("a")] });
  before.undo(PAGE);
  const steps = new History(() => "m1");
  steps.load(JSON.parse(JSON.stringify(before.dump())));
  assert.equal(steps.canRedo(PAGE), true);
  assert.deepEqual(ids(steps.undo(PAGE)), ["erase", "n1"]);

  const quick = new History(() => "m1");
  quick.did(PAGE, { come: [stroke("q")] });
  quick.load(before.dump());
  assert.equal(quick.canRedo(PAGE), false);
  assert.deepEqual(ids(quick.undo(PAGE)), ["erase", "q"]);
  assert.deepEqual(ids(quick.undo(PAGE)), ["erase", "n1"]);
});

function did(steps, obey, step) {
  steps.did(PAGE, step);
  obey(step);
}

function lcg(seed) {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}
