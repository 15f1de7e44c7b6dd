import assert from "node:assert/strict";
import test from "node:test";
import { clockTime, countdown, date, exactTime, ServerClock } from "kernel/time.js";

const NINE_THIRTY_ONE = Date.UTC(2026, 10, 24, 2, 31, 5);

test("times and dates are those of Hà Nội, whatever the device thinks", () => {
  assert.equal(clockTime(NINE_THIRTY_ONE), "09:31");
  assert.equal(exactTime(NINE_THIRTY_ONE), "09:31:05");
  assert.equal(date(Date.UTC(2026, 10, 23, 17, 0)), "24/11/2026");
  assert.equal(clockTime(Date.UTC(2026, 10, 23, 17, 0)), "00:00");
});

test("a countdown ends at 0:00 and then counts the overrun", () => {
  const shown = [125_000, 60_000, 999, 1, 0, -1, -1000, -1001, -72_000].map(countdown);
  assert.deepEqual(shown, ["2:05", "1:00", "0:01", "0:01", "0:00", "−0:01", "−0:01", "−0:02", "−1:12"]);
  assert.equal(countdown(3_725_000), "1:02:05");
});

test("the server's clock is taken from the message that was least long on its way", () => {
  let tick = 0;
  const clock = new ServerClock(() => tick);
  for (const [at, late] of [[100, 40], [5100, 3], [10_100, 250]]) {
    tick = at + late;
    clock.hear(1_000_000 + at);
  }
  tick = 20_000;
  assert.equal(clock.now(), 1_000_000 + 20_000 - 3);
});

test("old samples are forgotten, so a corrected server clock is believed after a minute", () => {
  let tick = 0;
  const clock = new ServerClock(() => tick);
  clock.hear(9_000_000);
  for (let beat = 0; beat < 12; beat++) clock.hear(1_000_000 + (tick += 5000));
  assert.equal(clock.now(), 1_000_000 + tick);
});

test("an answer bounds the server's clock from both sides: slow ways in both directions do not matter", () => {
  let tick = 0;
  const clock = new ServerClock(() => tick);
  const ask = (there, back) => {
    const asked = clock.asks();
    tick += there;
    const said = 1_000_000 + tick;
    tick += back;
    clock.answered(said, asked);
  };
  ask(150, 150);
  assert.equal(clock.now(), 1_000_000 + tick);
  ask(900, 40);
  assert.ok(Math.abs(clock.now() - 1_000_000 - tick) <= 60, "off by no more than half of what the closest bounds leave open");
  ask(10, 12);
  assert.ok(Math.abs(clock.now() - 1_000_000 - tick) <= 11);
});

test("a device that slept, or a server whose clock was set back, is asked anew and believed", () => {
  let [tick, server] = [0, 1_000_000];
  const clock = new ServerClock(() => tick);
  const ask = () => clock.answered(server + tick, clock.asks());
  ask();
  server += 3_600_000;
  clock.hear(server + tick);
  assert.equal(clock.now(), server + tick);
  server -= 7_200_000;
  ask();
  assert.equal(clock.now(), server + tick);
});

test("before the server has spoken, this device's clock must do", () => {
  assert.ok(Math.abs(new ServerClock().now() - Date.now()) < 1000);
});
