import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { stacked } from "papers/column.js";
import { partOf, told } from "papers/framing.js";
import { View } from "papers/view.js";
import { Guiding } from "presenting/guiding.js";
import { fits } from "presenting/people.js";

globalThis.cancelAnimationFrame ??= () => {};
const A4 = Math.SQRT2;
const PAGES = 4;

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
const views = [];
afterEach(() => (views.splice(0).forEach((view) => view.close()), mock.timers.reset()));

/** Somebody with a tablet of this size. */
function reader(width, height, { turn = 0, how = "width", paged = false } = {}) {
  const ratio = turn % 2 ? 1 / A4 : A4;
  const all = Array.from({ length: PAGES }, (_, i) => ({ paper: { id: "p" }, page: i + 1, turn, ratio }));
  const guide = new Guiding();
  const said = { window: [], look: [] };
  guide.part = { ...guide.part, look: (place, window) => said.look.push({ ...place, window }), signal: (_, body) => said.window.push(body) };
  const one = { guide, said, turn, leaves: paged ? all.slice(0, 1) : all };
  one.view = new View(how, { laid: (view, _, own) => guide.laid(view, one.leaves, own), settled: (view) => guide.settled(view, one.leaves) });
  views.push(one.view);
  one.view.goTo(0, stacked(one.leaves.map((leaf) => leaf.ratio)));
  one.view.resize(width, height);
  guide.arrived(one.view, one.leaves);
  return one;
}
const presents = (one, page = 1, window = null) => Object.assign(one.guide.part, { leads: true, presented: { paper: "p", page, window, by: "an" } });
const follow = (one, page, window) => {
  Object.assign(one.guide.part, { follows: true, presented: { paper: "p", page, window, by: "an" } });
  one.guide.apply();
};
/** What is in sight of a page, in widths of the page. */
const sight = (one, page) => partOf(told(one.view.window, one.view.column.tops[page - 1], one.leaves[page - 1]), { ...one.leaves[0], turn: 0, ratio: A4 });
const contains = (outer, inner, slack = 1e-3) => {
  assert.ok(outer[0] <= inner[0] + slack && outer[1] <= inner[1] + slack && outer[2] >= inner[2] - slack && outer[3] >= inner[3] - slack, `${outer} does not hold ${inner}`);
};

test("a part of a page is the same part again, however the page is turned there and here", () => {
  for (const turn of [0, 1, 2, 3]) {
    const leaf = { paper: {}, page: 1, turn, ratio: turn % 2 ? 1 / A4 : A4 };
    const window = { left: 0.2, top: 0.1, right: 0.7, bottom: 0.4 };
    const again = partOf(told(window, 0, leaf), leaf);
    [0.2, 0.1, 0.7, 0.4].forEach((side, i) => assert.ok(Math.abs(again[i] - side) < 2e-4, `${turn}: ${again}`));
  }
});

for (const [name, size, turn] of [["wider", [1440, 700], 0], ["narrower", [500, 900], 0], ["the same", [1016, 600], 0], ["turned", [800, 900], 1]]) {
  test(`what a presenter has enlarged is in sight of a ${name} window, in its middle and as large as can be`, () => {
    const chair = zoomed();
    const binh = reader(...size, { turn });
    follow(binh, 1, chair.said.look.at(-1).window);
    const [theirs, mine] = [sight(chair, 1), sight(binh, 1)];
    contains(mine, theirs);
    const [across, down] = [(mine[2] - mine[0]) / (theirs[2] - theirs[0]), (mine[3] - mine[1]) / (theirs[3] - theirs[1])];
    assert.ok(Math.abs(Math.min(across, down) - 1) < 2e-3, "one side is as long here as there");
    assert.ok(Math.abs((mine[1] + mine[3]) / 2 - (theirs[1] + theirs[3]) / 2) < 2e-3, "the middle is the middle");
  });
}

/** A presenter who has gone close to something in the middle of page 1, and come to rest. */
function zoomed() {
  const chair = reader(1016, 600);
  presents(chair);
  chair.view.zoomAt(3, 500, 400);
  chair.view.move(-40, -500);
  mock.timers.tick(1000);
  return chair;
}

test("a page in all its width stays readable here: at one's own width, from where the presenter sees it", () => {
  const [low, high] = [reader(1016, 500), reader(768, 1100)];
  for (const one of [low, high]) follow(one, 2, [0, 6_000, 10_000, 14_000]);
  assert.equal(low.view.at.scale, 1);
  contains(sight(high, 2), [0, 0.6, 1, A4 - 0.1], 0.02);
  assert.ok(Math.abs(sight(low, 2)[1] - 0.6) < 0.02, `${sight(low, 2)}`);
});

