import assert from "node:assert/strict";
import test from "node:test";
import { Store } from "kernel/store.js";

const ROOM = "meeting:m";
const BOOK = "notebook:m:p";

/** A store at seq 0, the questions it asked, and the way to answer the oldest of them. */
function opened() {
  const store = new Store();
  const asked = [];
  store.onGap = (stream, since) =>
    new Promise((resolve, reject) => asked.push({ stream, since, resolve, reject }));
  store.snapshot(ROOM, { seq: 0, records: {} });
  const answer = async (part) => {
    asked.shift().resolve(part);
    await settled();
  };
  return { store, asked, answer };
}

const settled = () => new Promise(setImmediate);
const entry = (seq, changes = { [`items/${seq}`]: { seq } }) => ({ seq, changes });
const receive = (store, ...seqs) => store.receive({ stream: ROOM, entries: seqs.map((seq) => entry(seq)) });
const shown = (store) => store.all("items").map(({ seq }) => seq);

test("E3: a span stands for the bare numbers from its first to its last", () => {
  const { store } = opened();
  store.receive({ stream: ROOM, entries: [{ seq: 3, from: 1 }, entry(4), { seq: 5 }] });
  assert.equal(store.heads.get(ROOM), 5);
  store.receive({ stream: ROOM, entries: [{ seq: 9, from: 7 }] });
  assert.equal(store.heads.get(ROOM), 5, "what is missing before a span is waited for");
  store.receive({ stream: ROOM, entries: [{ seq: 7, from: 4 }] });
  assert.equal(store.heads.get(ROOM), 9);
});

test("S1: entries are applied once and in order", () => {
  const { store, asked } = opened();
  for (const seq of [1, 2, 2, 1, 3]) receive(store, seq);
  assert.deepEqual(shown(store), [1, 2, 3]);
  assert.equal(store.heads.get(ROOM), 3);
  assert.equal(asked.length, 0);
});

test("S1: an early entry waits for its turn", () => {
  const { store } = opened();
  receive(store, 2);
  assert.deepEqual(shown(store), []);
  receive(store, 1);
  assert.deepEqual(shown(store), [1, 2]);
});

test("S1: a number that we may not read is not a gap", () => {
  const { store, asked } = opened();
  store.receive({ stream: ROOM, entries: [entry(1), { seq: 2 }, entry(3)] });
  assert.deepEqual(shown(store), [1, 3]);
  assert.equal(asked.length, 0);
});

test("S1: what arrives before the first snapshot is kept for it", () => {
  const store = new Store();
  receive(store, 4, 5, 6);
  store.snapshot(ROOM, { seq: 4, records: { "items/4": { seq: 4 } } });
  assert.deepEqual(shown(store), [4, 5, 6]);
});

test("S2: a gap asks once, and heals", async () => {
  const { store, asked, answer } = opened();
  receive(store, 3);
  receive(store, 5);
  assert.deepEqual(asked.map(({ since }) => since), [0]);
  await answer({ seq: 4, since: 0, changes: { "items/1": { seq: 1 }, "items/3": { seq: 3 } } });
  assert.deepEqual(shown(store), [1, 3, 5]);
  assert.equal(asked.length, 0);
});

test("S2: an answer that does not reach the next entry is followed by another question", async () => {
  const { store, asked, answer } = opened();
  receive(store, 5);
  await answer({ seq: 2, since: 0, changes: {} });
  assert.deepEqual(asked.map(({ since }) => since), [2]);
});

test("S2: no answer is no harm; the next heartbeat asks again", async () => {
  const { store, asked } = opened();
  receive(store, 2);
  asked.shift().reject(new Error("lost"));
  await settled();
  store.beat({ [ROOM]: 2, "meeting:unknown": 9 });
  assert.deepEqual(asked.map(({ stream, since }) => [stream, since]), [[ROOM, 0]]);
});

test("S2: an answer older than what we have is dropped", async () => {
  const { store, answer } = opened();
  receive(store, 3);
  receive(store, 1, 2);
  await answer({ seq: 2, records: {} });
  assert.deepEqual(shown(store), [1, 2, 3]);
  store.snapshot(ROOM, { seq: 9, since: 7, changes: { "items/9": { seq: 9 } } });
  assert.equal(store.heads.get(ROOM), 3);
});

test("S3: a snapshot replaces its own stream's records only", () => {
  const { store } = opened();
  store.snapshot(BOOK, { seq: 1, records: { "strokes/mine": { id: "mine" } } });
  receive(store, 1, 2);
  store.snapshot(ROOM, { seq: 7, records: { "items/2": { seq: 2 }, "strokes/ours": { id: "ours" } } });
  assert.deepEqual(shown(store), [2]);
  assert.deepEqual(store.all("strokes").map(({ id }) => id).sort(), ["mine", "ours"]);
  assert.deepEqual(Object.fromEntries(store.heads), { [ROOM]: 7, [BOOK]: 1 });
});

test("S3: a server restored from a backup is believed", () => {
  const { store } = opened();
  receive(store, 1, 2, 3);
  store.snapshot(ROOM, { seq: 1, records: { "items/1": { seq: 1 } } });
  receive(store, 2);
  assert.deepEqual(shown(store), [1, 2]);
});

test("null takes a record away", () => {
  const { store } = opened();
  store.receive({ stream: ROOM, entries: [entry(1), entry(2, { "items/1": null })] });
  assert.equal(store.get("items/1"), undefined);
  assert.deepEqual(shown(store), []);
});

test("listeners hear once per batch, with what was there before", () => {
  const { store } = opened();
  receive(store, 1);
  const heard = [];
  const stop = store.subscribe((changed) => heard.push(Object.fromEntries(changed)));
  store.receive({ stream: ROOM, entries: [entry(2, { "items/1": { seq: "new" } }), entry(3, { "items/1": null })] });
  stop();
  receive(store, 4);
  assert.deepEqual(heard, [{ "items/1": { seq: 1 } }]);
});

test("a list is the same array until one of its kind changes", () => {
  const { store } = opened();
  receive(store, 1);
  const items = store.all("items");
  store.receive({ stream: ROOM, entries: [entry(2, { "polls/1": {} })] });
  assert.equal(store.all("items"), items);
  receive(store, 3);
  assert.notEqual(store.all("items"), items);
});
