import htm from "htm";
import { createContext, h } from "preact";
import { useContext, useEffect, useReducer } from "preact/hooks";

/** @typedef {import("kernel/types.js").Kinds} Kinds */
/** @typedef {import("kernel/room.js").Room} Room */

/** @type {(strings: TemplateStringsArray, ...values: any[]) => any} */
export const html = htm.bind(h);

/** @type {import("preact").Context<Room>} */
export const RoomContext = createContext(/** @type {any} */ (null));

/** @returns {() => void} */
export function useRedraw() {
  return /** @type {() => void} */ (useReducer((/** @type {number} */ count) => count + 1, 0)[1]);
}

/** The room; drawn anew when the connection, the viewer, who is online or what is pending changes. */
export function useRoom() {
  const room = useContext(RoomContext);
  const redraw = useRedraw();
  const drawn = room.version;
  useEffect(() => {
    if (room.version !== drawn) redraw();
    return room.subscribe(redraw);
  }, [room]);
  return room;
}

/**
 * One record, or undefined.
 * @template {keyof Kinds} K
 * @param {`${K}/${string}`} key
 * @returns {Kinds[K] | undefined}
 */
export function useRecord(key) {
  const { store } = useContext(RoomContext);
  return useStored(store, key, () => store.get(key), (changed) => changed.has(key));
}

/**
 * All records of a kind, in no order; the same array until one of them changes.
 * @template {keyof Kinds} K
 * @param {K} kind
 * @returns {Kinds[K][]}
 */
export function useRecords(kind) {
  const { store } = useContext(RoomContext);
  return useStored(store, kind, () => store.all(kind), (changed) => some(changed.keys(), (key) => key.startsWith(`${kind}/`)));
}

/**
 * Draws anew every so often, and gives the server's time.
 * @param {number} ms
 */
export function useTick(ms) {
  const room = useContext(RoomContext);
  const redraw = useRedraw();
  useEffect(() => {
    const timer = setInterval(redraw, ms);
    return () => clearInterval(timer);
  }, [ms]);
  return room.serverNow();
}

/**
 * Draws anew when something is due, and gives the server's time.
 * @param {(now: number) => number | null} wait in how many ms from now, by the server's time; null: never
 */
export function useMoment(wait) {
  const room = useContext(RoomContext);
  const redraw = useRedraw();
  useEffect(() => {
    // Reckoned here, not while drawing: the effect may come a good deal later.
    const ms = wait(room.serverNow());
    const timer = ms === null ? undefined : setTimeout(redraw, Math.max(1, ms));
    return () => clearTimeout(timer);
  });
  return room.serverNow();
}

/**
 * Between drawing and the effect a change may slip by, hence the second look.
 * @template T
 * @param {import("kernel/store.js").Store} store
 * @param {string} topic
 * @param {() => T} read
 * @param {(changed: Map<string, unknown>) => boolean} concerns
 * @returns {T}
 */
function useStored(store, topic, read, concerns) {
  const redraw = useRedraw();
  const drawn = read();
  useEffect(() => {
    if (read() !== drawn) redraw();
    return store.subscribe((changed) => concerns(changed) && redraw());
  }, [store, topic]);
  return drawn;
}

/**
 * @param {Iterable<string>} keys
 * @param {(key: string) => boolean} test
 */
function some(keys, test) {
  for (const key of keys) if (test(key)) return true;
  return false;
}
