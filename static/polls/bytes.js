/** Bytes and base64. */

/** @param {Uint8Array} bytes */
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** @param {string} text */
export const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** @param {...Uint8Array} parts */
export const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
