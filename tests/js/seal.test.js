import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";

import { gcm } from "@noble/ciphers/aes.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { checkOf, forgetKey, isKeyHere, keptKey, makeKey } from "../../static/polls/keys.js";
import { seal, sealForSeveral } from "../../static/polls/seal.js";
import { keptTracker, trackerFor } from "../../static/polls/tracker.js";

const vectors = JSON.parse(readFileSync(new URL("../polls/seal_vectors.json", import.meta.url), "utf8"));
const bytes = (base64) => Uint8Array.from(Buffer.from(base64, "base64"));

/** What the server does when the poll closes. */
function openSealed(sealed, { poll, private_key, public_key }) {
  const envelope = bytes(sealed);
  const [theirs, ciphertext] = [envelope.slice(0, 32), envelope.slice(32)];
  const shared = x25519.getSharedSecret(bytes(private_key), theirs);
  const salt = Uint8Array.from([...theirs, ...bytes(public_key)]);
  const key = hkdf(sha256, shared, salt, new TextEncoder().encode(`icabinet ballot ${poll}`), 32);
  const plain = gcm(key, new Uint8Array(12)).decrypt(ciphertext);
  return { length: plain.length, ...JSON.parse(new TextDecoder().decode(plain)) };
}

const ballot = (fields = {}) => ({
  poll: vectors.poll,
  public_key: vectors.public_key,
  shape: { form: "motion", options: [] },
  choice: "yes",
  tracker: "2345678abc",
  ...fields,
});

for (const { choice, tracker, ephemeral_private_key, sealed } of vectors.ballots) {
  test(`the vector for "${choice}" is what is sealed, and opens again`, () => {
    assert.equal(seal(ballot({ choice, tracker }), bytes(ephemeral_private_key)), sealed);
    assert.deepEqual(openSealed(sealed, vectors), { length: 64, c: choice, t: tracker });
  });
}

test("an envelope sealed with a fresh key opens with the poll's private key", () => {
  const opened = openSealed(seal(ballot({ choice: "abstain" })), vectors);
  assert.deepEqual(opened, { length: 64, c: "abstain", t: "2345678abc" });
});

test("the same ballot never looks the same, and every choice is equally long", () => {
  const sealed = ["yes", "yes", "no", "abstain"].map((choice) => seal(ballot({ choice })));
  assert.equal(new Set(sealed).size, 4);
  assert.deepEqual([...new Set(sealed.map((text) => bytes(text).length))], [32 + 64 + 16]);
});

const { needed, holders, ballots: together } = vectors.shared;

for (const { choice, tracker, ephemeral_private_key, secret, coefficients, sealed } of together) {
  test(`the vector for "${choice}" sealed for several is what is sealed`, () => {
    const chance = { ephemeral: bytes(ephemeral_private_key), secret: bytes(secret), coefficients: coefficients.map(bytes) };
    const { public_key: _, ...plain } = ballot({ choice, tracker });
    assert.equal(sealForSeveral({ ...plain, keys: { needed, holders } }, chance), sealed);
  });
}

test("sealed for several, every choice is equally long, and never looks the same", () => {
  const { public_key: _, ...plain } = ballot();
  const sealed = ["yes", "yes", "abstain"].map((choice) => sealForSeveral({ ...plain, choice, keys: { needed, holders } }));
  assert.equal(new Set(sealed).size, 3);
  assert.deepEqual([...new Set(sealed.map((text) => bytes(text).length))], [32 + 64 + 16 + 3 * 48]);
});

test("a key that was made is kept here, known again by its public half, and forgotten", () => {
  const poll = (public_key) => ({ id: "p", keys: { needed: 2, holders: [{ person: "an", public_key, given: false }] } });
  const made = makeKey("p", "an");
  assert.equal(bytes(made).length, 32);
  assert.equal(bytes(keptKey("p", "an")).length, 32);
  assert.deepEqual([isKeyHere(poll(made), "an"), isKeyHere(poll(made), "binh"), isKeyHere(poll(makeKey("q", "an")), "an"), isKeyHere(poll(null), "an")], [true, false, false, false]);
  forgetKey("p", "an");
  assert.equal(keptKey("p", "an"), null);
});

test("the check of keys is another as soon as one key is", () => {
  const check = checkOf({ needed, holders });
  assert.match(check, /^([2-9a-hjkmnp-z]{4} ?){3}$/);
  assert.equal(checkOf({ needed, holders: holders.map((one) => ({ ...one, given: true })) }), check);
  assert.notEqual(checkOf({ needed, holders: [holders[0], holders[2], holders[1]] }), check);
  assert.notEqual(checkOf({ needed: 3, holders }), check);
});

test("an envelope does not open for another poll, or with a changed byte", () => {
  const sealed = seal(ballot());
  assert.throws(() => openSealed(sealed, { ...vectors, poll: "anotherpoll000000000" }));
  const changed = Buffer.from(sealed, "base64");
  changed[40] ^= 1;
  assert.throws(() => openSealed(changed.toString("base64"), vectors));
});

test("a key that is none is refused before anything is sealed", () => {
  assert.throws(() => seal(ballot({ public_key: "AAAA" })));
});

afterEach(() => {
  delete globalThis.localStorage;
});

function browserStorage(setItem) {
  const held = new Map();
  globalThis.localStorage = {
    getItem: (key) => held.get(key) ?? null,
    setItem: setItem ?? ((key, value) => held.set(key, value)),
  };
}

test("trackers are ten easily read characters, one per poll and person", () => {
  browserStorage();
  const trackers = Array.from({ length: 500 }, (_, index) => trackerFor(`poll${index}`, "an"));
  assert.ok(trackers.every((tracker) => /^[2-9a-hjkmnp-z]{10}$/.test(tracker)));
  assert.equal(new Set([...trackers, trackerFor("poll1", "binh")]).size, 501);
});

test("a second try keeps the tracker of the first", () => {
  browserStorage();
  const tracker = trackerFor("poll", "an");
  assert.equal(trackerFor("poll", "an"), tracker);
  assert.equal(keptTracker("poll", "an"), tracker);
  assert.equal(keptTracker("poll", "binh"), null);
});

test("a full storage: the page itself keeps the tracker", () => {
  browserStorage(() => {
    throw new Error("QuotaExceededError");
  });
  const tracker = trackerFor("full", "an");
  assert.equal(keptTracker("full", "an"), tracker);
});

test("no storage at all: the page itself keeps the tracker", () => {
  assert.equal(keptTracker("none", "an"), null);
  const tracker = trackerFor("none", "an");
  assert.equal(trackerFor("none", "an"), tracker);
  assert.equal(keptTracker("none", "an"), tracker);
});

test("every ballot of a vote on many options is equally long", () => {
  const shape = { form: "ranked", options: Array.from({ length: 30 }, (_, option) => `option ${option}`) };
  const sealed = ["abstain", "7", shape.options.map((_, option) => option).join(",")].map((choice) => seal(ballot({ shape, choice })));
  assert.deepEqual([...new Set(sealed.map((text) => bytes(text).length))], [32 + 128 + 16]);
});
