/** What is done with the marks that are chosen. */

import { moved, scaled, frameOf, within } from "ink/lasso.js";
import { laidOut, roomOf, unbroken } from "ink/lettering.js";
import { measured } from "ink/measuring.js";

/**
 * @typedef {import("ink/ink.js").Ink} Ink
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {import("ink/ink.js").Place} Place
 */

/** @param {Ink} ink @param {Place} place @returns {Stroke[]} what is chosen on this page and still there */
export function pickedOn(ink, { paper, page }) {
  const picked = ink.picked.value;
  return picked?.paper === paper && picked.page === page ? pickedMarks(ink) : [];
}

/** @param {Ink} ink @returns {Stroke[]} */
export function pickedMarks(ink) {
  return (ink.picked.value?.ids ?? []).flatMap((id) => ink.mark(id) ?? []);
}

/** @param {Stroke[]} before @param {Stroke[]} after the same ones */
export function replaced(before, after) {
  return before.map((mark, i) => ({ before: mark, after: after[i] }));
}

/** Letters of another size are laid out anew. @param {Ink} ink @param {Stroke[]} marks @param {Partial<Pick<Stroke, "colour"|"width">>} style @param {number} ratio of the page */
export function restyle(ink, marks, style, ratio) {
  const now = (/** @type {Stroke} */ mark) => {
    const other = { ...mark, ...style };
    return mark.tool === "text" && style.width ? laidOut(other, unbroken(mark.text), roomOf(mark), measured, ratio) : other;
  };
  ink.change(replaced(marks, marks.map(now)));
}

/** @param {Ink} ink @param {Stroke[]} marks @param {number} dx @param {number} dy in page space @param {number} ratio of the page */
export function nudge(ink, marks, dx, dy, ratio) {
  const by = within(frameOf(marks), dx, dy, ratio);
  if (by[0] || by[1]) ink.change(replaced(marks, marks.map((mark) => ({ ...mark, points: moved(mark.points, ...by) }))));
}

/** @param {Ink} ink @param {Stroke[]} marks @param {number} factor */
export function scale(ink, marks, factor) {
  ink.change(replaced(marks, scaled(marks, factor)));
}

/** Shows them to others, or takes them back; they stay chosen. @param {Ink} ink @param {Stroke[]} marks @param {import("ink/audience.js").Audience} audience */
export function give(ink, marks, audience) {
  const now = ink.give(marks, audience);
  const [{ paper, page }] = now;
  ink.picked.value = { paper, page, ids: now.map(({ id }) => id) };
}

/** @param {Ink} ink @param {Stroke[]} marks */
export function erasePicked(ink, marks) {
  ink.picked.value = null;
  ink.erase(marks);
}

/** The mark after or before the chosen one, in the order in which they were drawn. @param {Ink} ink @param {Place} place @param {1|-1} by */
export function pickNext(ink, place, by) {
  const marks = ink.on(place.paper, place.page);
  if (!marks.length) return;
  const at = marks.findIndex(({ id }) => id === ink.picked.value?.ids[0]);
  const next = at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length;
  ink.picked.value = { ...place, ids: [marks[next].id] };
}
