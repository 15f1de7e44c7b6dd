import { pageSize } from "papers/zoom.js";

/** @typedef {import("papers/view.js").View} View */
/** @typedef {{index: number, hands: {current: import("ink/hands.js").Hands | null}, size: string, scale: number}} Page  index: in the column */

/** The pages that exist: moved by CSS transform; nothing is laid out anew, and Preact does not hear of it. */
export class Held {
  /** @type {Map<HTMLElement, Page>} */
  #pages = new Map();
  /** @type {View | null} */
  #view = null;

  /** @param {HTMLElement} element @param {number} index @param {Page["hands"]} hands @returns {() => void} let it go */
  hold(element, index, hands) {
    const page = { index, hands, size: "", scale: 0 };
    this.#pages.set(element, page);
    if (this.#view) place(element, page, this.#view);
    return () => void (this.#pages.get(element) === page && this.#pages.delete(element));
  }

  /** @param {View} view */
  lay(view) {
    this.#view = view;
    for (const [element, page] of this.#pages) place(element, page, view);
  }

  /** @param {number} index @returns {HTMLElement | undefined} */
  at(index) {
    return [...this.#pages].find(([, page]) => page.index === index)?.[0];
  }

  /** @param {EventTarget | null} target something on a page @returns {import("ink/hands.js").Hands | null} what acts on that page */
  handsAt(target) {
    const element = target instanceof Element ? target.closest(".reader-page") : null;
    return (element && this.#pages.get(/** @type {HTMLElement} */ (element))?.hands.current) ?? null;
  }
}

/** @param {HTMLElement} element @param {Page} page @param {View} view */
function place({ style }, page, { at, column, frame }) {
  const { index } = page;
  if (index >= column.tops.length) return; // about to go: the column has become shorter
  const { width } = pageSize(frame);
  const size = `${width} ${column.ratios[index]}`;
  if (size !== page.size) Object.assign(style, { width: `${width}px`, height: `${width * column.ratios[index]}px` });
  page.size = size;
  // What is to be touched on a page stays as large as a finger, however small or large the page is made.
  if (at.scale !== page.scale) style.setProperty("--scale", String(at.scale));
  page.scale = at.scale;
  const y = at.y + column.tops[index] * width * at.scale;
  style.transform = `translate(${Math.round(at.x)}px, ${Math.round(y)}px) scale(${at.scale})`;
}
