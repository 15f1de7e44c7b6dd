import { useEffect } from "preact/hooks";
import { useRedraw } from "kernel/hooks.js";

/** A value that tells whoever looks at it when it becomes another. @template T */
export class Watched {
  #value;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {T} value */
  constructor(value) {
    this.#value = value;
  }

  get value() {
    return this.#value;
  }

  set value(value) {
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  /** @param {() => void} listener @returns {() => void} unsubscribe */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** Drawn anew when it becomes another. @template T @param {Watched<T>} watched @returns {T} */
export function useWatched(watched) {
  const redraw = useRedraw();
  const drawn = watched.value;
  useEffect(() => {
    if (watched.value !== drawn) redraw();
    return watched.subscribe(redraw);
  }, [watched]);
  return drawn;
}
