import assert from "node:assert/strict";
import test from "node:test";
import { stepBack } from "chairing/step_back.js";
import { around } from "displays/around.js";
import { asSeenBy } from "displays/shown.js";
import { shownOn } from "live/scene.js";

const item = (id, more = {}) => ({ id, state: "pending", opened_at: null, closed_at: null, since: null, ...more });
const speaker = (id, more = {}) => ({ id, person: id, state: "waiting", started_at: null, ended_at: null, since: null, ...more });
const back = (situation) => {
  const found = stepBack({ items: [], speakers: [], polls: [], now: 10_000, ...situation });
  return found && [found.of, found.action, found.id];
};

test("the last step is offered back, and none that something was built upon", () => {
  const items = [item("a", { state: "closed", opened_at: 1000, closed_at: 5000 }), item("b", { state: "open", opened_at: 5000, since: 5000 })];
  assert.deepEqual(back({ items }), ["opened", "agenda.take_back", "b"]);
  assert.deepEqual(back({ items: [items[0]] }), ["closed", "agenda.take_back", "a"]);
  const called = speaker("s", { state: "speaking", started_at: 6000, since: 6000 });
  const before = speaker("r", { state: "done", started_at: 5500, ended_at: 6000 });
  assert.deepEqual(back({ items, speakers: [called, before] }), ["called", "floor.take_back", "s"]);
  assert.deepEqual(back({ items, speakers: [before] }), ["ended", "floor.take_back", "r"]);
  assert.equal(back({ items, speakers: [{ ...called, since: 7000 }] }), null);
  assert.equal(back({ items, polls: [{ id: "p", opened_at: 7000 }] }), null);
});

test("a step is not offered back for ever, nor what was never done", () => {
  const items = [item("b", { state: "open", opened_at: 5000, since: 5000 })];
  assert.equal(back({ items, now: 55_000 }), null);
  assert.equal(back({ items: [item("a"), item("b", { state: "closed", closed_at: 9000 })] }), null);
  assert.equal(back({ items: [item("b", { state: "open", opened_at: 1000, since: 5000 })] }), null);
  assert.equal(back({}), null);
});

test("of a long agenda the wall shows what is on, one before it and what comes", () => {
  const items = Array.from({ length: 12 }, (_, index) => item(`i${index}`, { state: index < 5 ? "closed" : index === 5 ? "open" : "pending" }));
  const { shown, before, after } = around(items);
  assert.deepEqual([shown[0].id, shown.length, before, after], ["i4", 7, 4, 1]);
  assert.deepEqual(around(items.slice(0, 3)).before, 0);
  assert.deepEqual(around(items.map((one) => ({ ...one, state: "closed" }))).after, 0);
  assert.deepEqual(around([]), { shown: [], before: 0, after: 0 });
});

const papers = [{ id: "t", state: "ready" }, { id: "u", state: "ready" }];
const room = {
  meeting: { state: "live" }, items: [item("a", { state: "open", opened_at: 10 })], speakers: [], polls: [], papers,
  presenting: { paper: "t", page: 3, at: 30 },
};
const pin = (view, more = {}) => ({ display: "d", view, paper: null, page: null, text: "", until: null, withheld: false, ...more });

test("a display that is pinned to nothing follows; a pinned one shows that, whatever goes on", () => {
  const voting = { ...room, polls: [{ id: "p", state: "open", item: null, at: 1 }] };
  assert.equal(shownOn(undefined, voting).name, "poll");
  assert.equal(shownOn(pin("agenda"), voting).name, "agenda");
  assert.deepEqual(shownOn(pin("message", { text: "Nghỉ" }), voting), { name: "message", text: "Nghỉ" });
  assert.deepEqual(shownOn(pin("page", { paper: "u", page: 2 }), voting), { name: "page", paper: papers[1], page: 2 });
  assert.deepEqual(shownOn(pin("page"), voting), { name: "page", paper: papers[0], page: 3 });
  assert.equal(shownOn(pin("poll"), voting).name, "poll");
});

test("what a display has nothing to show of is the title of the meeting, and what is not for it is withheld", () => {
  for (const view of ["poll", "speaker", "seats", "idle"]) assert.equal(shownOn(pin(view), room).name, "idle", view);
  assert.equal(shownOn(pin("page"), { ...room, presenting: undefined }).name, "idle");
  assert.equal(shownOn(pin("page", { withheld: true }), room).name, "withheld");
  assert.equal(shownOn(pin("page"), { ...room, presenting: { paper: null, page: null, at: 30 } }).name, "withheld");
});

test("the desk is told what a display shows as the display may show it", () => {
  const shown = { name: "page", paper: papers[0], page: 1 };
  const said = (more) => [{ paper: "t", roles: [], units: [], people: [], until: null, ...more }];
  assert.equal(asSeenBy(shown, "d", []).name, "page");
  assert.equal(asSeenBy(shown, "d", said({ roles: ["member"] })).name, "withheld");
  assert.equal(asSeenBy(shown, "d", said({ roles: ["display"] })).name, "page");
  assert.equal(asSeenBy(shown, "d", said({ people: ["d"] })).name, "page");
  assert.equal(asSeenBy(shown, "d", said({ roles: ["display"], until: 5 })).name, "withheld");
});
