/** Pictures of pages that are out of sight, as long as there is room for them: a page that comes back is there at once. */

/** @typedef {import("ink/picture.js").Picture} Picture */

const MOST_PIXELS = 12_000_000; // 48 MB

export class Shelf {
  #most;
  /** @type {Map<string, Picture>} the oldest first */
  #kept = new Map();

  /** @param {number} [most] pixels of all together */
  constructor(most = MOST_PIXELS) {
    this.#most = most;
  }

  /** @param {string} name @param {Picture} picture */
  put(name, picture) {
    this.take(name)?.close();
    picture.canvas.remove();
    this.#kept.set(name, picture);
    for (const [oldest, { canvas }] of this.#kept) {
      if (this.#pixels() <= this.#most) break;
      this.#kept.delete(oldest);
      Object.assign(canvas, { width: 0, height: 0 });
    }
  }

  /** @param {string} name @returns {Picture | undefined} no longer on the shelf */
  take(name) {
    const picture = this.#kept.get(name);
    this.#kept.delete(name);
    return picture;
  }

  #pixels() {
    return [...this.#kept.values()].reduce((sum, { canvas }) => sum + canvas.width * canvas.height, 0);
  }
}
