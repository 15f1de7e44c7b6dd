// What this person asked for and the server has not yet answered. It survives a reload and a lost connection.
//
//   O1  An action keeps its id for ever; sent twice, it happens once.
//   O2  Actions go out in the order in which they were asked.
//   O3  "recorded" is said only after the server said so; the action stays until the store shows it.
//   O4  A refusal is final, and reaches whoever asked; "try again" is not a refusal.
//   O5  What somebody wrote while the server was away, and it then refused, stays here until they have taken it.

import { newId } from "kernel/ids.js";

/** @typedef {import("kernel/types.js").Action} Action */
/** @typedef {import("kernel/types.js").Answer} Answer */
/** @typedef {import("kernel/types.js").Drawer} Drawer */
/** @typedef {import("kernel/types.js").RefusalBody} RefusalBody */

// A whole backlog at once would meet the server's limit of actions per second.
const MOST_AT_ONCE = 8;
const TRY_AGAIN = new Set(["too_many", "unavailable"]);
const TRY_AGAIN_AFTER_MS = 2000;

/** Somebody's own words, strokes or answers, of which nobody saw that they were not taken. @param {Action} action */
const isWritten = ({ waited, args }) => Boolean(waited && (args.text || args.points?.length || args.answers?.length));

export class Outbox {
  /**
   * Everything unanswered, and what is recorded but not yet shown by the store; in order, never changed in place.
   * @type {Action[]}
   */
  pending = [];
  /**
   * Written while the server was away, and refused when it was back.
   * @type {Action[]}
   */
  refused = [];
  /** @type {(action: Action, error: RefusalBody) => void} */
  onRefused = () => {};

