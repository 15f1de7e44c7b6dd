import assert from "node:assert/strict";
import { test } from "node:test";

import { heard } from "ink/heard.js";
import { Thinning } from "ink/thinning.js";
import { handwriting } from "./handwriting.js";

/** What `Writing` says of a stroke, piece by piece. */
function pieces(points) {
  const thinning = new Thinning(28);
  const said = [];
  let told = 0;
  for (let i = 0; i < points.length; i += 24) {
    thinning.add(points.slice(i, i + 24));
    said.push({ from: told, points: thinning.lifted.slice(3 * told) });
    told = thinning.kept.length / 3;
  }
  return { said, whole: thinning.lifted };
}

const all = (said) => said.reduce((known, { from, points }) => heard(known, from, points), undefined);

test("the pieces make the stroke that is then recorded, and none repeats what is settled", () => {
  const { said, whole } = pieces(handwriting(3, 240, 120));
  assert.deepEqual(all(said).points, whole);
  const sent = said.reduce((sum, { points }) => sum + points.length, 0);
  assert.ok(sent < whole.length + 3 * 2 * said.length);
});

test("after every piece the stroke reaches the tip of the pen", () => {
  let known;
  for (const { from, points } of pieces(handwriting(4, 120, 120)).said) {
    known = heard(known, from, points);
    assert.deepEqual(known.points.slice(-3), points.slice(-3));
  }
});

test("whichever pieces are lost, the stroke goes on growing and has nothing twice", () => {
  const { said, whole } = pieces(handwriting(5, 240, 120));
  for (const lost of [[0], [1], [2, 3], [said.length - 2], said.slice(0, -1).map((_, i) => i).filter((i) => i % 3)]) {
    const { points } = all(said.filter((_, i) => !lost.includes(i)));
    assert.deepEqual(points.slice(-3), whole.slice(-3));
    const known = new Set(said.flatMap((piece) => triples(piece.points)));
    assert.ok(triples(points).every((triple) => known.has(triple)));
    assert.ok(points.length <= whole.length + 3 * lost.length);
  }
});

test("whoever begins to listen in the middle sees it grow from there", () => {
  assert.deepEqual(heard(heard(undefined, 40, [1, 1, 1, 2, 2, 2]), 41, [3, 3, 3]), { points: [1, 1, 1, 3, 3, 3], lost: 40 });
});

test("a stroke that is taken back has no points", () => {
  assert.deepEqual(heard(heard(undefined, 0, [1, 1, 1]), 0, []).points, []);
});

function triples(points) {
  return Array.from({ length: points.length / 3 }, (_, i) => points.slice(3 * i, 3 * i + 3).join());
}
