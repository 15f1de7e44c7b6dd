import { UNITS } from "ink/geometry.js";

/** @typedef {{paper: string, page: number, x: number, y: number, on: boolean}} Pointer */

const FADES_AFTER_MS = 1500;

/** The dots of those who point at something on this page. */
export class Lights {
  #holder;
  #place = { paper: "", page: 0 };
  /** @type {Map<string, {dot: HTMLElement, timer: number}>} */
  #shining = new Map();

  /** @param {HTMLElement} holder lies over the page, and is as large */
  constructor(holder) {
    this.#holder = holder;
  }

  /** @param {string} paper @param {number} page */
  turn(paper, page) {
    this.#place = { paper, page };
    this.close();
  }

  /** @param {string} person @param {Pointer} pointer */
  shine(person, { paper, page, x, y, on }) {
    const light = this.#shining.get(person);
    clearTimeout(light?.timer);
    if (!on || paper !== this.#place.paper || page !== this.#place.page) return light?.dot.classList.add("fading");
    const dot = light?.dot ?? this.#make();
    dot.classList.remove("fading");
    // Both axes count in the page's width, which is what a container unit is.
    dot.style.translate = `${(x / UNITS) * 100}cqw ${(y / UNITS) * 100}cqw`;
    const timer = setTimeout(() => dot.classList.add("fading"), FADES_AFTER_MS);
    this.#shining.set(person, { dot, timer });
  }

  close() {
    for (const { timer } of this.#shining.values()) clearTimeout(timer);
    this.#shining.clear();
    this.#holder.replaceChildren();
  }

  #make() {
    const dot = document.createElement("div");
    dot.className = "light";
    dot.dataset.test = "pointer";
    this.#holder.append(dot);
    return dot;
  }
}
