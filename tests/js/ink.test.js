import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "kernel/store.js";
import { EVERYBODY, MINE, named, PRESENTERS } from "ink/audience.js";
import { inkOf } from "ink/ink.js";
import { pack } from "ink/packing.js";
import { EVERYTHING, turned } from "ink/sights.js";

const NOTEBOOK = "notebook:m:me";
const MEETING = "meeting:m";

/** A room with a real store, whose pending actions the test settles by hand. */
function room(may = ["ink.draw_private"]) {
  const store = new Store();
  const seqs = { [NOTEBOOK]: 0, [MEETING]: 0 };
  for (const stream of [NOTEBOOK, MEETING]) store.snapshot(stream, { seq: 0, records: {} });
  return {
    store,
    viewer: { person: "me" },
    pending: [],
    may: (permission) => may.includes(permission),
    act(name, args, { private: own }) {
      this.pending = [...this.pending, { name, args, stream: own ? NOTEBOOK : MEETING, asked_at: 0 }];
      return new Promise((settle) => this.answers.push(settle));
    },
    answers: [],
    serverNow: () => 0,
    shows(stream, changes) {
      // Points cross the wire packed.
      for (const [key, body] of Object.entries(changes)) if (body?.points) changes[key] = { ...body, points: pack(body.points) };
      store.receive({ stream, entries: [{ seq: ++seqs[stream], changes }] });
    },
  };
}

const stroke = (id, more = {}) => ({
  ...{ id, paper: "p", page: 1, by: "me", tool: "pen", colour: "#000000", width: 20 },
  ...{ points: [0, 0, 500], shared: false, at: 0, text: "", to: [], layer: "", ...more },
});
const on = (ink, page = 1) => ink.on("p", page).map(({ id }) => id);

test("a stroke is seen from the lifting of the pen on, once, whatever the server has told so far", () => {
  const here = room();
  const ink = inkOf(here);
  ink.draw(stroke("a"));
  assert.deepEqual(on(ink), ["a"]);
  here.shows(NOTEBOOK, { "strokes/a": stroke("a") });
  assert.deepEqual(on(ink), ["a"]);
  here.pending = [];
  assert.deepEqual(on(ink), ["a"]);
});

test("a stroke that is refused is gone", () => {
  const here = room();
  const ink = inkOf(here);
  ink.draw(stroke("a"));
  here.pending = [];
  assert.deepEqual(on(ink), []);
});

test("private ink goes to the notebook, shared ink to the meeting", () => {
  const here = room();
  const ink = inkOf(here);
  ink.draw(stroke("a"));
  ink.draw(stroke("b", { shared: true }));
  assert.deepEqual(here.pending.map(({ stream }) => stream), [NOTEBOOK, MEETING]);
  assert.deepEqual(ink.on("p", 1).map(({ shared }) => shared), [false, true]);
  assert.equal("shared" in here.pending[0].args, false);
});

test("other pages do not show it", () => {
  const here = room();
  const ink = inkOf(here);
  ink.draw(stroke("a"));
  assert.deepEqual(on(ink, 2), []);
});

test("what is erased is out of sight at once, and asked for on the stream where it lies", () => {
  const here = room();
  const ink = inkOf(here);
  here.shows(NOTEBOOK, { "strokes/a": stroke("a") });
  here.shows(MEETING, { "strokes/b": stroke("b", { shared: true }) });
  ink.erase(ink.on("p", 1));
  assert.deepEqual(on(ink), []);
  assert.deepEqual(here.pending.map(({ stream, args }) => [stream, args.ids]), [[MEETING, ["b"]], [NOTEBOOK, ["a"]]]);
});

test("very many strokes are erased in several actions", () => {
  const here = room();
  inkOf(here).erase(Array.from({ length: 2300 }, (_, i) => stroke(`s${i}`)));
  assert.deepEqual(here.pending.map(({ args }) => args.ids.length), [1000, 1000, 300]);
});

test("undoing takes my stroke away, redoing brings it back", () => {
  const here = room();
  const ink = inkOf(here);
  ink.draw(stroke("a"));
  ink.step("undo", "p", 1);
  assert.deepEqual(on(ink), []);
  ink.step("redo", "p", 1);
  assert.equal(on(ink).length, 1);
  assert.notEqual(on(ink)[0], "a");
  assert.deepEqual(ink.can("p", 1), { undo: true, redo: false });
  assert.deepEqual(ink.can("p", 2), { undo: false, redo: false });
});

