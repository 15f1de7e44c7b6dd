/**
 * Where a page, or a column of pages, lies in its window. Pure; CSS pixels, the origin is the window's top left corner.
 *
 * @typedef {{width: number, height: number, ratio: number, page?: number, tallest?: number}} Frame  the window; ratio: height
 *   of all that lies in it over its width; page, tallest: the same of the page that is read and of the tallest, in a column
 * @typedef {{scale: number, x: number, y: number}} View  at scale 1 the page is as wide as the window allows;
 *   (x, y) is its, or the column's, top left corner
 * @typedef {{x: number, y: number, distance: number}} Fingers  the middle of two fingers, and how far apart they are
 * @typedef {"width"|"page"} Fit
 */

export const MARGIN = 8;
const LARGEST = 6;
const DOUBLE_TAP = 2.5;
const STEP = 1.25;
const LINE_PX = 16; // what a mouse wheel that counts in lines means by one

/** @param {Frame} frame all that lies in it, at scale 1 */
export function pageSize(frame) {
  const width = Math.max(1, frame.width - 2 * MARGIN);
  return { width, height: width * frame.ratio };
}

/** @param {Frame} frame @param {number} [ratio] of the page @returns {number} the scale at which all of it is in sight; at most 1 */
export function wholePage(frame, ratio = frame.page ?? frame.ratio) {
  return Math.min(1, Math.max(1, frame.height - 2 * MARGIN) / (pageSize(frame).width * ratio));
}

/** @param {Fit} how @param {Frame} frame @param {number} [top] what lies at the window's top, in widths from the column's @returns {View} */
export function fit(how, frame, top = 0) {
  return atTop(how === "width" ? 1 : wholePage(frame), MARGIN, top, frame);
}

/** @param {number} scale @param {number} x @param {number} top in widths @param {Frame} frame @returns {View} */
function atTop(scale, x, top, frame) {
  return clamp({ scale, x, y: MARGIN - top * pageSize(frame).width * scale }, frame);
}

/** @param {View} view @param {Frame} frame @returns {number} what lies at the window's top, in widths from the column's */
export function topOf(view, frame) {
  return (MARGIN - view.y) / (pageSize(frame).width * view.scale);
}

/** A page smaller than the window lies in its middle; a larger one leaves no gap. @param {View} view @param {Frame} frame */
export function clamp(view, frame) {
  const scale = Math.min(LARGEST, Math.max(wholePage(frame, frame.tallest ?? frame.ratio), view.scale));
  const { width, height } = pageSize(frame);
  return { scale, x: within(view.x, width * scale, frame.width), y: within(view.y, height * scale, frame.height) };
}

/** @param {number} offset @param {number} length @param {number} window */
function within(offset, length, window) {
  if (length + 2 * MARGIN <= window) return (window - length) / 2;
  return Math.min(MARGIN, Math.max(window - length - MARGIN, offset));
}

/** @param {View} view @param {number} dx @param {number} dy @param {Frame} frame */
export function move(view, dx, dy, frame) {
  return clamp({ ...view, x: view.x + dx, y: view.y + dy }, frame);
}

/**
 * Makes the page larger or smaller; the point of it under (x, y) stays there.
 * @param {View} view @param {number} factor @param {number} x @param {number} y @param {Frame} frame
 */
export function zoomAt(view, factor, x, y, frame) {
  const { scale } = clamp({ ...view, scale: view.scale * factor }, frame);
  const grown = scale / view.scale;
  return clamp({ scale, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown }, frame);
}

/** @param {View} view @param {1|-1} direction @param {Frame} frame one step of the zoom buttons, around the middle */
export function step(view, direction, frame) {
  return zoomAt(view, STEP ** direction, frame.width / 2, frame.height / 2, frame);
}

/** What lay between two fingers still does. @param {View} view @param {Fingers} from @param {Fingers} to @param {Frame} frame */
export function pinch(view, from, to, frame) {
  const zoomed = zoomAt(view, to.distance / Math.max(1, from.distance), from.x, from.y, frame);
  return move(zoomed, to.x - from.x, to.y - from.y, frame);
}

/** Close to what was tapped, or back to the page's width. @param {View} view @param {number} x @param {number} y @param {Frame} frame */
export function doubleTap(view, x, y, frame) {
  const target = view.scale > 1.1 ? 1 : DOUBLE_TAP;
  return zoomAt(view, target / view.scale, x, y, frame);
}

/** @param {{deltaY: number, deltaMode: number}} wheel with Ctrl held, or a pinch on a trackpad */
export function wheelFactor(wheel) {
  return Math.exp(-Math.max(-120, Math.min(120, wheelPx(wheel.deltaY, wheel.deltaMode))) / 240);
}

/** @param {number} delta @param {number} mode of a WheelEvent */
export function wheelPx(delta, mode) {
  return delta * (mode === 0 ? 1 : LINE_PX);
}

/** @param {View} view @param {Frame} frame whether there is page beyond the left or the right edge */
export function isWiderThanWindow(view, frame) {
  return pageSize(frame).width * view.scale + 2 * MARGIN > frame.width + 1;
}

/** Another page, as large as this one, from its top. @param {View} view @param {Frame} frame @param {number} [top] in widths */
export function turned(view, frame, top = 0) {
  return atTop(view.scale, view.x, top, frame);
}

/**
 * The window has changed: what was fitted is fitted again, otherwise the middle stays in the middle.
 * @param {View} view @param {Fit|null} how @param {Frame} before @param {Frame} after
 */
export function resized(view, how, before, after) {
  if (how) return fit(how, after, topOf(view, before));
  const grown = pageSize(after).width / pageSize(before).width;
  const x = after.width / 2 - (before.width / 2 - view.x) * grown;
  const y = after.height / 2 - (before.height / 2 - view.y) * grown;
  return clamp({ scale: view.scale, x, y }, after);
}
