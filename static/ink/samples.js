/** What a pointer event says of the pen, in page space. */

import { toPage } from "ink/geometry.js";
import { NO_PRESSURE } from "ink/tools.js";

/** @typedef {import("ink/geometry.js").Place} Place */

/** All that happened since the last event, not only where the pointer is now. @param {PointerEvent} event @param {Place} place */
export function samples(event, place) {
  const events = event.getCoalescedEvents?.() ?? [];
  return triples(events.length ? events : [event], place);
}

/** Where the browser believes the pen will be by the time this is seen. @param {PointerEvent} event @param {Place} place */
export function predictions(event, place) {
  return triples(event.getPredictedEvents?.() ?? [], place);
}

/** @param {PointerEvent} event @param {Place} place @returns {[number, number]} */
export function spot(event, place) {
  return toPage(event.clientX, event.clientY, place);
}

/** @param {PointerEvent[]} events @param {Place} place */
function triples(events, place) {
  return events.flatMap((event) => [...spot(event, place), pressure(event)]);
}

/** @param {PointerEvent} event */
function pressure({ pointerType, pressure }) {
  return pointerType === "pen" && pressure > 0 ? Math.round(pressure * 1000) : NO_PRESSURE;
}
