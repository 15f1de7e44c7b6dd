/** Which of many things of the same width, side by side, are near the window. Pure; CSS pixels. */

/**
 * @param {number} left @param {number} width of the window @param {number} each @param {number} count
 * @returns {[number, number]} the first, and the first that is not; a window's width more on both sides
 */
export function nearWindow(left, width, each, count) {
  const first = Math.floor((left - width) / each);
  const end = Math.ceil((left + 2 * width) / each);
  return [Math.min(count, Math.max(0, first)), Math.max(0, Math.min(count, end))];
}
