/**
 * The points of a mark as one short string, as they cross the wire and lie in records; `icabinet/ink/packing.py` says how.
 * Pure. Only the doors (what is asked of the server, what it tells) see the string: all else has a list of numbers.
 */

/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {import("kernel/types.js").PackedStroke} PackedStroke */

const MORE = 128;

/** What most marks are: without words, for the whole meeting, on no layer apart. @type {Pick<Stroke, "text"|"to"|"layer">} */
export const PLAIN = { text: "", to: [], layer: "" };

/** @type {WeakMap<object, Stroke>} by the record */
const unpackedOnce = new WeakMap();

/** @param {ArrayLike<number>} points x, y, pressure, x, y, pressure, …, integers @returns {string} */
export function pack(points) {
  let bytes = "";
  for (let i = 0; i < points.length; i++) {
    const difference = points[i] - (i < 3 ? 0 : points[i - 3]);
    let rest = (difference << 1) ^ (difference >> 31);
    for (; rest >= MORE; rest >>>= 7) bytes += String.fromCharCode((rest % MORE) | MORE);
    bytes += String.fromCharCode(rest);
  }
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} packed @returns {number[]} */
export function unpack(packed) {
  const bytes = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  /** @type {number[]} */
  const points = [];
  let [value, shift] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i);
    value |= (byte % MORE) << shift;
    shift += 7;
    if (byte >= MORE) continue;
    const before = points.length < 3 ? 0 : points[points.length - 3];
    points.push(before + ((value >>> 1) ^ -(value & 1)));
    [value, shift] = [0, 0];
  }
  return points;
}

/**
 * The mark with its points as numbers; always the same one for the same record. What an older page asked for and this one
 * has yet to send may hold numbers, and know nothing of text, `to` and layer.
 * @param {PackedStroke} record @returns {Stroke}
 */
export function unpacked(record) {
  const known = unpackedOnce.get(record);
  if (known) return known;
  const { points } = record;
  const stroke = { ...PLAIN, ...record, points: typeof points === "string" ? unpack(points) : points };
  unpackedOnce.set(record, stroke);
  return stroke;
}
