import assert from "node:assert/strict";
import { test } from "node:test";

import {
  countdown,
  place,
  speaking,
  spoken,
  timesSpoken,
  waiting,
  waitingOf,
} from "../../static/floor/queue.js";

const speaker = (id, fields = {}) => ({
  id,
  item: null,
  person: id,
  kind: "contribution",
  subject: "",
  state: "waiting",
  asked_at: 0,
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

test("points of order go first, the others by position", () => {
  assert.deepEqual(ids(waiting(room)), ["order", "early", "second", "late"]);
});

test("ordering leaves the given list as it was", () => {
  const given = [...room];
  waiting(given);
  spoken(given);
  assert.deepEqual(given, room);
});

test("who speaks, or nobody", () => {
  assert.equal(speaking(room)?.id, "now");
  assert.equal(speaking([]), null);
});

test("a place counts from one, and who does not wait has none", () => {
  assert.equal(place(room, "order"), 1);
  assert.equal(place(room, "late"), 4);
  assert.equal(place(room, "now"), 0);
});

test("a person may wait twice: with a point of order and with a contribution", () => {
  assert.deepEqual(ids(waitingOf(room, "early")), ["order", "early"]);
  assert.deepEqual(waitingOf(room, "now"), []);
});

test("speeches that ended, the latest first, and how many each person gave", () => {
  assert.deepEqual(ids(spoken(room)), ["after", "before"]);
  assert.equal(timesSpoken(room, "early"), 2);
  assert.equal(timesSpoken(room, "late"), 0);
});

test("the countdown warns in the last thirty seconds and shows the overrun with a sign", () => {
  const at = (seconds) => countdown({ started_at: 1_000, ended_at: null, limit_s: 180 }, 1_000 + seconds * 1000);
  assert.deepEqual(at(0), { text: "3:00", state: "running", seconds: 180 });
  assert.deepEqual(at(149), { text: "0:31", state: "running", seconds: 31 });
  assert.deepEqual(at(150), { text: "0:30", state: "warning", seconds: 30 });
  assert.deepEqual(at(180), { text: "0:00", state: "warning", seconds: 0 });
  assert.deepEqual(at(192), { text: "+0:12", state: "over", seconds: -12 });
});

test("a second begun is a second left", () => {
  assert.equal(countdown({ started_at: 0, limit_s: 180 }, 400).text, "3:00");
  assert.equal(countdown({ started_at: 0, limit_s: 180 }, 1_400).text, "2:59");
});

test("a clock of the server that seems to run behind never adds time", () => {
  assert.equal(countdown({ started_at: 5_000, limit_s: 60 }, 1_000).text, "1:00");
});

test("an ended speech stands still", () => {
  assert.equal(countdown({ started_at: 0, ended_at: 70_000, limit_s: 60 }, 999_000).text, "+0:10");
});
