// What lies on this tablet is sealed: AES-GCM, with a key that no script can read out. Pure, so that it can be tested.

/** @typedef {{ iv: Uint8Array<ArrayBuffer>, bytes: ArrayBuffer }} Sealed */

const IV_LENGTH = 12;
const PURPOSE = "icabinet offline";

/**
 * The key of one person on one tablet, out of the secret that the server gives at sign-in.
 * @param {string} secret base64url, 32 bytes
 * @param {string} device
 * @returns {Promise<CryptoKey>} cannot be exported, only used
 */
export async function keyFrom(secret, device) {
  const raw = await crypto.subtle.importKey("raw", bytesOf(secret), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: utf8(device), info: utf8(PURPOSE) };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * Sealed under its name, so that nothing can be put in another's place.
 * @param {CryptoKey} key @param {string} name @param {BufferSource} content
 * @returns {Promise<Sealed>}
 */
export async function seal(key, name, content) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(name) }, key, content) };
}

/**
 * @param {CryptoKey} key @param {string} name @param {Sealed} sealed
 * @returns {Promise<ArrayBuffer>} rejects what was sealed by another key, under another name, or changed
 */
export function unseal(key, name, { iv, bytes }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(name) }, key, bytes);
}

/** @param {string} words @returns {Uint8Array<ArrayBuffer>} */
export function utf8(words) {
  return new TextEncoder().encode(words);
}

/** @param {string} text base64url */
function bytesOf(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
