/**
 * A secret ballot's inner envelope, made in the browser. X25519, HKDF-SHA256 and AES-256-GCM come from the noble libraries,
 * because WebCrypto is missing on a plain-HTTP local network.
 */
import { gcm } from "@noble/ciphers/aes.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { longest } from "polls/ballots.js";
import { fromBase64, join, toBase64 } from "polls/bytes.js";
import { split } from "polls/shares.js";

const BLOCK = 64; // one length for every ballot of a vote: the envelope's size tells nothing
const LENGTH = 32; // of every key
const NONCE = new Uint8Array(12); // each key is made for this one ballot, so the nonce never repeats under it
const utf8 = new TextEncoder();

/** @typedef {{poll: string, shape: import("kernel/types.js").Shape, choice: string, tracker: string}} Plain choice: as polls/ballots.js writes it */

const random = () => crypto.getRandomValues(new Uint8Array(LENGTH));

/**
 * @param {Plain & {public_key: string}} ballot public_key: the poll's X25519 key in base64
 * @param {Uint8Array} [ephemeral] the 32-byte secret key of this envelope; given only to make test vectors
 * @returns {string} base64 of ephemeral public key (32 bytes) and ciphertext with tag (16 bytes more than a multiple of 64)
 */
export function seal({ public_key, ...ballot }, ephemeral = random()) {
  const locked = lock(fromBase64(public_key), ephemeral, `icabinet ballot ${ballot.poll}`, plainOf(ballot));
  return toBase64(join(x25519.getPublicKey(ephemeral), locked));
}

/**
 * Sealed for several people who keep keys: the ballot lies under a secret of its own, of which each key unlocks a share.
 *
 * @param {Plain & {keys: import("kernel/types.js").HeldKeys}} ballot
 * @param {{ephemeral: Uint8Array, secret: Uint8Array, coefficients: Uint8Array[]}} [chance] given only to make test vectors
 * @returns {string} base64 of ephemeral public key (32), ciphertext with tag, and for each holder a locked share (48)
 */
export function sealForSeveral({ keys: { needed, holders }, ...ballot }, chance) {
  const { ephemeral, secret, coefficients } = chance ?? { ephemeral: random(), secret: random(), coefficients: Array.from({ length: needed - 1 }, random) };
  const mine = x25519.getPublicKey(ephemeral);
  const key = hkdf(sha256, secret, mine, utf8.encode(`icabinet ballot ${ballot.poll}`), LENGTH);
  const shares = split(secret, coefficients, holders.length);
  const locked = holders.map(({ public_key }, at) =>
    lock(fromBase64(/** @type {string} */ (public_key)), ephemeral, `icabinet share ${ballot.poll} ${at + 1}`, shares[at]),
  );
  return toBase64(join(mine, gcm(key, NONCE).encrypt(plainOf(ballot)), ...locked));
}

/** @param {Uint8Array} theirs @param {Uint8Array} ephemeral @param {string} info @param {Uint8Array} plain */
function lock(theirs, ephemeral, info, plain) {
  const shared = x25519.getSharedSecret(ephemeral, theirs);
  const key = hkdf(sha256, shared, join(x25519.getPublicKey(ephemeral), theirs), utf8.encode(info), LENGTH);
  return gcm(key, NONCE).encrypt(plain);
}

/** @param {Plain} ballot */
function plainOf({ shape, choice, tracker }) {
  const most = JSON.stringify({ c: "", t: tracker }).length + longest(shape);
  return utf8.encode(JSON.stringify({ c: choice, t: tracker }).padEnd(BLOCK * Math.ceil(most / BLOCK)));
}
