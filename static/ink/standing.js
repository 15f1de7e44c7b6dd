import { EVERYBODY, MINE } from "ink/audience.js";
import { EVERYTHING } from "ink/sights.js";

/**
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {import("kernel/room.js").Room} Room
 * @typedef {import("ink/audience.js").Audience} Audience
 */

/** For whom a person writes, whose marks they look at, and what they may do with each. */
export class Standing {
  #room;
  /** For whom I write: never for others unless I say so. */
  #audience = MINE;
  #sight = EVERYTHING;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
    room.store.subscribe((changed) => (changed.has("ink/layer") || changed.has("presenting/now")) && this.writeFor(this.#audience));
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

  /** @param {Stroke} mark */
  #isFrozen({ shared, layer }) {
    return shared && layer === "" && this.layer.frozen && !this.rules;
  }

  /** @param {() => void} listener @returns {() => void} unsubscribe */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Whoever looks at the ink looks again. */
  tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}
