// The live connection: after the network's return nobody waits long before trying again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Manager } from "socket.io-client";
import { COMES_BACK } from "kernel/socket.js";

test("P5: a tablet that was away for long tries again within 3 s", () => {
  const { backoff } = new Manager("http://127.0.0.1:1", { ...COMES_BACK, autoConnect: false });
  const waits = Array.from({ length: 50 }, () => backoff.duration());
  assert.ok(waits[0] <= 1000, `first after ${waits[0]} ms`);
  assert.ok(Math.max(...waits) <= 3000, `at most after ${Math.max(...waits)} ms`);
});
