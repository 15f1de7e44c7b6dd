/**
 * The key of a secret vote that this device keeps for one person. Its private half stays here until it is given when voting is over.
 *
 * @typedef {import("kernel/types.js").Poll} Poll
 * @typedef {import("kernel/types.js").HeldKeys} HeldKeys
 */
import { x25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64, join, toBase64 } from "polls/bytes.js";

const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"; // nothing that is misread: no 0 o, 1 i l
const CHECK = [4, 4, 4]; // letters of the code by which people see that they have the same keys

/** @type {Map<string, string>} what a full or forbidden localStorage could not take, for as long as the page lives */
const unstored = new Map();

/** @param {string} poll @param {string} person */
const name = (poll, person) => `icabinet.key.${poll}.${person}`;

/** Make a key and keep it here. @param {string} poll @param {string} person @returns {string} its public half, base64 */
export function makeKey(poll, person) {
  const secret = x25519.utils.randomSecretKey();
  try {
    localStorage.setItem(name(poll, person), toBase64(secret));
  } catch {
    unstored.set(name(poll, person), toBase64(secret));
  }
  return toBase64(x25519.getPublicKey(secret));
}

/** @param {string} poll @param {string} person @returns {string|null} the private half in base64, if it is here */
export function keptKey(poll, person) {
  try {
    return localStorage.getItem(name(poll, person)) ?? unstored.get(name(poll, person)) ?? null;
  } catch {
    return unstored.get(name(poll, person)) ?? null;
  }
}

/** The vote has been counted, or will never be. @param {string} poll @param {string} person */
export function forgetKey(poll, person) {
  unstored.delete(name(poll, person));
  try {
    localStorage.removeItem(name(poll, person));
  } catch {
    // What cannot be written was never there.
  }
}

/** Whether the key that the vote knows of this person is the one that is here. @param {Poll} poll @param {string} person */
export function isKeyHere({ id, keys }, person) {
  const kept = keptKey(id, person);
  const known = keys?.holders.find((holder) => holder.person === person)?.public_key;
  return Boolean(kept && known && toBase64(x25519.getPublicKey(fromBase64(kept))) === known);
}

/** @param {HeldKeys} keys @returns {string} the same on every device to which the server has shown the same keys, e.g. "4f2k 9p3m xq7a" */
export function checkOf({ needed, holders }) {
  const keys = holders.map(({ public_key }) => fromBase64(public_key ?? ""));
  const digest = sha256(join(Uint8Array.of(needed, holders.length), ...keys));
  const letters = [...digest].map((byte) => LETTERS[byte % LETTERS.length]);
  return CHECK.map((count) => letters.splice(0, count).join("")).join(" ");
}
