import assert from "node:assert/strict";
import test from "node:test";
import { passingDrawer } from "kernel/drawer.js";
import { Outbox } from "kernel/outbox.js";

const settled = () => new Promise(setImmediate);
const states = ({ pending }) => pending.map(({ state }) => state);

/** An outbox, what it sent, and the way to answer. */
function opened({ db = passingDrawer() } = {}) {
  const sent = [];
  const heads = new Map();
  const retries = [];
  const outbox = new Outbox({
    db,
    heads,
    now: () => 42,
    later: (retry) => retries.push(retry),
    send: ({ id, args }) => new Promise((resolve, reject) => sent.push({ id, n: args.n, resolve, reject })),
  });
  const ask = (n) => outbox.act("meeting:m", "ink.draw", { n });
  const answer = async (index, given) => {
    sent[index].resolve(given);
    await settled();
  };
  const shows = (seq) => {
    heads.set("meeting:m", seq);
    outbox.release();
  };
  return { outbox, sent, ask, answer, shows, retries, db };
}

test("O2: offline actions are kept, and go out in order once the server is there", () => {
  const { outbox, sent, ask } = opened();
  for (const n of [1, 2, 3]) ask(n);
  assert.deepEqual([states(outbox), sent.length], [["not_sent", "not_sent", "not_sent"], 0]);
  outbox.resume();
  assert.deepEqual(states(outbox), ["sending", "sending", "sending"]);
  assert.deepEqual(sent.map(({ n }) => n), [1, 2, 3]);
});

test("O3: recorded only after the answer, with the server's time, and kept until the store shows it", async () => {
  const { outbox, ask, answer, shows, db } = opened();
  outbox.resume();
  const asked = ask(1);
  await answer(0, { ok: { seq: 7, at: 1234 } });
  assert.deepEqual(outbox.pending.map(({ state, at }) => [state, at]), [["recorded", 1234]]);
  assert.deepEqual(await asked, { ok: { seq: 7, at: 1234 } });
  assert.deepEqual(await db.all(), []);
  shows(6);
  assert.equal(outbox.pending.length, 1);
  shows(7);
  assert.equal(outbox.pending.length, 0);
});

test("O3: an entry that came before its own answer needs no waiting", async () => {
  const { outbox, ask, answer, shows } = opened();
  outbox.resume();
  ask(1);
  shows(9);
  await answer(0, { ok: { seq: 7 } });
  assert.equal(outbox.pending.length, 0);
});

test("O1: what was on its way when the connection went is sent again under the same id", async () => {
  const { outbox, sent, ask } = opened();
  outbox.resume();
  ask(1);
  outbox.pause();
  sent[0].reject(new Error("gone"));
  await settled();
  assert.deepEqual(states(outbox), ["not_sent"]);
  outbox.resume();
  assert.equal(sent[1].id, sent[0].id);
  assert.deepEqual(outbox.pending.map(({ attempts }) => attempts), [2]);
});

test("O1: the failure of an old attempt does not undo the new one; its late answer counts", async () => {
  const { outbox, sent, ask, answer } = opened();
  outbox.resume();
  ask(1);
  outbox.pause();
  outbox.resume();
  sent[0].reject(new Error("late"));
  await settled();
  assert.deepEqual(states(outbox), ["sending"]);
  await answer(1, { ok: { seq: 1 } });
  assert.deepEqual(states(outbox), ["recorded"]);
});

test("O1: what is recorded stays so, even when a second attempt fails", async () => {
  const { outbox, sent, ask, answer } = opened();
  outbox.resume();
  ask(1);
  outbox.pause();
  outbox.resume();
  await answer(0, { ok: { seq: 1 } });
  sent[1].reject(new Error("gone"));
  await settled();
  assert.deepEqual(states(outbox), ["recorded"]);
});

test("O4: a refusal takes the action away and reaches whoever asked", async () => {
  const { outbox, ask, answer, db } = opened();
  const refused = [];
  outbox.onRefused = ({ name }, { code }) => refused.push([name, code]);
  outbox.resume();
  const asked = ask(1);
  await answer(0, { error: { code: "not_allowed" } });
  assert.deepEqual(await asked, { error: { code: "not_allowed" } });
  assert.deepEqual([outbox.pending, refused, await db.all()], [[], [["ink.draw", "not_allowed"]], []]);
});