test("my own ink may always be erased; that of others only by those who may, while they share", () => {
  const theirs = stroke("x", { by: "other", shared: true });
  const member = inkOf(room(["ink.draw_private", "ink.draw_shared"]));
  assert.ok(member.mayErase(stroke("a")));
  member.share(true);
  assert.ok(!member.mayErase(theirs));
  const chair = inkOf(room(["ink.draw_private", "ink.draw_shared", "ink.erase_any"]));
  assert.ok(!chair.mayErase(theirs));
  chair.share(true);
  assert.ok(chair.mayErase(theirs));
});

test("ink is private, and the hand holds nothing, until chosen otherwise", () => {
  const ink = inkOf(room());
  assert.equal(ink.shared, false);
  assert.equal(ink.tool, "hand");
});

test("a pen writes without being asked, unless something else was chosen", () => {
  const fresh = inkOf(room());
  fresh.meetPen();
  assert.equal(fresh.tool, "pen");
  fresh.choose("hand");
  fresh.meetPen();
  assert.equal(fresh.tool, "hand");
  const reader = inkOf(room([]));
  reader.meetPen();
  assert.equal(reader.tool, "hand");
});

test("a change is seen at once, and asks for what is different only", () => {
  const here = room();
  const ink = inkOf(here);
  here.shows(NOTEBOOK, { "strokes/a": stroke("a") });
  const [before] = ink.on("p", 1);
  ink.change([{ before, after: { ...before, colour: "#ffffff" } }]);
  assert.deepEqual(here.pending[0].args, { id: "a", colour: "#ffffff" });
  assert.deepEqual(here.pending[0].stream, NOTEBOOK);
  const [after] = ink.on("p", 1);
  assert.equal(after.colour, "#ffffff");
  assert.equal(ink.on("p", 1)[0], after);
  ink.step("undo", "p", 1);
  assert.deepEqual(here.pending[1].args, { id: "a", colour: "#000000" });
  assert.equal(ink.on("p", 1)[0].colour, "#000000");
});

test("a change of what somebody has erased meanwhile is not undone", () => {
  const here = room();
  const ink = inkOf(here);
  here.shows(MEETING, { "strokes/a": stroke("a", { shared: true }) });
  const [before] = ink.on("p", 1);
  ink.change([{ before, after: { ...before, width: 30 } }]);
  here.pending = [];
  here.shows(MEETING, { "strokes/a": null });
  ink.step("undo", "p", 1);
  assert.deepEqual(here.pending, []);
});

test("the shape of what I drew is not worked out anew when the server tells of it", () => {
  const here = room();
  const ink = inkOf(here);
  ink.draw(stroke("a"));
  const [{ points }] = ink.on("p", 1);
  here.shows(NOTEBOOK, { "strokes/a": stroke("a") });
  here.pending = [];
  assert.equal(ink.on("p", 1)[0].points, points);
});

test("a private mark that is shown to others is drawn there and erased here, and taken back the other way", () => {
  const here = room();
  const ink = inkOf(here);
  here.shows(NOTEBOOK, { "strokes/a": stroke("a") });
  const [given] = ink.give(ink.on("p", 1), named(["unit:U"]));
  assert.deepEqual(here.pending.map(({ stream, name }) => [stream, name]), [[MEETING, "ink.draw"], [NOTEBOOK, "ink.erase"]]);
  assert.deepEqual(here.pending[0].args.to, ["unit:U"]);
  assert.deepEqual(on(ink), [given.id]);
  ink.give(ink.on("p", 1), MINE);
  assert.deepEqual(here.pending.slice(2).map(({ stream, name }) => [stream, name]), [[NOTEBOOK, "ink.draw"], [MEETING, "ink.erase"]]);
  ink.step("undo", "p", 1);
  assert.deepEqual(ink.on("p", 1).map(({ shared, to }) => [shared, to]), [[true, ["unit:U"]]]);
});

