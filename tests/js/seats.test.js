import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, faults, moved, reordered, resized, turned, without, withSeat, withThing } from "../../static/seats/drawing.js";
import { labelling, lettering, wallFor, wallOf } from "../../static/seats/walling.js";
import { counts, places, shortName, standing } from "../../static/seats/states.js";

const seat = (label, x = 100, y = 100) => ({ label, x, y, turn: 0 });
const plan = { width: 500, depth: 400, seats: [seat("1"), seat("2", 200), seat("3", 300), seat("4", 400)], things: [] };
const person = (name, role = "member", rank = 1) => ({ person: name, name: `Ông ${name}`, title: "", unit: "", role, rank, entitled: true });
const empty = { plan, seats: [], participants: [], attendance: [], representations: [], speakers: [], polls: [], ballots: [] };
const speaker = (who, state, position = 0) => ({ id: `s-${who}`, person: who, state, position, kind: "contribution" });
const room = {
  ...empty,
  seats: [{ seat: "1", person: "an" }, { seat: "2", person: "binh" }, { seat: "3", person: "chi" }],
  participants: [person("an", "chair"), person("binh"), person("chi"), person("dung")],
};
const stateOf = (situation, label) => places(situation).find((place) => place.label === label);

test("a seat is free, or its person is absent, here, or here from afar", () => {
  const attendance = [{ person: "an", present: true, at: 0 }, { person: "binh", present: true, remote: true, at: 0 }, { person: "chi", present: false, at: 1 }];
  assert.deepEqual(places({ ...room, attendance }).map(({ state }) => state), ["present", "remote", "absent", "empty"]);
});

test("who speaks and who asks is seen before who is here; the chair calls by the id of the request", () => {
  const speakers = [speaker("an", "speaking"), speaker("binh", "waiting"), speaker("chi", "done")];
  const attendance = [{ person: "an", present: true, at: 0 }, { person: "binh", present: true, at: 0 }];
  const seen = places({ ...room, speakers, attendance });
  assert.deepEqual(seen.map(({ state, speaker: id }) => [state, id]), [["speaking", "s-an"], ["asks", "s-binh"], ["absent", null], ["empty", null]]);
});

test("who stands in and is here sits in the member's place, and may ask from there", () => {
  const representations = [{ member: "binh", by: "dung", at: 0 }];
  const attendance = [{ person: "dung", present: true, at: 0 }];
  const place = stateOf({ ...room, representations, attendance }, "2");
  assert.equal(place.state, "substitute");
  assert.equal(place.instead, "Ông dung");
  assert.equal(stateOf({ ...room, representations, attendance, speakers: [speaker("dung", "waiting")] }, "2").speaker, "s-dung");
  const back = [...attendance, { person: "binh", present: true, at: 0 }];
  assert.equal(stateOf({ ...room, representations, attendance: back }, "2").state, "present");
});

test("that somebody has voted is told of the open vote only, and only where the records tell it", () => {
  const polls = [{ id: "open", state: "open" }, { id: "old", state: "published" }];
  const ballots = [{ poll: "open", person: "an", at: 0 }, { poll: "old", person: "binh", at: 0, choice: "yes" }];
  assert.deepEqual(places({ ...room, polls, ballots }).map(({ voted }) => voted), [true, false, false, false]);
  assert.deepEqual(places({ ...room, polls, ballots: [] }).map(({ voted }) => voted), [false, false, false, false]);
});

test("nothing of a ballot but that it came reaches the map", () => {
  const polls = [{ id: "open", state: "open" }];
  const cast = (choice) => JSON.stringify(places({ ...room, polls, ballots: [{ poll: "open", person: "an", at: 0, choice }] }));
  assert.equal(cast("yes"), cast("no"));
});

test("every seat is counted once", () => {
  assert.deepEqual([...counts(places(room))], [["absent", 3], ["empty", 1]]);
});

test("who has no seat is listed by honour", () => {
  const participants = [person("g", "guest", 0), person("b", "member", 9), person("a", "member", 3), person("c", "chair", 99), person("x", "display")];
  assert.deepEqual(standing(participants, places(empty)).map((one) => one.person), ["c", "a", "b", "g"]);
});

test("people are called by the last word of their name", () => {
  assert.equal(shortName("Nguyễn Thị  Bình "), "Bình");
  assert.equal(shortName(""), "");
});

// --- drawing ---

const first = { kind: "seat", at: 0 };

test("what is moved stays in the room and on the grid", () => {
  assert.deepEqual([moved(plan, first, 123, -9).seats[0], moved(plan, first, 9999, 1e9).seats[0]].map(({ x, y }) => [x, y]), [[125, 0], [500, 400]]);
  assert.equal(plan.seats[0].x, 100);
});

