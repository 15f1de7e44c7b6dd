import assert from "node:assert/strict";
import test from "node:test";
import { inOrder, nextItem } from "agenda/tree.js";
import { freshness } from "agenda/unread.js";
import { membersPresent, people } from "attendance/count.js";
import { announcements } from "live/announcer.js";
import { nextStep, stepArgs } from "live/next_step.js";
import { cuts, forecast, itemClock, timetable } from "live/plan.js";
import { scene } from "live/scene.js";

const MINUTE = 60_000;
const item = (id, more = {}) => ({ id, parent: null, position: Number(id.at(-1)), minutes: null, state: "pending", opened_at: null, since: null, spent_ms: 0, ...more });
const speaker = (id, more = {}) => ({ id, kind: "contribution", state: "waiting", position: 1, ...more });
const poll = (id, more = {}) => ({ id, item: null, state: "prepared", at: 1, ...more });
const live = { state: "live", starts_at: 0, minutes: 60 };
const lineOf = (id, speakers) => ({ id, open: true, limit_s: 180, order: speakers.filter(({ state }) => state === "waiting").map(({ id }) => id) });
const step = (situation) => {
  const queues = [lineOf("general", situation.speakers ?? [])];
  const found = nextStep({ meeting: live, items: [], speakers: [], polls: [], queues, ...situation });
  return found && [found.action, stepArgs(found).id];
};

test("items come parents first, then the parts in order", () => {
  const items = [item("b2"), item("a1"), item("c2", { parent: "a1" }), item("d1", { parent: "a1" })];
  assert.deepEqual(inOrder(items).map(({ id }) => id), ["a1", "d1", "c2", "b2"]);
});

test("the next item is the first pending one after the open one, else the first that was passed over", () => {
  const items = [item("a1"), item("b2", { state: "open" }), item("c3", { state: "closed" }), item("d4")];
  assert.equal(nextItem(items)?.id, "d4");
  assert.equal(nextItem(items.slice(0, 3))?.id, "a1");
  assert.equal(nextItem([item("a1", { state: "closed" })]), undefined);
});

test("the next step goes through a meeting from beginning to end", () => {
  const open = item("a1", { state: "open" });
  assert.deepEqual(step({ meeting: { state: "planned" } }), ["meetings.start", undefined]);
  assert.deepEqual(step({ items: [item("a1")] }), ["agenda.open_item", "a1"]);
  assert.deepEqual(step({ items: [open], speakers: [speaker("s1", { state: "speaking" }), speaker("s2")] }), ["floor.call", "s2"]);
  assert.deepEqual(step({ items: [open], speakers: [speaker("s1", { state: "speaking" })] }), ["floor.end", "s1"]);
  assert.deepEqual(step({ items: [open], polls: [poll("p1", { item: "a1" })] }), ["polls.open", "p1"]);
  assert.deepEqual(step({ items: [open], speakers: [speaker("s1")], polls: [poll("p1", { state: "open" })] }), ["polls.close", "p1"]);
  assert.deepEqual(step({ items: [open], polls: [poll("p1", { item: "other" })] }), ["agenda.close_item", "a1"]);
  assert.deepEqual(step({ items: [item("a1", { state: "closed" })] }), ["meetings.end", undefined]);
  assert.equal(step({ meeting: { state: "ended" } }), null);
});

test("the first of the queue is called; what was put into a speech ends first, and what was paused goes on", () => {
  const speakers = [speaker("s1"), speaker("s2", { kind: "point_of_order", position: 2 })];
  assert.deepEqual(step({ speakers, queues: [lineOf("general", [speakers[1], speakers[0]])] }), ["floor.call", "s2"]);
  const put = [speaker("s3", { state: "paused" }), speaker("s4", { state: "speaking", kind: "interposed" })];
  assert.deepEqual(step({ speakers: [...speakers, ...put] }), ["floor.end", "s4"]);
  assert.deepEqual(step({ speakers: [...speakers, put[0]] }), ["floor.resume", "s3"]);
});

test("an item's clock counts down its planned time and then the overrun", () => {
  const open = item("a1", { minutes: 10, opened_at: 0, since: 0 });
  assert.deepEqual(itemClock(open, 4 * MINUTE), { elapsed: 4 * MINUTE, left: 6 * MINUTE });
  assert.equal(itemClock(open, 12 * MINUTE).left, -2 * MINUTE);
  assert.equal(itemClock({ ...open, minutes: null }, 12 * MINUTE).left, null);
});

test("the forecast is the plan plus what was lost, and nothing while all keep their time", () => {
  const items = [item("a1", { minutes: 10, state: "closed" }), item("b2", { minutes: 20, state: "open", opened_at: 10 * MINUTE, since: 10 * MINUTE }), item("c3", { minutes: 30 })];
  assert.deepEqual(forecast(live, items, 15 * MINUTE), { planned: 60 * MINUTE, expected: 60 * MINUTE, late_minutes: 0 });
  assert.equal(forecast(live, items, 37 * MINUTE)?.late_minutes, 7);
  assert.equal(forecast({ ...live, state: "planned" }, items, 0), null);
  assert.equal(forecast(live, [item("a1")], 0), null);
});

test("whoever waits to speak has their time, whatever the plan says", () => {
  const items = [item("a1", { minutes: 10, state: "open", opened_at: 0, since: 0 }), item("b2", { minutes: 10 })];
  assert.equal(forecast(live, items, 5 * MINUTE, 12 * MINUTE)?.expected, 27 * MINUTE);
  assert.equal(forecast(live, items, 5 * MINUTE, 2 * MINUTE)?.expected, 20 * MINUTE);
});