  #db;
  #send;
  #heads;
  #now;
  #later;
  #online = false;
  #retrying = false;
  #order = 0;
  /** @type {Map<string, number>} id → the attempt under way */
  #flying = new Map();
  /** @type {Map<string, (answer: Answer) => void>} */
  #waiting = new Map();
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Promise<unknown>} */
  #written = Promise.resolve();

  /**
   * `send` rejects when no answer came; `heads` are the store's: how far each stream is shown.
   * @param {{ db: Drawer, send: (action: Action) => Promise<Answer>, heads: ReadonlyMap<string, number>,
   *           now?: () => number, later?: (retry: () => void, ms: number) => void }} options
   */
  constructor({ db, send, heads, now = Date.now, later = (retry, ms) => setTimeout(retry, ms) }) {
    this.#db = db;
    this.#send = send;
    this.#heads = heads;
    this.#now = now;
    this.#later = later;
  }

  /** Takes up what an earlier visit left behind; to be awaited before anything is asked. */
  async load() {
    const kept = (await this.#db.all()).sort((a, b) => a.order - b.order);
    this.#order = kept.at(-1)?.order ?? 0;
    this.refused = kept.filter(({ error }) => error);
    const asked = kept.filter(({ error }) => !error);
    this.#change(asked.map((action) => ({ ...action, state: this.#start(), waited: true })));
    this.#pump();
  }

  /**
   * @param {string} stream
   * @param {string} name
   * @param {Record<string, any>} args
   * @param {string} [id] under which it was sent before, without an answer
   * @returns {Promise<Answer>} the server's answer, however long that takes
   */
  act(stream, name, args, id = newId()) {
    const asked = { id, order: ++this.#order, asked_at: this.#now(), attempts: 0 };
    /** @type {Action} */
    const action = { ...asked, stream, name, args, state: this.#start(), waited: !this.#online };
    this.#change([...this.pending, action]);
    this.#write(() => this.#db.put(action));
    return new Promise((resolve) => {
      this.#waiting.set(action.id, resolve);
      this.#pump();
    });
  }

  /** The server is there: everything unanswered goes out again, in order. */
  resume() {
    this.#online = true;
    this.#change(this.pending.map((action) => (action.state === "not_sent" ? { ...action, state: "sending" } : action)));
    this.#pump();
  }

  /** The connection is gone; what was on its way may or may not have arrived. */
  pause() {
    this.#online = false;
    this.#flying.clear();
    const waiting = /** @type {const} */ ({ state: "not_sent", waited: true });
    this.#change(this.pending.map((action) => (action.state === "sending" ? { ...action, ...waiting } : action)));
  }

  /**
   * Gives up an action that is waiting for the connection.
   * @param {string} id
   */
  discard(id) {
    const action = this.#find(id);
    if (action?.state === "not_sent") this.#finish(action, { error: { code: "discarded" } });
  }

  /**
   * Lets go of something that was refused.
   * @param {string} id
   */
  forget(id) {
    this.refused = this.refused.filter((action) => action.id !== id);
    this.#write(() => this.#db.delete(id));
    this.#change(this.pending);
  }

  /** Lets go of recorded actions that the store now shows. */
  release() {
    const shown = (/** @type {Action} */ { stream, state, seq = 0 }) =>
      state === "recorded" && (this.#heads.get(stream) ?? -1) >= seq;
    if (this.pending.some(shown)) this.#change(this.pending.filter((action) => !shown(action)));
  }

  /**
   * @param {() => void} listener
   * @returns {() => void} unsubscribe
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #pump() {
    for (const action of this.pending) {
      if (!this.#online || this.#retrying || this.#flying.size >= MOST_AT_ONCE) return;
      if (action.state === "sending" && !this.#flying.has(action.id)) this.#dispatch(action);
    }
  }

  /** @param {Action} action */
  async #dispatch(action) {
    const attempt = action.attempts + 1;
    this.#flying.set(action.id, attempt);
    this.#patch(action.id, { attempts: attempt });
    const answer = await this.#send(action).catch(() => null);
    if (this.#flying.get(action.id) === attempt) this.#flying.delete(action.id);
    const current = this.#find(action.id);
    if (!current || current.state === "recorded") return;
    if (answer && !TRY_AGAIN.has(answer.error?.code ?? "")) {
      this.#finish(current, answer);
      if (answer.error) this.onRefused(current, answer.error);
    } else if (current.attempts === attempt) this.#keep(current, Boolean(answer));
    this.#pump();
  }

  /**
   * @param {Action} action
   * @param {boolean} askedToRetry
   */
  #keep(action, askedToRetry) {
    this.#patch(action.id, { state: "not_sent" });
    if (!askedToRetry || this.#retrying) return;
    this.#retrying = true;
    this.#later(() => {
      this.#retrying = false;
      if (this.#online) this.resume();
    }, TRY_AGAIN_AFTER_MS);
  }

  /**
   * @param {Action} action
   * @param {Answer} answer
   */
  #finish(action, answer) {
    if (answer.error && answer.error.code !== "discarded" && isWritten(action)) this.#putBy(action, answer.error);
    else this.#write(() => this.#db.delete(action.id));
    if (answer.ok) this.#patch(action.id, { state: "recorded", seq: answer.ok.seq, at: answer.ok.at ?? this.#now() });
    else this.#change(this.pending.filter(({ id }) => id !== action.id));
    this.release();
    this.#waiting.get(action.id)?.(answer);
    this.#waiting.delete(action.id);
  }

  /**
   * @param {Action} action
   * @param {RefusalBody} error
   */
  #putBy(action, error) {
    const kept = { ...action, error };
    this.refused = [...this.refused, kept];
    this.#write(() => this.#db.put(kept));
  }

  /** @returns {"sending" | "not_sent"} */
  #start() {
    return this.#online ? "sending" : "not_sent";
  }

  /** @param {string} id */
  #find(id) {
    return this.pending.find((action) => action.id === id);
  }

  /**
   * @param {string} id
   * @param {Partial<Action>} patch
   */
  #patch(id, patch) {
    this.#change(this.pending.map((action) => (action.id === id ? { ...action, ...patch } : action)));
  }

  /** @param {Action[]} pending */
  #change(pending) {
    this.pending = pending;
    for (const listener of [...this.#listeners]) listener();
  }

  /**
   * One write after the other, so that a deletion never overtakes its own insertion.
   * @param {() => Promise<unknown>} write
   */
  #write(write) {
    this.#written = this.#written.then(write).catch((error) => console.warn("outbox not kept", error));
  }
}