test("turning goes round", () => {
  assert.equal(turned(plan, first, -1).seats[0].turn, 345);
  assert.equal(turned(turned(plan, first, -1), first, 1).seats[0].turn, 0);
});

test("a new seat stands where there is room, under a name that is free", () => {
  const more = withSeat(changed(plan, first, { label: "5" }));
  assert.equal(more.seats[4].label, "6");
  assert.equal(faults(more).size, 0);
});

test("seats in one another and names given twice are faults", () => {
  assert.deepEqual([...faults(moved(plan, first, 180, 100))].sort(), [0, 1]);
  assert.deepEqual([...faults(changed(plan, first, { label: "3" }))].sort(), [0, 2]);
  assert.equal(faults(plan).size, 0);
});

test("seats change their order, things come and go, and a smaller room keeps all in it", () => {
  assert.deepEqual(reordered(plan, 0, 1).seats.map(({ label }) => label), ["2", "1", "3", "4"]);
  assert.equal(reordered(plan, 0, -1), plan);
  assert.equal(withThing(plan, "table").things.length, 1);
  assert.equal(without(withThing(plan, "door"), { kind: "thing", at: 0 }).things.length, 0);
  assert.ok(resized(plan, 250, 300).seats.every(({ x }) => x <= 250));
});

const rows = (across, deep) => ({
  width: across * 85, depth: deep * 120, things: [],
  seats: Array.from({ length: across * deep }, (_, at) => seat(String(at), (at % across) * 85, Math.floor(at / across) * 120)),
});
const ring = (count) => ({
  width: 1000, depth: 800, things: [],
  seats: Array.from({ length: count }, (_, at) => seat(String(at), 500 + 450 * Math.cos((2 * Math.PI * at) / count), 400 + 350 * Math.sin((2 * Math.PI * at) / count))),
});

test("on a wall no two seats overlap, all are in the picture, and nobody changes places", () => {
  for (const one of [rows(10, 6), rows(3, 2), rows(1, 1), rows(20, 10), ring(24), ring(60), plan]) {
    const wall = wallOf(one, 1760, 760);
    const spots = one.seats.map(wall.at);
    assert.ok(wall.wide > 0 && wall.high > 0);
    for (const [at, { x, y }] of spots.entries()) {
      assert.ok(x - wall.wide / 2 >= 0 && x + wall.wide / 2 <= 1760 && y - wall.high / 2 >= 0 && y + wall.high / 2 <= 760);
      for (const [before, other] of spots.slice(0, at).entries()) {
        assert.ok(Math.abs(x - other.x) >= wall.wide || Math.abs(y - other.y) >= wall.high, `${at} lies on ${before} of ${spots.length}`);
        assert.ok((x - other.x) * (one.seats[at].x - one.seats[before].x) >= 0);
      }
    }
  }
});

test("the names of sixty in six rows are three hundredths of the wall's height, and those along a long table not much smaller", () => {
  assert.ok(lettering(wallOf(rows(10, 6), 1800, 800), "Phương".length).size >= 0.03 * 1080);
  const table = { ...rows(2, 14), width: 400 };
  assert.ok(lettering(wallOf(table, 1800, 800), "Phương".length).beside);
  assert.ok(lettering(wallOf(table, 1800, 800), "Phương".length).size >= 0.025 * 1080);
});

// As "theatre" draws it: rows that bend round a stage, each longer by two than the one before.
const theatre = (across, deep) => {
  const nearest = Math.max(300, (across * 85) / ((2 * Math.PI) / 3));
  const row = (count, radius) => Array.from({ length: count }, (_, at) => ((at - (count - 1) / 2) * 85) / radius).map((angle) => [radius * Math.sin(angle), radius * Math.cos(angle)]);
  const spots = Array.from({ length: deep }, (_, at) => row(across + 2 * at, nearest + 120 * at)).flat();
  const reach = Math.max(...spots.map(([x]) => Math.abs(x)));
  return { width: 2 * reach, depth: nearest + 120 * deep, things: [], seats: spots.map(([x, y], at) => seat(`A${at}`, reach + x, y)) };
};

test("a theatre of eighty is drawn with labels that can be read from afar, and leaves the names to a list", () => {
  const wall = wallFor(theatre(12, 5));
  assert.equal(wall.names, false);
  assert.ok(labelling(wall, "A12".length) >= 0.02 * 1080, String(labelling(wall, 3)));
  for (const one of [rows(10, 6), ring(24), { ...rows(2, 14), width: 400 }]) assert.equal(wallFor(one).names, true);
});
