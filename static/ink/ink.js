import { useContext, useEffect } from "preact/hooks";
import { RoomContext, useRedraw } from "kernel/hooks.js";
import { newId } from "kernel/ids.js";
import { t } from "i18n";
import { askToChange, askToDraw, askToErase } from "ink/asking.js";
import { MINE } from "ink/audience.js";
import { Marks } from "ink/marks.js";
import { isSeen } from "ink/sights.js";
import { Standing } from "ink/standing.js";
import { COLOURS, WIDTHS } from "ink/tools.js";
import { History } from "ink/undo.js";
import { Watched } from "ink/watched.js";

/**
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {import("kernel/types.js").InkTool} InkTool
 * @typedef {import("kernel/room.js").Room} Room
 * @typedef {import("ink/tools.js").Tool} Tool
 * @typedef {import("ink/audience.js").Audience} Audience
 * @typedef {import("ink/undo.js").Step} Step
 * @typedef {{paper: string, page: number}} Place
 * @typedef {{colour: string, width: number}} Style
 * @typedef {Place & {marks: Stroke[], loop?: [number, number][]}} Preview  marks on their way: being drawn, moved, resized; loop: a line
 *   being drawn round some
 * @typedef {Place & {ids: string[]}} Picked  marks that are chosen, all of one page
 * @typedef {{mark: Stroke, fresh: boolean}} Leaf  a note that is being read or written; fresh: it is not on the page yet
 */

const CLOSED = new Set(["layer_is_frozen", "not_presenting"]);

/** @type {WeakMap<Room, Ink>} */
const inks = new WeakMap();

/** The ink of this person in this room: the tool in hand, what is on the pages, and what can be undone. @param {Room} room */
export function inkOf(room) {
  const ink = inks.get(room) ?? new Ink(room);
  inks.set(room, ink);
  return ink;
}

/** Drawn anew when the tool in hand, what is seen, or what can be undone, changes. */
export function useInk() {
  const ink = inkOf(useContext(RoomContext));
  const redraw = useRedraw();
  useEffect(() => ink.subscribe(redraw), [ink]);
  return ink;
}

/** All that a hand does with ink goes through here. */
export class Ink extends Standing {
  /** @type {Tool} */
  tool = "hand";
  /** Whether the highlighter keeps to the words that it runs along. */
  snaps = true;
  /** Whether the pen makes a neat shape of what is drawn when it is held still at the end. */
  shapes = true;
  /** The words of the stamp in hand. */
  stamp = t("Agreed");
  styles = /** @type {Record<InkTool, Style>} */ (Object.fromEntries(Object.keys(COLOURS).map((tool) => [tool, first(/** @type {InkTool} */ (tool))])));
  /** @type {Place | null} where I last drew or erased */
  latest = null;
  preview = new Watched(/** @type {Preview | null} */ (null));
  picked = new Watched(/** @type {Picked | null} */ (null));
  leaf = new Watched(/** @type {Leaf | null} */ (null));
  history = new History();
  /** Called after each step that can be undone. */
  onStep = () => {};

  #room;
  #marks;
  #toolWasChosen = false;
  /** @type {Set<string>} under the eraser, or on their way */
  #hidden = new Set();

  /** @param {Room} room */
  constructor(room) {
    super(room);
    this.#room = room;
    this.#marks = new Marks(room);
  }

  /** @param {Tool} tool */
  choose(tool) {
    this.tool = tool;
    this.#toolWasChosen = true;
    this.picked.value = null;
    // Whoever takes up another tool has done with typing: what is typed is kept as the card goes.
    if (this.leaf.value?.mark.tool === "text") this.leaf.value = null;
    this.tell();
  }

