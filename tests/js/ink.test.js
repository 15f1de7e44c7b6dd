import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "kernel/store.js";
import { inkOf } from "ink/ink.js";

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
    },
    shows(stream, changes) {
      store.receive({ stream, entries: [{ seq: ++seqs[stream], changes }] });
    },
  };
}

const stroke = (id, more = {}) => ({
  ...{ id, paper: "p", page: 1, by: "me", tool: "pen", colour: "#000000", width: 20 },
  ...{ points: [0, 0, 500], shared: false, at: 0, ...more },
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
  const member = inkOf(room());
  assert.ok(member.mayErase(stroke("a")));
  member.share(true);
  assert.ok(!member.mayErase(theirs));
  const chair = inkOf(room(["ink.draw_private", "ink.erase_any"]));
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
