import { useLayoutEffect, useState } from "preact/hooks";
import { useRoom } from "kernel/hooks.js";
import { inkOf } from "ink/ink.js";
import { boxOf, UNITS } from "ink/geometry.js";

/** @typedef {"start"|"end"|"bottom"} Side */

// Of the window's height: where the mark must be, above a sheet that lies at the bottom.
const ABOVE = 0.45;

/**
 * Where the sheet lies so that it does not cover the mark, which is brought into sight.
 * @param {{current: HTMLElement | null}} sheet @param {import("comments/talk.js").Opened} opened @param {number} page that is read
 * @param {{current: import("papers/view.js").View | null}} view @returns {Side}
 */
export function useSide(sheet, opened, page, view) {
  const room = useRoom();
  const [side, setSide] = useState(/** @type {Side} */ ("end"));
  const mark = inkOf(room).on(opened.paper, opened.page).find(({ id }) => id === opened.mark);
  const isHere = mark !== undefined && opened.page === page;
  useLayoutEffect(() => {
    const { current } = view;
    if (!isHere || !current || !sheet.current) return;
    const [left, top, right] = boxOf(mark).map((edge) => edge / UNITS);
    const chosen = sideOf(current.at.x + left * current.unit, current.at.x + right * current.unit, current.frame.width, sheet.current);
    setSide(chosen);
    current.revealOn(current.index, Math.max(0, top), chosen === "bottom" ? ABOVE : 1);
  }, [opened.mark, isHere]);
  return side;
}

/** @param {number} left @param {number} right of the mark @param {number} width of the window, CSS pixels @param {HTMLElement} sheet @returns {Side} */
function sideOf(left, right, width, sheet) {
  const needs = parseFloat(getComputedStyle(sheet).getPropertyValue("--wide")) * parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (right < width - needs) return "end";
  return left > needs ? "start" : "bottom";
}