test("a screen on the wall shows the whole page, and goes close when the presenter does", () => {
  const wall = reader(1600, 900, { how: "page", paged: true });
  follow(wall, 1, [0, 6_000, 10_000, 14_000]);
  contains(sight(wall, 1), [0, 0, 1, A4]);
  follow(wall, 1, [2_000, 3_000, 6_000, 5_000]);
  contains(sight(wall, 1), [0.2, 0.3, 0.6, 0.5]);
  assert.ok(sight(wall, 1)[3] < 0.7);
});

test("a presenter who moves tells it at most ten times a second, and once for good at the end", () => {
  const chair = reader(1016, 600);
  presents(chair);
  const began = performance.now();
  mock.method(performance, "now", () => began + Date.now());
  for (let i = 0; i < 60; i++) {
    chair.view.move(0, -4);
    mock.timers.tick(16);
  }
  assert.ok(chair.said.window.length >= 8 && chair.said.window.length <= 11, `${chair.said.window.length}`);
  assert.equal(chair.said.look.length, 0);
  mock.timers.tick(1000);
  assert.equal(chair.said.look.length, 1);
  mock.restoreAll();
});

test("whoever has been handed the presenting turns the page from where it is", () => {
  const binh = reader(1016, 600);
  presents(binh, 1, [0, 2_000, 10_000, 8_000]);
  binh.view.goTo(2);
  binh.guide.arrived(binh.view, binh.leaves);
  contains(sight(binh, 3), [0, 0, 1, 0.3]);
});

test("what has moved by itself is told to nobody", () => {
  const chair = reader(1016, 600);
  presents(chair);
  chair.view.goTo(1);
  chair.view.resize(900, 700);
  mock.timers.tick(1000);
  assert.deepEqual(chair.said, { window: [], look: [] });
});

/** Whether this follower's window is brought along when the presenter looks at something else on the page. */
const isLed = (one) => {
  const before = { ...one.view.at };
  follow(one, 1, [1_000, 9_000, 4_000, 11_000]);
  return one.view.at.x !== before.x || one.view.at.y !== before.y || one.view.at.scale !== before.scale;
};

test("a hand that moves about on the page sees what it likes of it; one that only trembles is led on", () => {
  for (const [dx, dy, led] of [[3, 2, true], [30, 20, false]]) {
    const binh = reader(768, 900);
    follow(binh, 1, [2_000, 3_000, 6_000, 5_000]);
    binh.view.move(dx, dy);
    assert.equal(isLed(binh), led);
  }
});

test("so does a button that makes the page larger", () => {
  const binh = reader(768, 900);
  follow(binh, 1, null);
  binh.view.step(1);
  assert.equal(isLed(binh), false);
});

test("with the next page, or when everybody is called, one sees what the presenter sees again", () => {
  const binh = reader(768, 900);
  follow(binh, 1, [2_000, 3_000, 6_000, 5_000]);
  binh.view.move(30, 20);
  binh.guide.gather();
  assert.equal(isLed(binh), true);
  binh.view.move(0, -60);
  assert.equal(isLed(binh), false);
  follow(binh, 2, [2_000, 3_000, 6_000, 5_000]);
  contains(sight(binh, 2), [0.2, 0.3, 0.6, 0.5]);
});

test("while the presenter moves, others move along: of the presenter's page only, and only who follows", () => {
  const binh = reader(768, 900);
  follow(binh, 1, null);
  const body = { paper: "p", page: 1, window: [2_000, 3_000, 6_000, 5_000] };
  for (const [other, by] of [[{ ...body, page: 2 }, "an"], [body, "cuong"]]) {
    binh.guide.hear(other, by);
    assert.equal(binh.view.at.scale, 1);
  }
  binh.guide.hear(body, "an");
  contains(sight(binh, 1), [0.2, 0.3, 0.6, 0.5]);
  binh.guide.part.follows = false;
  binh.guide.hear({ ...body, window: [0, 0, 1_000, 1_000] }, "an");
  contains(sight(binh, 1), [0.2, 0.3, 0.6, 0.5]);
});

test("a window of another shape, and the same part is in sight again", () => {
  const binh = reader(768, 900);
  follow(binh, 1, [2_000, 3_000, 6_000, 5_000]);
  binh.view.resize(1024, 500);
  contains(sight(binh, 1), [0.2, 0.3, 0.6, 0.5]);
  assert.equal(isLed(binh), true);
});

test("what the presenter points at comes into sight", () => {
  const binh = reader(1016, 400);
  follow(binh, 1, [0, 0, 10_000, 14_000]);
  binh.guide.point({ paper: "p", page: 1, x: 5_000, y: 12_000, on: true }, "an");
  const [, top, , bottom] = sight(binh, 1);
  assert.ok(top < 1.2 && bottom > 1.2);
});

test("people are found by the beginnings of their names", () => {
  assert.ok(fits("Nguyễn Văn Đức", "duc ngu"));
  assert.ok(fits("Nguyễn Văn Đức", ""));
  assert.ok(!fits("Nguyễn Văn Đức", "binh"));
});