  /** A pen comes to the page: until something else is chosen, it writes. */
  meetPen() {
    if (!this.#toolWasChosen && this.#room.may("ink.draw_private")) this.choose("pen");
  }

  /** @param {InkTool} tool @param {Partial<Style>} style */
  style(tool, style) {
    Object.assign(this.styles[tool], style);
    this.tell();
  }

  /** @param {Partial<Pick<Ink, "snaps"|"shapes"|"stamp">>} how */
  set(how) {
    Object.assign(this, how);
    this.tell();
  }

  /** All that is to be seen on a page, the oldest first. @param {string} paper @param {number} page @returns {Stroke[]} */
  on(paper, page) {
    const known = this.#known;
    return this.#marks.on(paper, page).filter((mark) => !this.#hidden.has(mark.id) && isSeen(mark, this.sight, known));
  }

  /** Whether a mark that still grows is to be seen. @param {Stroke} mark */
  sees(mark) {
    return isSeen(mark, this.sight, this.#known);
  }

  get #known() {
    return { me: this.me, hidden: this.layer.hidden && !this.rules };
  }

  /** Everything, also what I do not look at. @returns {Stroke[]} */
  all() {
    return this.#marks.all();
  }

  /** @param {string} id @returns {Stroke | undefined} */
  mark(id) {
    return this.#marks.get(id);
  }

  /** @param {InkTool} tool @param {Place} place @returns {Stroke} a mark that begins here, in the style and for whom I write */
  begun(tool, { paper, page }) {
    const look = { tool, ...this.styles[tool], points: /** @type {number[]} */ ([]), text: "" };
    return { id: newId(), paper, page, ...look, by: this.me, at: this.#room.serverNow(), ...this.audience };
  }

  /** @param {Stroke} mark */
  draw(mark) {
    this.#do({ come: [mark] });
  }

  /** Several at once are undone at once. @param {Stroke[]} marks of one page */
  drawAll(marks) {
    if (marks.length) this.#do({ come: marks });
  }

  /** @param {Stroke[]} marks of one page */
  erase(marks) {
    if (marks.length) this.#do({ gone: marks });
  }

  /** @param {import("ink/undo.js").Change[]} changed marks of one page */
  change(changed) {
    if (changed.length) this.#do({ changed });
  }

  /**
   * Shows marks of mine to others than before, or to nobody else any more.
   * @param {Stroke[]} marks of one page @param {Audience} audience @returns {Stroke[]} as they are now
   */
  give(marks, audience) {
    const come = marks.map((mark) => ({ ...mark, ...audience, id: newId() }));
    if (marks.length) this.#do({ gone: marks, come });
    return come;
  }

  /** Takes marks out of sight while the hand is still at work on them. @param {string[]} ids */
  hide(ids) {
    this.#hidden = new Set(ids);
    this.tell();
  }

  /** @param {string} paper @param {number} page */
  can(paper, page) {
    const key = keyOf({ paper, page });
    return { undo: this.history.canUndo(key), redo: this.history.canRedo(key) };
  }

  /** @param {"undo"|"redo"} way @param {string} paper @param {number} page */
  step(way, paper, page) {
    const step = this.history[way](keyOf({ paper, page }));
    if (!step) return;
    const changed = step.changed?.filter(({ before }) => this.mark(before.id));
    this.#perform({ ...step, changed });
    this.onStep();
  }

  /** @param {Step} step */
  #do(step) {
    const place = placeOf(step);
    this.latest = place;
    const kept = this.history.did(keyOf(place), step);
    this.#perform(step, () => this.history.forget(keyOf(place), kept));
    this.onStep();
  }

  /** @param {Step} step @param {() => void} [undo] what was kept of it, if it is refused */
  #perform({ come = [], gone = [], changed = [] }, undo = () => {}) {
    come.forEach((mark, i) => askToDraw(this.#room, mark).then((answer) => answer?.error && this.#refused(mark, gone[i], answer.error.code, undo)));
    askToErase(this.#room, gone);
    for (const change of changed) askToChange(this.#room, change);
    this.tell();
  }

  /**
   * Ink is not lost because a layer was closed meanwhile: what should change its layer goes back where it was, what was new
   * is kept for me alone.
   * @param {Stroke} mark @param {Stroke | undefined} before where it was @param {string} code @param {() => void} undo what was kept of the step
   */
  #refused(mark, before, code, undo) {
    if (!before && !CLOSED.has(code)) return;
    undo();
    if (before) this.#giveBack(before);
    else this.draw({ ...mark, ...MINE, id: newId() });
  }

  /** @param {Stroke} mark */
  #giveBack(mark) {
    const again = { ...mark, id: newId() };
    this.history.rename(mark.id, again.id);
    void askToDraw(this.#room, again);
    this.tell();
  }

}

/** @param {InkTool} tool @returns {Style} */
function first(tool) {
  return { colour: COLOURS[tool][0].colour, width: WIDTHS[tool][Math.min(1, WIDTHS[tool].length - 1)].width };
}

/** @param {Step} step */
function placeOf({ come = [], gone = [], changed = [] }) {
  const { paper, page } = [...come, ...gone, ...changed.map(({ before }) => before)][0];
  return { paper, page };
}

/** @param {Place} place */
function keyOf({ paper, page }) {
  return `${paper}/${page}`;
}
