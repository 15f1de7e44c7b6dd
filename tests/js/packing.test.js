import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { pack, unpack, unpacked } from "ink/packing.js";

/** The same examples are shown to the server's half. */
const examples = JSON.parse(readFileSync(new URL("../vectors/packing.json", import.meta.url), "utf8"));

for (const { name, points, packed } of examples) {
  test(`${name} is packed as the server packs it, and comes back`, () => {
    assert.equal(pack(points), packed);
    assert.deepEqual(unpack(packed), points);
  });
}

test("a record is unpacked once, so that what is drawn of its points can be kept", () => {
  const record = { id: "a", points: examples[1].packed };
  assert.deepEqual(unpacked(record), { id: "a", points: examples[1].points, text: "", to: [], layer: "" });
  assert.equal(unpacked(record).points, unpacked(record).points);
});

test("numbers that an older page asked to draw are taken as they are", () => {
  assert.deepEqual(unpacked({ points: [1, 2, 3] }).points, [1, 2, 3]);
});
