import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { rangeOf } from "papers/column.js";
import { alone } from "papers/guide.js";
import { Held } from "papers/held.js";
import { fulfil } from "papers/turned.js";
import { View } from "papers/view.js";

/**
 * @typedef {import("papers/leaves.js").Leaf} Leaf
 * @typedef {{range: [number, number], pixels: number, settled: number}} Scene  range: the pages that exist;
 *   pixels: of the device, that the column is wide; settled: how often it has come to rest
 */

const BEYOND = 0.75; // of the window's height: so far above and below it pages exist before they are seen

/**
 * The view of a column of pages, and the pages of it that exist.
 * @param {{frame: {current: any}, shown: Leaf[], column: import("papers/column.js").Column, here: number,
 *   fit: import("papers/zoom.js").Fit, onView: (view: View) => void, reach: (index: number) => void,
 *   arrive: (view: View, leaf: Leaf) => void, guide?: import("papers/guide.js").Guide}} means
 *   here: the page of the column that shall be read. reach: a hand has brought another one into sight. arrive: the view has
 *   been brought to a page, not by hand. guide: hears of every movement, and may bring the view to what another sees
 */
export function useView({ frame, shown, column, here, fit, onView, reach, arrive, guide = alone }) {
  const [held] = useState(() => new Held());
  const [view, setView] = useState(/** @type {View | null} */ (null));
  const [scene, setScene] = useState(/** @type {Scene} */ ({ range: [here, here], pixels: 0, settled: 0 }));
  const told = useRef({ reach, onView, here, arrive, guide, shown });
  const reported = useRef(/** @type {number[]} */ ([]));
  const read = useRef(/** @type {Leaf | null} */ (null));
  told.current = { reach, onView, here, arrive, guide, shown };

  function laid(/** @type {View} */ made, /** @type {boolean} */ byHand, /** @type {boolean} */ own) {
    held.lay(made);
    frame.current.classList.add("moving");
    setScene((before) => ranged(before, made));
    told.current.guide.laid(made, told.current.shown, own);
    if (!byHand || made.index === (reported.current.at(-1) ?? told.current.here)) return;
    reported.current.push(made.index);
    told.current.reach(made.index);
  }

  function settled(/** @type {View} */ made) {
    frame.current?.classList.remove("moving");
    setScene((before) => ({ ...before, pixels: made.unit * devicePixelRatio, settled: before.settled + 1 }));
    told.current.onView(made);
    told.current.guide.settled(made, told.current.shown);
  }

  useLayoutEffect(() => {
    const made = new View(fit, { laid, settled });
    made.goTo(here, column);
    const stop = follow(frame.current, made);
    setView(made);
    onView(made);
    return () => (stop(), made.close());
  }, []);

  useLayoutEffect(() => {
    if (!view) return;
    const leaf = shown[here];
    const [isFirst, isOther] = [read.current === null, !isSame(read.current, leaf)];
    read.current = leaf;
    if (view.column !== column) reported.current = [];
    const isBrought = isOther && (view.column !== column || !isOwn(reported.current, here, view.index));
    if (isBrought) view.goTo(here, column);
    else if (view.column !== column) view.spread(column, here);
    if (isBrought || isFirst) told.current.arrive(view, leaf);
    if (isBrought || isFirst) told.current.guide.arrived(view, shown);
    if (held.at(here)?.querySelector(".page-image > img")) fulfil(`${leaf.paper.id}/${leaf.page}`);
  }, [view, column, here]);

  return { view, scene, held };
}

/** @param {Scene} scene @param {View} view @returns {Scene} the same one while the same pages are near */
function ranged(scene, view) {
  const { top, bottom } = view.window;
  const beyond = BEYOND * (bottom - top);
  const [first, last] = rangeOf(view.column, top - beyond, bottom + beyond);
  return scene.range[0] === first && scene.range[1] === last ? scene : { ...scene, range: [first, last] };
}

/**
 * Whether the place one is told to go to is where the hand has been already: what it did comes back as what is asked for.
 * @param {number[]} reported by the hand, the oldest first @param {number} here @param {number} index where the view is
 */
function isOwn(reported, here, index) {
  const known = reported.indexOf(here);
  reported.splice(0, known + 1);
  return known >= 0 || here === index;
}

/** @param {Leaf | null} a @param {Leaf} b */
function isSame(a, b) {
  return a?.paper.id === b.paper.id && a.page === b.page && a.turn === b.turn;
}

/** Keeps the view as large as its window. @param {HTMLElement} element @param {View} view */
function follow(element, view) {
  const measure = () => element.clientWidth && view.resize(element.clientWidth, element.clientHeight);
  const observer = new ResizeObserver(measure);
  observer.observe(element);
  measure();
  return () => observer.disconnect();
}
