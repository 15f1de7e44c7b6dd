import assert from "node:assert/strict";
import { test } from "node:test";

import {
  calledFrom,
  countdown,
  interrupted,
  lines,
  movedBefore,
  nextSecond,
  place,
  queueOf,
  speaking,
  spoken,
  timesSpoken,
  waiting,
  waitingOf,
} from "../../static/floor/queue.js";
import { askedMs, unitsLeft } from "../../static/floor/times.js";

const speaker = (id, fields = {}) => ({
  id,
  item: null,
  person: id,
  kind: "contribution",
  subject: "",
  state: "waiting",
  queue: "general",
  under: null,
  rank: 0,
  asked_at: 0,
  since: null,
  spoken_ms: 0,
  started_at: null,
  ended_at: null,
  limit_s: 300,
  position: 0,
  ...fields,
});
const ids = (speakers) => speakers.map(({ id }) => id);

const room = [
  speaker("late", { position: 3 }),
  speaker("order", { position: 9, kind: "point_of_order", person: "early" }),
  speaker("early", { position: 1 }),
  speaker("now", { state: "speaking", position: 0, started_at: 0 }),
  speaker("second", { position: 2 }),
  speaker("before", { state: "done", person: "early", started_at: 0, ended_at: 10 }),
  speaker("after", { state: "done", person: "early", started_at: 10, ended_at: 20 }),
];

const queue = { id: "general", open: true, limit_s: 180, order: ["order", "early", "second", "late"] };

test("those who wait stand as the queue has it; without one, points of order first, the others as they asked", () => {
  assert.deepEqual(ids(waiting(room, { ...queue, order: ["late", "gone", "now", "early"] })), ["late", "early"]);
  assert.deepEqual(ids(waiting(room)), ["order", "early", "second", "late"]);
});

test("ordering leaves the given list as it was", () => {
  const given = [...room];
  waiting(given);
  spoken(given);
  assert.deepEqual(given, room);
});

test("who speaks, be it paused, or nobody; and whose speech is interrupted", () => {
  assert.equal(speaking(room)?.id, "now");
  assert.equal(speaking([]), null);
  const paused = speaker("main", { state: "paused" });
  assert.equal(speaking([paused])?.id, "main");
  assert.equal(interrupted([paused]), null);
  assert.equal(interrupted([paused, speaker("q", { state: "speaking" })])?.id, "main");
});

test("a place counts from one, and who does not wait has none", () => {
  assert.equal(place(queue, "order"), 1);
  assert.equal(place(queue, "late"), 4);
  assert.equal(place(queue, "now"), 0);
});

test("a person may wait twice: with a point of order and with a contribution", () => {
  assert.deepEqual(ids(waitingOf(room, "early")), ["order", "early"]);
  assert.deepEqual(waitingOf(room, "now"), []);
});

test("speeches that ended, the latest first, and how many each person gave", () => {
  assert.deepEqual(ids(spoken(room)), ["after", "before"]);
  assert.equal(timesSpoken(room, "early"), 2);
  assert.equal(timesSpoken(room, "late"), 0);
  assert.equal(timesSpoken(room, null), 0);
});

test("a queue of which nothing was said stands as the general one", () => {
  assert.deepEqual(queueOf([{ ...queue, open: false }], "item"), { id: "item", open: false, limit_s: 180, order: [] });
  assert.deepEqual(queueOf([], "item"), { id: "item", open: true, limit_s: 180, order: [] });
});

test("the next speaker comes from the open item's queue, else from the meeting's, never from a later item's", () => {
  const items = [{ id: "a", state: "open" }, { id: "b", state: "pending" }, { id: "c", state: "pending" }];
  const at = (order) => ({ items, speakers: room, floor: { questions: true }, queues: Object.entries(order).map(([id, order]) => ({ ...queue, id, order })) });
  const all = lines(at({ b: ["late"], general: ["early"] }));
  assert.deepEqual(all.map(({ id }) => id), ["a", "general", "questions", "b"]);
  assert.equal(calledFrom(all).id, "general");
  assert.equal(calledFrom(lines(at({ a: ["late"], general: ["early"] }))).id, "a");
  assert.equal(calledFrom(lines(at({ b: ["late"] }))).id, "a");
});

