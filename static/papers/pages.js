/** The images of a paper's pages: their addresses and sizes, and those at hand. */

import { picture } from "offline/reading.js";

/** @typedef {import("kernel/types.js").Paper} Paper */

export const WIDTHS = [400, 1200, 2000];
export const THUMBNAIL = WIDTHS[0];
const A4 = Math.SQRT2;
const MOST_KEPT = 16;
// A little below its own size an image is still sharp enough to spare a larger one.
export const ENOUGH = 0.85;

/** Whether what is seen of a paper may be kept, or fetched before it is looked at. @param {Paper} paper */
export function mayKeep({ guarded }) {
  return !guarded;
}

/** @param {Paper} paper @param {number} page @param {number} width @param {boolean} [bare] without what others had written in the file */
export function pageUrl(paper, page, width, bare = false) {
  return `/papers/${paper.sha}/pages/${page}?w=${width}&v=${encodeURIComponent(paper.renderer ?? "")}${bare ? "&bare" : ""}`;
}

/** @param {Paper} paper @param {number} page @returns {number} height over width */
export function ratioOf(paper, page) {
  const size = paper.sizes?.[page - 1];
  return size ? size[1] / size[0] : A4;
}

/** @param {number} pixels of the device that the page takes up @returns {number} the narrowest image that looks sharp */
export function widthFor(pixels) {
  return WIDTHS.find((width) => width >= pixels * ENOUGH) ?? WIDTHS[WIDTHS.length - 1];
}

/** @param {number} page @param {number|null} pages @returns {number} the nearest page that exists */
export function nearest(page, pages) {
  return Math.min(Math.max(1, Math.round(page) || 1), pages ?? 1);
}

/** @param {number} page @param {number|null} pages @returns {number[]} the next page first: it is the likelier */
export function neighbours(page, pages) {
  return [page + 1, page - 1].filter((other) => other >= 1 && other <= (pages ?? 0));
}

let looks = 0;

/** Images fetched and decoded, the latest few of them. */
export class PageImages {
  /** @type {Map<string, {image: HTMLImageElement, ready: boolean, done: Promise<HTMLImageElement>}>} */
  #kept = new Map();

  /** @param {string} url @param {boolean} [anew] ask the server, even if the browser still has it @returns {Promise<HTMLImageElement>} rejects when it cannot be had */
  load(url, anew = false) {
    const kept = this.#kept.get(url) ?? this.#fetch(url, anew);
    this.#kept.delete(url);
    this.#kept.set(url, kept);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    return kept.done;
  }

  /** Leaves what is not here yet to others, and with `entirely` what is here too. @param {string[]} urls @param {boolean} entirely */
  drop(urls, entirely) {
    for (const url of urls) {
      const kept = this.#kept.get(url);
      if (!kept || (kept.ready && !entirely)) continue;
      this.#kept.delete(url);
      if (!kept.ready) kept.image.src = "";
    }
  }

  /** @param {string[]} urls the first of them that is here already, if any */
  atHand(urls) {
    return urls.map((url) => this.#kept.get(url)).find((kept) => kept?.ready)?.image ?? null;
  }

  /** @param {string} url @param {boolean} anew */
  #fetch(url, anew) {
    const image = new Image();
    image.alt = ""; // the place where it is put says what it is
    image.draggable = false;
    // A document shows a picture that it has shown before without asking, whatever the server said of keeping it.
    const address = anew ? `${url}&look=${Date.now().toString(36)}-${++looks}` : url;
    const kept = { image, ready: false, done: picture(image, address) };
    kept.done.then(
      () => (kept.ready = true),
      () => this.#kept.delete(url),
    );
    return kept;
  }
}

/** Every width of a page, the sharpest first. @param {Paper} paper @param {number} page @param {boolean} [bare] */
export function urlsOf(paper, page, bare = false) {
  return WIDTHS.map((width) => pageUrl(paper, page, width, bare)).reverse();
}
