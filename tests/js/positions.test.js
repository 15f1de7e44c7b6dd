import assert from "node:assert/strict";
import test from "node:test";
import { fromField, toField } from "kernel/time.js";
import { nextStep } from "live/next_step.js";
import { scene } from "live/scene.js";
import { consentNews } from "positions/notices.js";
import { duties, inState, keyOf, listable, speaksFor, standings, unanswered } from "positions/standing.js";

const item = (id, more = {}) => ({ id, parent: null, position: Number(id.at(-1)), minutes: null, state: "pending", opened_at: null, ...more });
const ITEMS = [item("a1"), item("b2"), item("c3", { state: "closed" })];
const CALL = { closes_at: 100 };
const consent = (id, more = {}) => ({ item: id, asked: true, closes_at: null, state: "none", at: 5, poll: null, ...more });
const people = [{ person: "an", entitled: true }, { person: "binh", entitled: true }, { person: "ha", entitled: false }];

test("an item is open until its own deadline, or the meeting's, and while it is not closed, adopted or left out", () => {
  const open = (consents, now = 50) => standings(ITEMS, CALL, consents, now).filter((one) => one.open).map((one) => one.item.id);
  assert.deepEqual(open([]), ["a1", "b2"]);
  assert.deepEqual(open([], 100), []);
  assert.deepEqual(open([consent("a1", { closes_at: 200 })], 150), ["a1"]);
  assert.deepEqual(open([consent("a1", { asked: false }), consent("b2", { state: "adopted" })]), []);
  assert.deepEqual(standings(ITEMS, undefined, [], 50).map((one) => one.asked), [false, false, false]);
});

test("one speaks for oneself, and for whom one stands in, if they have a vote", () => {
  assert.deepEqual(speaksFor(people, [{ member: "an", by: "binh" }], "binh"), ["binh", "an"]);
  assert.deepEqual(speaksFor(people, [{ member: "an", by: "ha" }, { member: "ha", by: "an" }], "ha"), ["an"]);
});

test("what is still to be answered is what is open, but for conflicts of interest and what was said", () => {
  const all = duties(standings(ITEMS, CALL, [], 50), ["an", "binh"], [{ item: "b2", person: "binh" }]);
  assert.deepEqual(all.map(keyOf), ["a1/an", "b2/an", "c3/an", "a1/binh", "c3/binh"]);
  assert.deepEqual(unanswered([{ item: "a1", member: "an" }], all).map(keyOf), ["b2/an", "a1/binh"]);
});

test("what is agreed to and over may be listed, and what is listed already", () => {
  const rollups = ["a1", "b2", "c3"].map((id) => ({ item: id, agreed: true }));
  const ids = (now, ...consents) => listable(standings(ITEMS, CALL, consents, now), rollups).map((one) => one.item.id);
  assert.deepEqual(ids(50), []);
  assert.deepEqual(ids(100), ["a1", "b2"]);
  assert.deepEqual(ids(100, consent("a1", { state: "pulled" }), consent("b2", { state: "dropped" })), ["b2"]);
  assert.deepEqual(ids(50, consent("a1", { state: "listed" })), ["a1"]);
  assert.deepEqual(inState(standings(ITEMS, CALL, [consent("a1", { state: "pulled" })], 0), "pulled").length, 1);
});

test("adopting the list comes before the first item, and an open item before it", () => {
  const situation = { meeting: { state: "live" }, items: [item("a1"), item("b2")], speakers: [], polls: [], consents: [consent("b2", { state: "listed" })] };
  assert.deepEqual(nextStep(situation), { action: "positions.adopt", items: ["b2"] });
  assert.equal(nextStep({ ...situation, items: [item("a1", { state: "open" })] })?.action, "agenda.close_item");
});

test("the wall shows the list from the beginning of the meeting, until something else happens", () => {
  const quiet = { items: [], speakers: [], polls: [], papers: [], presenting: undefined, consents: [consent("a1", { state: "listed" })] };
  const live = { state: "live", started_at: 50 };
  assert.equal(scene({ ...quiet, meeting: { ...live, state: "planned" } }).name, "idle");
  assert.equal(scene({ ...quiet, meeting: live }).name, "consents");
  assert.equal(scene({ ...quiet, meeting: live, items: [item("a1", { state: "open", opened_at: 60 })] }).name, "item");
  assert.equal(scene({ ...quiet, meeting: live, consents: [consent("a1", { state: "pulled" })] }).name, "idle");
});

test("what is adopted together is said once, and each item that is pulled out by its name", () => {
  const now = { "consents/a1": consent("a1", { state: "adopted" }), "consents/b2": consent("b2", { state: "adopted" }), "consents/c3": consent("c3", { state: "pulled" }), "items/c3": { title: "Ngân sách" } };
  const said = (changed) => consentNews(new Map(Object.entries(changed)), (key) => now[key]).map(({ words }) => words);
  assert.deepEqual(said({ "consents/a1": { state: "listed" }, "consents/b2": { state: "listed" } }), ["Adopted together: 2"]);
  assert.deepEqual(said({ "consents/c3": undefined }), ["To be debated by itself: Ngân sách"]);
  assert.deepEqual(said({ "consents/a1": { state: "adopted" }, "items/c3": undefined }), []);
});

test("a moment goes into a field and comes back as it was, in the time of Vietnam", () => {
  const at = Date.UTC(2026, 10, 30, 17, 5);
  assert.equal(toField(at), "2026-12-01T00:05");
  assert.equal(fromField(toField(at)), at);
  assert.ok(Number.isNaN(fromField("")));
});