test("one changes places only with requests of the same precedence", () => {
  const line = waiting(room, queue);
  const [order, early, second, late] = line;
  assert.equal(movedBefore(line, order, 1), undefined);
  assert.equal(movedBefore(line, early, -1), undefined);
  assert.equal(movedBefore(line, early, 1), "late");
  assert.equal(movedBefore(line, second, 1), null);
  assert.equal(movedBefore(line, late, -1), "second");
});

const speech = (fields = {}) => speaker("s", { state: "speaking", limit_s: 180, since: 1_000, ...fields });

test("the countdown warns before the end and shows the overrun with a sign", () => {
  const at = (seconds) => countdown(speech(), 1_000 + seconds * 1000);
  assert.deepEqual(at(0), { text: "3:00", state: "running", seconds: 180 });
  assert.deepEqual(at(149), { text: "0:31", state: "running", seconds: 31 });
  assert.deepEqual(at(150), { text: "0:30", state: "warning", seconds: 30 });
  assert.deepEqual(at(180), { text: "0:00", state: "warning", seconds: 0 });
  assert.deepEqual(at(192), { text: "+0:12", state: "over", seconds: -12 });
  assert.equal(countdown(speech(), 121_000, 60).state, "warning");
});

test("a second begun is a second left", () => {
  assert.equal(countdown(speech({ since: 0 }), 400).text, "3:00");
  assert.equal(countdown(speech({ since: 0 }), 1_400).text, "2:59");
});

test("a clock of the server that seems to run behind never adds time", () => {
  assert.equal(countdown(speech({ since: 5_000, limit_s: 60 }), 1_000).text, "1:00");
});

test("a paused or ended speech stands still, with what was spoken before", () => {
  assert.deepEqual(countdown(speech({ state: "paused", since: null, spoken_ms: 20_000, limit_s: 60 }), 999_000), { text: "0:40", state: "still", seconds: 40 });
  assert.equal(countdown(speech({ state: "done", since: null, spoken_ms: 70_000, limit_s: 60 }), 999_000).text, "+0:10");
  assert.equal(nextSecond(speech({ since: null }), 5), null);
});

test("the countdown is drawn anew just when it shows another second", () => {
  for (const elapsed of [0, 1, 999, 1000, 1500, 179_999, 180_000, 180_300, 190_001]) {
    const [now, one] = [1_000 + elapsed, speech()];
    const wait = nextSecond(one, now);
    assert.ok(wait > 0 && wait <= 1000, `${elapsed}: ${wait}`);
    assert.notEqual(countdown(one, now + wait).text, countdown(one, now).text, `${elapsed}`);
    assert.equal(countdown(one, now + wait - 1).text, countdown(one, now).text, `${elapsed}`);
  }
});

test("a unit's time is what it had and was granted, less what its people spoke; points of order do not count", () => {
  const floor = { budgets: [{ unit: "A", initial_s: 60, additional_s: 30 }], budget_within: "meeting" };
  const said = (fields) => speaker("s", { unit: "A", started_at: 0, state: "done", ...fields });
  const speeches = [said({ spoken_ms: 50_000 }), said({ since: 0, item: "i" }), said({ kind: "point_of_order", spoken_ms: 9_000 }), said({ unit: "B", spoken_ms: 1 })];
  assert.deepEqual(unitsLeft(floor, speeches, "i", 50_000), [{ unit: "A", total_ms: 90_000, left_ms: -10_000 }]);
  assert.equal(unitsLeft({ ...floor, budget_within: "item" }, speeches, "i", 50_000)[0].left_ms, 40_000);
});

test("what the floor still takes: the rest of the speech, and the time of all who wait", () => {
  const line = { queue: { ...queue, limit_s: 100 }, waiting: [speaker("a"), speaker("b", { kind: "point_of_order" })] };
  assert.equal(askedMs({ limits: { point_of_order: 60 } }, [speech({ since: 0, limit_s: 30 })], line, 10_000), 180_000);
});
