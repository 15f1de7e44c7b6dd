// What this tablet knows: the records of its streams, brought up to date entry by entry.
// Knows nothing of sockets or of the page, so that it can be tested without either.
//
//   S1  An entry is applied once, and only when all before it have been.
//   S2  What is missing is asked for once at a time; an answer that brings nothing new changes nothing.
//   S3  A snapshot replaces what its stream brought before, and nothing of the other streams.

/** @typedef {import("kernel/types.js").Part} Part */
/** @typedef {import("kernel/types.js").Batch} Batch */
/** @typedef {import("kernel/types.js").Entry} Entry */
/** @typedef {import("kernel/types.js").Body} Body */
/** @typedef {import("kernel/types.js").Kinds} Kinds */
/** @typedef {Map<string, Body | undefined>} Changed each key that changed, with the body it had before */

export class Store {
  /** @type {Map<string, Body>} */
  records = new Map();
  /** @type {Map<string, number>} */
  heads = new Map();
  /**
   * Asks the server for what follows `since`. Rejects or gives null when there is no answer.
   * @type {(stream: string, since: number) => Promise<Part | null>}
   */
  onGap = async () => null;

  /** @type {Map<string, Map<number, Entry>>} entries that came before their turn */
  #early = new Map();
  /** @type {Map<string, Set<string>>} */
  #keysOf = new Map();
  /** @type {Map<string, Map<string, Body>>} */
  #byKind = new Map();
  /** @type {Map<string, Body[]>} */
  #lists = new Map();
  #asking = new Set();
  /** @type {Set<(changed: Changed) => void>} */
  #listeners = new Set();

  /**
   * @template {keyof Kinds} K
   * @param {`${K}/${string}`} key
   * @returns {Kinds[K] | undefined}
   */
  get(key) {
    return /** @type {Kinds[K] | undefined} */ (this.records.get(key));
  }

  /**
   * All records of a kind; the same array until one of them changes.
   * @template {keyof Kinds} K
   * @param {K} kind
   * @returns {Kinds[K][]}
   */
  all(kind) {
    let list = this.#lists.get(kind);
    if (!list) this.#lists.set(kind, (list = [...(this.#byKind.get(kind)?.values() ?? [])]));
    return /** @type {Kinds[K][]} */ (list);
  }

  /**
   * @param {(changed: Changed) => void} listener called after each batch
   * @returns {() => void} unsubscribe
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Takes what joining or catching up brought.
   * @param {string} stream
   * @param {Part} part
   */
  snapshot(stream, part) {
    const changed = new Map();
    if ("records" in part) this.#replace(stream, part.records, changed);
    else if (!this.#continues(stream, part)) return;
    else this.#merge(stream, part.changes, changed);
    this.heads.set(stream, part.seq);
    this.#drain(stream, changed);
    this.#publish(changed);
  }

  /** All that is known now, by stream. @returns {Record<string, { seq: number, records: Record<string, Body> }>} */
  parts() {
    const known = (/** @type {string} */ key) => [key, /** @type {Body} */ (this.records.get(key))];
    return Object.fromEntries(
      [...this.heads].map(([stream, seq]) => [stream, { seq, records: Object.fromEntries([...this.#keys(stream)].map(known)) }]),
    );
  }

  /** @param {Batch} batch */
  receive({ stream, entries }) {
    const early = this.#earlyOf(stream);
    for (const entry of entries) {
      for (let seq = entry.from ?? entry.seq; seq < entry.seq; seq++) early.set(seq, { seq });
      early.set(entry.seq, entry);
    }
    const changed = new Map();
    this.#drain(stream, changed);
    this.#publish(changed);
    if (early.size) this.#heal(stream);
  }

  /**
   * The server's heartbeat says how far each stream has got; a lost batch is noticed here.
   * @param {Record<string, number>} heads
   */
  beat(heads) {
    for (const [stream, seq] of Object.entries(heads)) {
      if (seq > (this.heads.get(stream) ?? Infinity)) this.#heal(stream);
    }
  }

  /** @param {string} stream */
  async #heal(stream) {
    const since = this.heads.get(stream);
    if (since === undefined || this.#asking.has(stream)) return;
    this.#asking.add(stream);
    const part = await this.onGap(stream, since).catch(() => null);
    this.#asking.delete(stream);
    if (!part || part.seq <= (this.heads.get(stream) ?? -1)) return;
    this.snapshot(stream, part);
    if (this.#earlyOf(stream).size) this.#heal(stream);
  }

  /**
   * @param {string} stream
   * @param {{ seq: number, since: number }} part
   */
  #continues(stream, part) {
    const head = this.heads.get(stream) ?? -1;
    return part.since <= head && part.seq >= head;
  }

  /**
   * @param {string} stream
   * @param {Changed} changed
   */
  #drain(stream, changed) {
    const early = this.#earlyOf(stream);
    const head = this.heads.get(stream);
    if (head === undefined) return;
    let next = head + 1;
    for (let entry; (entry = early.get(next)); next++) this.#merge(stream, entry.changes ?? {}, changed);
    this.heads.set(stream, next - 1);
    for (const seq of early.keys()) if (seq < next) early.delete(seq);
  }

  /**
   * @param {string} stream
   * @param {Record<string, Body>} records
   * @param {Changed} changed
   */
  #replace(stream, records, changed) {
    for (const key of [...this.#keys(stream)]) if (!(key in records)) this.#put(stream, key, null, changed);
    this.#merge(stream, records, changed);
  }

  /**
   * @param {string} stream
   * @param {Record<string, Body | null>} changes
   * @param {Changed} changed
   */
  #merge(stream, changes, changed) {
    for (const [key, body] of Object.entries(changes)) this.#put(stream, key, body, changed);
  }

  /**
   * @param {string} stream
   * @param {string} key
   * @param {Body | null} body
   * @param {Changed} changed
   */
  #put(stream, key, body, changed) {
    if (!changed.has(key)) changed.set(key, this.records.get(key));
    const kind = key.slice(0, key.indexOf("/"));
    const siblings = this.#byKind.get(kind) ?? new Map();
    this.#byKind.set(kind, siblings);
    this.#lists.delete(kind);
    if (body) {
      this.records.set(key, body);
      siblings.set(key, body);
      this.#keys(stream).add(key);
    } else {
      this.records.delete(key);
      siblings.delete(key);
      this.#keys(stream).delete(key);
    }
  }

  /** @param {Changed} changed */
  #publish(changed) {
    for (const listener of [...this.#listeners]) listener(changed);
  }

  /** @param {string} stream */
  #keys(stream) {
    const keys = this.#keysOf.get(stream) ?? new Set();
    this.#keysOf.set(stream, keys);
    return keys;
  }

  /** @param {string} stream */
  #earlyOf(stream) {
    const early = this.#early.get(stream) ?? new Map();
    this.#early.set(stream, early);
    return early;
  }
}