test("a mark that may not be shown to others after all is given back, and that step is forgotten", async () => {
  const here = room();
  const ink = inkOf(here);
  here.shows(NOTEBOOK, { "strokes/a": stroke("a") });
  ink.give(ink.on("p", 1), EVERYBODY);
  here.shows(NOTEBOOK, { "strokes/a": null });
  here.pending = [];
  await here.answers[0]({ error: { code: "layer_is_frozen" } });
  await Promise.resolve();
  assert.deepEqual(here.pending.map(({ stream, name }) => [stream, name]), [[NOTEBOOK, "ink.draw"]]);
  assert.deepEqual(ink.on("p", 1).map(({ shared }) => shared), [false]);
  assert.equal(ink.can("p", 1).undo, false);
});

test("what was drawn for all in the moment in which the layer was frozen is kept for me", async () => {
  const here = room(["ink.draw_shared"]);
  const ink = inkOf(here);
  ink.draw(stroke("a", { shared: true }));
  here.pending = [];
  await here.answers[0]({ error: { code: "layer_is_frozen" } });
  await Promise.resolve();
  assert.deepEqual(here.pending.map(({ stream, name }) => [stream, name]), [[NOTEBOOK, "ink.draw"]]);
  ink.step("undo", "p", 1);
  assert.deepEqual(on(ink), []);
  assert.equal(ink.can("p", 1).undo, false);
});

test("on the frozen layer nothing of mine is changed, erased or added; chair and secretary go on", () => {
  const shared = stroke("a", { shared: true });
  for (const [may, holds] of [[["ink.draw_shared"], true], [["ink.draw_shared", "ink.layer"], false]]) {
    const here = room(may);
    const ink = inkOf(here);
    here.shows(MEETING, { "ink/layer": { hidden: false, frozen: true } });
    assert.equal(ink.mayErase(shared), !holds);
    assert.equal(ink.mayChange(shared), !holds);
    assert.equal(ink.mayShare, !holds);
    assert.ok(ink.mayErase(stroke("b")));
    assert.ok(ink.mayErase(stroke("c", { shared: true, layer: "presenter" })));
  }
});

test("whoever writes for others when the layer is frozen writes for themselves, also once it is free again", () => {
  const here = room(["ink.draw_shared"]);
  const ink = inkOf(here);
  ink.writeFor(named(["person:x"]));
  here.shows(MEETING, { "ink/layer": { hidden: false, frozen: true } });
  assert.deepEqual(ink.audience, MINE);
  ink.writeFor(EVERYBODY);
  assert.deepEqual(ink.audience, MINE);
  here.shows(MEETING, { "ink/layer": { hidden: false, frozen: false } });
  assert.deepEqual(ink.audience, MINE);
});

test("the hidden layer is seen by its authors and by those who hide it", () => {
  const marks = { "strokes/m": stroke("m", { shared: true }), "strokes/o": stroke("o", { by: "other", shared: true }) };
  for (const [may, seen] of [[[], ["m"]], [["ink.layer"], ["m", "o"]]]) {
    const here = room(may);
    here.shows(MEETING, { ...marks, "ink/layer": { hidden: true, frozen: false } });
    assert.deepEqual(on(inkOf(here)), seen);
  }
});

test("one looks at whose marks one likes", () => {
  const here = room();
  const ink = inkOf(here);
  here.shows(MEETING, { "strokes/m": stroke("m", { shared: true }), "strokes/x": stroke("x", { by: "x", shared: true }) });
  here.shows(MEETING, { "strokes/y": stroke("y", { by: "y", shared: true }), "strokes/z": stroke("z", { by: "x", shared: true, layer: "presenter" }) });
  ink.look(turned(EVERYTHING, "x"));
  assert.deepEqual(on(ink), ["m", "y", "z"]);
  ink.look({ ...EVERYTHING, mine: false, presenters: false });
  assert.deepEqual(on(ink), ["x", "y"]);
  ink.look(turned(turned(EVERYTHING, "x"), "x"));
  assert.deepEqual(on(ink), ["m", "x", "y", "z"]);
});

test("only the presenter writes as one, and writes for nobody once another presents", () => {
  const here = room(["ink.draw_shared"]);
  const ink = inkOf(here);
  ink.writeFor(PRESENTERS);
  assert.deepEqual(ink.audience, MINE);
  here.shows(MEETING, { "presenting/now": { by: "me" } });
  ink.writeFor(PRESENTERS);
  assert.deepEqual(ink.audience, PRESENTERS);
  here.shows(MEETING, { "presenting/now": { by: "other" } });
  assert.equal(ink.shared, false);
});
