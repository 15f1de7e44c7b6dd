/**
 * A secret ballot's inner envelope, made in the browser. X25519, HKDF-SHA256 and AES-256-GCM come from the noble libraries,
 * because WebCrypto is missing on a plain-HTTP local network.
 */
import { gcm } from "@noble/ciphers/aes.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { longest } from "polls/ballots.js";

const BLOCK = 64; // one length for every ballot of a vote: the envelope's size tells nothing
const NONCE = new Uint8Array(12); // the key is made for this one ballot, so the nonce never repeats under it
const utf8 = new TextEncoder();

/** @param {Uint8Array} bytes */
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** @param {string} text */
const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** @param {...Uint8Array} parts */
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

/**
 * @param {{poll: string, public_key: string, shape: import("kernel/types.js").Shape, choice: string, tracker: string}} ballot
 *   public_key: the poll's X25519 key in base64; choice: as polls/ballots.js writes it
 * @param {Uint8Array} [ephemeral] the 32-byte secret key of this envelope; given only to make test vectors
 * @returns {string} base64 of ephemeral public key (32 bytes) and ciphertext with tag (16 bytes more than a multiple of 64)
 */
export function seal({ poll, public_key, shape, choice, tracker }, ephemeral = x25519.utils.randomSecretKey()) {
  const pollKey = fromBase64(public_key);
  const mine = x25519.getPublicKey(ephemeral);
  const shared = x25519.getSharedSecret(ephemeral, pollKey);
  const key = hkdf(sha256, shared, join(mine, pollKey), utf8.encode(`icabinet ballot ${poll}`), 32);
  const most = JSON.stringify({ c: "", t: tracker }).length + longest(shape);
  const plain = utf8.encode(JSON.stringify({ c: choice, t: tracker }).padEnd(BLOCK * Math.ceil(most / BLOCK)));
  return toBase64(join(mine, gcm(key, NONCE).encrypt(plain)));
}