test("O4: 'try again' holds everything back for a while, and is not told as a refusal", async () => {
  const { outbox, sent, ask, answer, retries } = opened();
  outbox.onRefused = () => assert.fail("told");
  outbox.resume();
  ask(1);
  await answer(0, { error: { code: "too_many" } });
  ask(2);
  assert.deepEqual([states(outbox), sent.length, retries.length], [["not_sent", "sending"], 1, 1]);
  retries[0]();
  assert.deepEqual(sent.map(({ n }) => n), [1, 1, 2]);
  assert.equal(sent[0].id, sent[1].id);
});

test("a reload finds what was not answered, in order, and before what is new", async () => {
  const { ask, db } = opened();
  for (const n of [1, 2]) ask(n);
  await settled();
  const again = opened({ db });
  await again.outbox.load();
  again.ask(3);
  again.outbox.resume();
  assert.deepEqual(again.sent.map(({ n }) => n), [1, 2, 3]);
  const orders = again.outbox.pending.map(({ order }) => order);
  assert.deepEqual(orders, [1, 2, 3]);
});

test("only what waits for the connection can be discarded", async () => {
  const { outbox, sent, ask, db } = opened();
  outbox.onRefused = () => assert.fail("told");
  const asked = ask(1);
  outbox.discard(outbox.pending[0].id);
  assert.deepEqual(await asked, { error: { code: "discarded" } });
  await settled();
  assert.deepEqual([outbox.pending, await db.all()], [[], []]);
  outbox.resume();
  ask(2);
  outbox.discard(outbox.pending[0].id);
  assert.deepEqual([states(outbox), sent.length], [["sending"], 1]);
});

test("a long backlog goes out a few at a time", async () => {
  const { outbox, sent, ask, answer } = opened();
  for (let n = 0; n < 20; n++) ask(n);
  outbox.resume();
  assert.equal(sent.length, 8);
  await answer(0, { ok: { seq: 1 } });
  assert.equal(sent.length, 9);
});

test("a drawer that fails loses nothing while the page lives", async () => {
  const fails = async () => Promise.reject(new Error("full"));
  const { outbox, sent, ask } = opened({ db: { all: async () => [], put: fails, delete: fails } });
  const warn = console.warn;
  console.warn = () => {};
  ask(1);
  await settled();
  outbox.resume();
  console.warn = warn;
  assert.equal(sent.length, 1);
});

test("O5: what was written while the server was away, and it then refused, stays until it is taken", async () => {
  const { outbox, sent, answer, db } = opened();
  void outbox.act("notebook:m:p", "ink.draw", { n: 1, points: "AA" });
  outbox.resume();
  await answer(0, { error: { code: "not_found", message: "Gone." } });
  assert.deepEqual([outbox.pending, outbox.refused.map(({ error }) => error.code)], [[], ["not_found"]]);

  const later = opened({ db });
  await later.outbox.load();
  later.outbox.resume();
  assert.deepEqual([later.sent.length, later.outbox.refused.length, sent.length], [0, 1, 1]);
  later.outbox.forget(later.outbox.refused[0].id);
  await settled();
  assert.deepEqual([later.outbox.refused, await db.all()], [[], []]);
});

test("O5: what is refused at once, what has no words or strokes, and what is discarded does not stay", async () => {
  const { outbox, answer, db } = opened();
  void outbox.act("meeting:m", "floor.ask", { n: 1 });
  void outbox.act("notebook:m:p", "ink.draw", { n: 2, points: "AA" });
  outbox.discard(outbox.pending[1].id);
  outbox.resume();
  await answer(0, { error: { code: "not_found" } });
  void outbox.act("notebook:m:p", "ink.draw", { n: 3, points: "AA" });
  await answer(1, { error: { code: "not_found" } });
  assert.deepEqual([outbox.pending, outbox.refused, await db.all()], [[], [], []]);
});
