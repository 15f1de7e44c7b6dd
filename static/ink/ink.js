import { useContext, useEffect } from "preact/hooks";
import { RoomContext, useRedraw } from "kernel/hooks.js";
import { newId } from "kernel/ids.js";
import { t } from "i18n";
import { EVERYBODY, MINE } from "ink/audience.js";
import { Marks } from "ink/marks.js";
import { pack } from "ink/packing.js";
import { EVERYTHING, isSeen } from "ink/sights.js";
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

const MOST_ERASED_AT_ONCE = 1000;

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

export class Ink {
  /** @type {Tool} */
  tool = "hand";
  /** Whether the highlighter keeps to the words that it runs along. */
  snaps = true;
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
  /** For whom I write: never for others unless I say so. */
  #audience = MINE;
  #sight = EVERYTHING;
  #toolWasChosen = false;
  /** @type {Set<string>} under the eraser, or on their way */
  #hidden = new Set();
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
    this.#marks = new Marks(room);
    room.store.subscribe((changed) => (changed.has("ink/layer") || changed.has("presenting/now")) && this.writeFor(this.#audience));
  }

  /** @param {Tool} tool */
  choose(tool) {
    this.tool = tool;
    this.#toolWasChosen = true;
    this.picked.value = null;
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

  /** @param {Partial<Pick<Ink, "snaps"|"stamp">>} how */
  set(how) {
    Object.assign(this, how);
    this.tell();
  }

  get audience() {
    return this.#audience;
  }

  /** What I may not share (any more) I write for myself, and go on so. @param {Audience} audience */
  writeFor(audience) {
    const may = audience.layer === "presenter" ? this.presents : this.mayShare;
    this.#audience = audience.shared && !may ? MINE : audience;
    this.tell();
  }

  /** Whether what I draw is for others too. */
  get shared() {
    return this.audience.shared;
  }

  /** @param {boolean} shared */
  share(shared) {
    this.writeFor(shared ? EVERYBODY : MINE);
  }

  get presents() {
    return this.#room.store.get("presenting/now")?.by === this.me;
  }

  get me() {
    return this.#room.viewer.person;
  }

  /** What chair and secretary have said about the shared marks, and what I have just asked for. */
  get layer() {
    const asked = this.#room.pending.filter(({ name }) => name === "ink.layer").map(({ args }) => args);
    return { ...(this.#room.store.get("ink/layer") ?? { hidden: false, frozen: false }), ...Object.assign({}, ...asked) };
  }

  /** Whether I may hide and freeze them, and am not held by either. */
  get rules() {
    return this.#room.may("ink.layer");
  }

  /** Which marks I want to see. */
  get sight() {
    return this.#sight;
  }

  /** @param {import("ink/sights.js").Sight} sight */
  look(sight) {
    this.#sight = sight;
    this.picked.value = null;
    this.tell();
  }

  /** All that is to be seen on a page, the oldest first. @param {string} paper @param {number} page @returns {Stroke[]} */
  on(paper, page) {
    const known = { me: this.me, hidden: this.layer.hidden && !this.rules };
    return this.#marks.on(paper, page).filter((mark) => !this.#hidden.has(mark.id) && isSeen(mark, this.#sight, known));
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

  /** Shows marks of mine to others than before, or to nobody else any more. @param {Stroke[]} marks of one page @param {Audience} audience @returns {Stroke[]} as they are now */
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

  /** Mine always; that of others only if I may, and only while I work on the shared layer. @param {Stroke} mark */
  mayErase(mark) {
    if (this.#isFrozen(mark)) return false;
    return mark.by === this.me || (mark.shared && this.shared && this.#room.may("ink.erase_any"));
  }

  /** @param {Stroke} mark */
  mayChange(mark) {
    return mark.by === this.me && !this.#isFrozen(mark);
  }

  /** Whether I may write for others at this moment. */
  get mayShare() {
    return this.#room.may("ink.draw_shared") && (!this.layer.frozen || this.rules);
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

  /** @param {() => void} listener @returns {() => void} unsubscribe */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @param {Stroke} mark */
  #isFrozen({ shared, layer }) {
    return shared && layer === "" && this.layer.frozen && !this.rules;
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
    // A mark that changes its layer is drawn there first: should that be refused, it is given back where it was.
    come.forEach((mark, i) => this.#askToDraw(mark).then((answer) => answer?.error && gone[i] && (undo(), this.#giveBack(gone[i]))));
    for (const shared of [true, false]) this.#askToErase(gone.filter((mark) => mark.shared === shared), shared);
    for (const { before, after } of changed) this.#askToChange(before, after);
    this.tell();
  }

  /** @param {Stroke} mark */
  #giveBack(mark) {
    const again = { ...mark, id: newId() };
    this.history.rename(mark.id, again.id);
    void this.#askToDraw(again);
    this.tell();
  }

  /** @param {Stroke} mark */
  #askToDraw({ id, paper, page, tool, colour, width, points, text, to, layer, shared }) {
    return this.#room.act("ink.draw", { id, paper, page, tool, colour, width, points: pack(points), text, to, layer }, { private: !shared });
  }

  /** @param {Stroke[]} marks @param {boolean} shared */
  #askToErase(marks, shared) {
    const ids = marks.map(({ id }) => id);
    while (ids.length) void this.#room.act("ink.erase", { ids: ids.splice(0, MOST_ERASED_AT_ONCE) }, { private: !shared });
  }

  /** Asks for what is different only. @param {Stroke} before @param {Stroke} after */
  #askToChange(before, after) {
    /** @type {Record<string, any>} */
    const args = { id: before.id };
    if (String(before.points) !== String(after.points)) args.points = pack(after.points);
    for (const name of /** @type {const} */ (["colour", "width", "text"])) if (before[name] !== after[name]) args[name] = after[name];
    void this.#room.act("ink.change", args, { private: !before.shared });
  }

  /** Whoever looks at the ink looks again. */
  tell() {
    for (const listener of [...this.#listeners]) listener();
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
