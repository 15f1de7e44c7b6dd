import assert from "node:assert/strict";
import { test } from "node:test";

import { Gestures } from "papers/gestures.js";

/** Gestures under a hand that holds a tool (or none), and all they told. */
function hand(draws = true) {
  const told = [];
  const gestures = new Gestures(() => draws, (intent) => told.push(intent));
  const pointer = (kind, id) => (x, y, at) => ({ kind, id, x, y, at });
  return {
    gestures,
    names: () => told.map(({ is }) => is),
    told,
    pen: pointer("pen", 1),
    finger: pointer("touch", 2),
    other: pointer("touch", 3),
    mouse: pointer("mouse", 4),
  };
}

test("pen, mouse and finger draw when a tool is chosen", () => {
  for (const kind of ["pen", "mouse", "finger"]) {
    const h = hand();
    h.gestures.down(h[kind](10, 10, 0));
    h.gestures.up(h[kind](90, 90, 400));
    assert.deepEqual(h.names(), ["draw", "drawn"], kind);
  }
});

test("without a tool all of them move the page", () => {
  const h = hand(false);
  h.gestures.down(h.pen(10, 10, 0));
  h.gestures.move(h.pen(30, 5, 16));
  assert.deepEqual(h.told, [{ is: "move", dx: 20, dy: -5 }]);
});

test("once a pen was there, a finger moves the page", () => {
  const h = hand();
  h.gestures.down(h.pen(10, 10, 0));
  h.gestures.up(h.pen(10, 10, 100));
  h.gestures.down(h.finger(50, 50, 700));
  h.gestures.move(h.finger(50, 90, 720));
  assert.deepEqual(h.names(), ["draw", "drawn", "move"]);
});

test("a palm is ignored while the pen is down and half a second after", () => {
  const h = hand();
  h.gestures.down(h.pen(10, 10, 0));
  assert.equal(h.gestures.down(h.finger(300, 300, 50)), false);
  h.gestures.move(h.finger(300, 340, 60));
  h.gestures.up(h.pen(10, 10, 100));
  assert.equal(h.gestures.down(h.other(300, 300, 599)), false);
  assert.equal(h.gestures.down(h.other(300, 300, 601)), true);
  assert.deepEqual(h.names(), ["draw", "drawn"]);
});

test("a palm that comes before the pen leaves nothing behind", () => {
  const h = hand();
  h.gestures.down(h.finger(300, 300, 0));
  h.gestures.down(h.pen(10, 10, 80));
  h.gestures.move(h.finger(320, 300, 90));
  h.gestures.up(h.finger(320, 300, 95));
  h.gestures.up(h.pen(60, 10, 200));
  assert.deepEqual(h.names(), ["draw", "undrawn", "draw", "drawn"]);
});

test("two fingers pinch, and take back the dot of the first", () => {
  const h = hand();
  h.gestures.down(h.finger(100, 100, 0));
  h.gestures.down(h.other(200, 100, 60));
  h.gestures.move(h.other(300, 100, 80));
  assert.deepEqual(h.names(), ["draw", "undrawn", "pinch"]);
  assert.deepEqual(h.told[2].from, { x: 150, y: 100, distance: 100 });
  assert.deepEqual(h.told[2].to, { x: 200, y: 100, distance: 200 });
});

test("a second finger that comes late ends the stroke and keeps it", () => {
  const h = hand();
  h.gestures.down(h.finger(100, 100, 0));
  h.gestures.down(h.other(200, 100, 900));
  assert.deepEqual(h.names(), ["draw", "drawn"]);
});

test("the finger that stays after a pinch moves the page, and is no swipe of its own", () => {
  const h = hand(false);
  h.gestures.down(h.finger(100, 100, 0));
  h.gestures.down(h.other(200, 100, 10));
  h.gestures.up(h.other(200, 100, 300));
  h.gestures.move(h.finger(110, 100, 310));
  h.gestures.up(h.finger(110, 100, 320));
  assert.deepEqual(h.told[0], { is: "move", dx: 10, dy: 0 });
  assert.equal(h.told[1]?.swipe ?? 0, 0);
});

test("a quick move to the left asks for the next page, a slow or slanting one does not", () => {
  const swipe = (x, y, ms) => {
    const h = hand(false);
    h.gestures.down(h.finger(300, 300, 0));
    h.gestures.move(h.finger(300 + x, 300 + y, ms - 10));
    h.gestures.up(h.finger(300 + x, 300 + y, ms));
    return h.told.at(-1).swipe;
  };
  assert.equal(swipe(-120, 10, 200), 1);
  assert.equal(swipe(120, -10, 200), -1);
  assert.equal(swipe(-120, 90, 200), 0);
  assert.equal(swipe(-120, 10, 900), 0);
});