test("the timetable says for each item when it was to begin, and when it did or will", () => {
  const items = [
    item("a1", { minutes: 10, state: "closed", opened_at: MINUTE, spent_ms: 14 * MINUTE }),
    item("b2", { minutes: 10, state: "open", opened_at: 15 * MINUTE, since: 15 * MINUTE }),
    item("c3", { minutes: 20 }),
    item("d4", { parent: "c3", minutes: 15 }),
  ];
  const rows = timetable(live, items, 20 * MINUTE).map(({ item, planned, begins, spent_ms }) => [item.id, planned / MINUTE, begins / MINUTE, spent_ms / MINUTE]);
  assert.deepEqual(rows, [["a1", 0, 1, 14], ["b2", 10, 15, 5], ["c3", 20, 25, 0], ["d4", 25, 30, 0]]);
});

test("an item that was opened twice has taken both times, and not the time between", () => {
  assert.equal(itemClock(item("a1", { minutes: 10, opened_at: 0, spent_ms: 3 * MINUTE, since: 60 * MINUTE }), 64 * MINUTE).elapsed, 7 * MINUTE);
});

test("what could be cut: all that is to come a little, or as few items as will do", () => {
  const items = [item("a1", { minutes: 50, state: "open", since: 0 }), item("b2", { minutes: 30 }), item("c3", { minutes: 10 }), item("d4", { minutes: 20 })];
  const found = (late) => cuts(items, late * MINUTE).map(({ kind, items, saved_ms }) => [kind, items.map(({ item, minutes }) => [item.id, minutes]), saved_ms / MINUTE]);
  assert.deepEqual(found(15), [["shorten", [["b2", 22], ["c3", 7], ["d4", 15]], 16], ["defer", [["d4", 0]], 20]]);
  assert.deepEqual(found(45), [["defer", [["b2", 0], ["d4", 0]], 50]]);
  assert.deepEqual(found(90), []);
  assert.deepEqual(found(0), []);
});

test("an item's time holds its parts: the longer of the two counts", () => {
  const items = [item("a1", { minutes: 10 }), item("b1", { parent: "a1", minutes: 15 }), item("c2", { minutes: 20 }), item("d1", { parent: "c2", minutes: 5 })];
  assert.equal(forecast(live, items, 0)?.planned, 35 * MINUTE);
});

test("the display shows the open vote before all else, and otherwise what happened last", () => {
  const papers = [{ id: "t", state: "ready" }];
  const room = { meeting: live, items: [item("a1", { state: "open", opened_at: 10 })], speakers: [], polls: [], papers, presenting: undefined };
  assert.equal(scene({ ...room, meeting: { state: "planned" } }).name, "idle");
  assert.equal(scene(room).name, "item");
  assert.equal(scene({ ...room, speakers: [speaker("s", { state: "speaking", started_at: 20 })] }).name, "speaker");
  const shown = { ...room, presenting: { paper: "t", page: 3, at: 30 } };
  assert.deepEqual(scene(shown), { name: "page", paper: papers[0], page: 3 });
  assert.equal(scene({ ...shown, speakers: [speaker("s", { state: "speaking", started_at: 40 })] }).name, "page");
  const voted = [poll("p", { state: "published", closed_at: 50 })];
  assert.equal(scene({ ...shown, polls: voted }).name, "poll");
  assert.equal(scene({ ...shown, polls: voted, presenting: { paper: "t", page: 4, at: 60 } }).name, "page");
  assert.equal(scene({ ...room, polls: [poll("p", { state: "published", item: "before", closed_at: 50 })] }).name, "item");
  assert.equal(scene({ ...shown, papers: [] }).name, "item");
  assert.equal(scene({ ...shown, polls: [poll("p", { state: "open" })] }).name, "poll");
});

test("members present are those with a vote; a display is nobody", () => {
  const person = (name, role, entitled) => ({ person: name, name, role, entitled });
  const everybody = people(
    [person("An", "member", true), person("Bình", "guest", false), person("Chi", "chair", true), person("D", "display", false)],
    [{ person: "An", present: true, at: 5 }, { person: "Bình", present: true, at: 5 }, { person: "Chi", present: false, at: 9 }],
  );
  assert.deepEqual(everybody.map(({ name, present }) => [name, present]), [["Chi", false], ["An", true], ["Bình", true]]);
  assert.deepEqual(membersPresent(everybody), { present: 1, total: 2 });
});

test("a paper is new until it was opened, and changed when its bytes are others", () => {
  assert.equal(freshness({ id: "t", sha: "1" }, {}), "new");
  assert.equal(freshness({ id: "t", sha: "1" }, { t: "1" }), "read");
  assert.equal(freshness({ id: "t", sha: "2" }, { t: "1" }), "changed");
});

test("only a change of state is announced, and my turn to speak only to me", () => {
  const now = { "speakers/s": { state: "speaking", person: "me" }, "items/i": { state: "open", number: "2", title: "Ngân sách" } };
  const say = (me, before) => announcements(new Map(Object.entries(before)), (key) => now[key], { me, entitled: true, desk: false });
  assert.deepEqual(say("me", { "speakers/s": { state: "waiting" } }), [{ words: "You have the floor.", tone: "ok" }]);
  assert.deepEqual(say("you", { "speakers/s": { state: "waiting" } }), []);
  assert.deepEqual(say("me", { "items/i": { state: "open" }, "strokes/x": undefined }), []);
  assert.deepEqual(say("me", { "items/i": { state: "pending" } }), [{ words: "Now: 2. Ngân sách" }]);
});
