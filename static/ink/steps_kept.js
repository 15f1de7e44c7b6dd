import { keeper, stepsOf } from "ink/keeping.js";
import { pack, unpack } from "ink/packing.js";

/**
 * @typedef {import("ink/undo.js").Kept} Kept
 * @typedef {import("ink/undo.js").Step} Step
 * @typedef {import("kernel/types.js").Stroke} Stroke
 */

const SOON_MS = 100;

/**
 * Keeps what can be undone, so that it can be also after a reload.
 * @param {import("kernel/room.js").Room} room @param {import("ink/ink.js").Ink} ink @returns {() => void} no longer
 */
export function keepSteps(room, ink) {
  const name = stepsOf(room.boot.meeting);
  const kept = keeper(room);
  let timer = 0;
  let open = true;
  const load = async () => {
    const steps = await kept.read(name);
    if (!steps || !open) return;
    ink.history.load(withPoints(steps, unpack));
    ink.tell();
  };
  const loaded = load();
  const write = async () => {
    timer = 0;
    await loaded;
    await kept.write(name, withPoints(ink.history.dump(), pack)).catch((error) => console.info("steps not kept", error));
  };
  const now = () => timer && (clearTimeout(timer), void write());
  ink.onStep = () => void (timer ||= window.setTimeout(write, SOON_MS));
  document.addEventListener("visibilitychange", now);
  addEventListener("pagehide", now);
  return () => {
    open = false;
    now();
    ink.onStep = () => {};
    document.removeEventListener("visibilitychange", now);
    removeEventListener("pagehide", now);
  };
}

/** @param {any} kept @param {(points: any) => any} turn what becomes of each mark's points @returns {any} */
function withPoints({ pages, names }, turn) {
  const mark = (/** @type {any} */ one) => ({ ...one, points: turn(one.points) });
  const step = (/** @type {any} */ { come = [], gone = [], changed = [] }) => ({
    come: come.map(mark),
    gone: gone.map(mark),
    changed: changed.map((/** @type {any} */ { before, after }) => ({ before: mark(before), after: mark(after) })),
  });
  const steps = (/** @type {any} */ { done, undone }) => ({ done: done.map(step), undone: undone.map(step) });
  return { pages: pages.map((/** @type {any} */ [page, both]) => [page, steps(both)]), names };
}