test("a page is thrown with the speed of the last moment", () => {
  const h = hand(false);
  h.gestures.down(h.finger(300, 300, 0));
  h.gestures.move(h.finger(300, 310, 500));
  h.gestures.move(h.finger(300, 260, 550));
  h.gestures.up(h.finger(300, 235, 575));
  assert.deepEqual(h.told.at(-1), { is: "throw", vx: 0, vy: -1, swipe: 0 });
});

test("two taps in the same place are one double tap, and a third begins anew", () => {
  const h = hand(false);
  for (const at of [0, 200, 400]) {
    h.gestures.down(h.finger(100, 100, at));
    h.gestures.up(h.finger(102, 101, at + 50));
  }
  assert.deepEqual(h.told, [{ is: "tap2", x: 102, y: 101 }]);
});

test("when the browser takes a finger away its stroke is taken back, that of a pen is kept", () => {
  for (const [kind, end] of [["finger", "undrawn"], ["pen", "drawn"]]) {
    const h = hand();
    h.gestures.down(h[kind](10, 10, 0));
    h.gestures.up(h[kind](50, 50, 100), true);
    assert.deepEqual(h.names(), ["draw", end], kind);
  }
});

test("a finger held still takes hold of what is under it, and what it does then is not a move", () => {
  const h = hand(false);
  h.gestures.down(h.finger(100, 100, 0));
  assert.equal(h.gestures.hold(h.finger().id), true);
  assert.equal(h.gestures.drawing, h.finger().id);
  h.gestures.move(h.finger(160, 100, 500));
  h.gestures.up(h.finger(160, 100, 600));
  assert.deepEqual(h.names(), ["hold", "drawn"]);
});

test("what has moved, what pinches and what draws is not held", () => {
  const moved = hand(false);
  moved.gestures.down(moved.finger(100, 100, 0));
  moved.gestures.move(moved.finger(100, 130, 50));
  assert.equal(moved.gestures.hold(moved.finger().id), false);
  const two = hand(false);
  two.gestures.down(two.finger(100, 100, 0));
  two.gestures.down(two.other(200, 100, 10));
  assert.equal(two.gestures.hold(two.finger().id), false);
  const pen = hand(true);
  pen.gestures.down(pen.pen(100, 100, 0));
  assert.equal(pen.gestures.hold(pen.pen().id), false);
  assert.equal(pen.gestures.hold(99), false);
});

test("where one writes, a touch wider than a finger does nothing", () => {
  const h = hand();
  assert.equal(h.gestures.down({ ...h.finger(300, 300, 0), breadth: 80 }), false);
  h.gestures.down({ ...h.finger(300, 300, 100), breadth: 20 });
  h.gestures.up(h.finger(300, 300, 300));
  assert.deepEqual(h.names(), ["draw", "drawn"]);
});

test("a palm that comes down edge first is let go when its breadth is seen, and a finger beside it goes on", () => {
  const h = hand();
  h.gestures.down({ ...h.finger(300, 300, 0), breadth: 30 });
  h.gestures.move({ ...h.finger(302, 301, 20), breadth: 90 });
  h.gestures.move({ ...h.finger(310, 301, 40), breadth: 90 });
  h.gestures.up({ ...h.finger(310, 301, 60), breadth: 90 });
  assert.deepEqual(h.names(), ["draw", "undrawn"]);
});

test("whoever only reads may use a whole thumb", () => {
  const h = hand(false);
  h.gestures.down({ ...h.finger(300, 300, 0), breadth: 80 });
  h.gestures.move({ ...h.finger(300, 350, 20), breadth: 80 });
  assert.deepEqual(h.names(), ["move"]);
});

test("a pen that is held over the page keeps the palm off before it writes", () => {
  const h = hand();
  h.gestures.move(h.pen(200, 200, 1000));
  assert.equal(h.gestures.down(h.finger(300, 300, 1200)), false);
  assert.equal(h.gestures.down(h.finger(300, 300, 1600)), true);
});

test("what is known of the pen holds in another window too", () => {
  const hands = { penKnown: false };
  const told = [];
  const first = new Gestures(() => true, () => {}, hands);
  first.down({ kind: "pen", id: 1, x: 0, y: 0, at: 0 });
  first.up({ kind: "pen", id: 1, x: 0, y: 0, at: 10 });
  const second = new Gestures(() => true, (intent) => told.push(intent.is), hands);
  second.down({ kind: "touch", id: 2, x: 0, y: 0, at: 5000 });
  second.move({ kind: "touch", id: 2, x: 0, y: 40, at: 5020 });
  assert.deepEqual(told, ["move"]);
});
