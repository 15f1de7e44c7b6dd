/** Shamir's shares of 32 bytes, byte by byte in GF(256) with AES' polynomial: so many of them give the secret, fewer tell nothing. */

/**
 * @param {Uint8Array} secret
 * @param {Uint8Array[]} coefficients one less than are needed, each as long as the secret, random and used for nothing else
 * @param {number} count
 * @returns {Uint8Array[]} the polynomial's values at 1, 2, … count
 */
export function split(secret, coefficients, count) {
  return Array.from({ length: count }, (_, at) => secret.map((byte, index) => valueAt(at + 1, [byte, ...coefficients.map((some) => some[index])])));
}

/** @param {number} place @param {number[]} polynomial the constant first */
const valueAt = (place, polynomial) => polynomial.reduceRight((value, coefficient) => times(value, place) ^ coefficient, 0);

/** @param {number} one @param {number} other */
function times(one, other) {
  let product = 0;
  for (let left = one, right = other; right; right >>= 1) {
    if (right & 1) product ^= left;
    left = (left << 1) ^ (left & 0x80 ? 0x11b : 0);
  }
  return product;
}
