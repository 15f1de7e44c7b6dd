import { partOf, told } from "papers/framing.js";

/**
 * @typedef {import("papers/guide.js").Guide} Guide
 * @typedef {import("papers/guide.js").View} View
 * @typedef {import("papers/guide.js").Leaf} Leaf
 * @typedef {{paper: string, page: number}} Place
 * @typedef {Place & {window?: number[] | null, by: string}} Presented
 * @typedef {{presented: Presented | undefined, follows: boolean, leads: boolean, look: (place: Place, window: number[]) => void,
 *   signal: (name: string, body: any) => void}} Part
 *   what one does in the presenting. look: everybody shall see this part of the page for good; signal: for the moment
 */

const TELL_MS = 100;
const SLIP_PX = 12; // a finger that taps moves the page a little: that is no wish to see something else

/** Has everybody who follows see what the presenter sees: leads, follows, or lets go. @implements {Guide} */
export class Guiding {
  /** @type {Part} */
  part = { presented: undefined, follows: false, leads: false, look() {}, signal() {} };
  /** @type {{view: View, leaves: Leaf[]} | null} */
  #held = null;
  #placed = { scale: 0, x: 0, y: 0 };
  #frame = "";
  #moves = false; // by this presenter's hand, and not yet told for good
  #said = "";
  #loose = ""; // the page on which this follower's hand has moved about
  #timer = 0;
  #toldAt = -Infinity;

  /** @param {View} view @param {Leaf[]} leaves @param {boolean} own */
  laid(view, leaves, own) {
    this.#held = { view, leaves };
    if (own) return this.#moved(view);
    this.#placed = { ...view.at };
    // The window of this tablet has another shape now.
    if (this.#frame && this.#frame !== shapeOf(view)) this.apply();
  }

  /** @param {View} view @param {Leaf[]} leaves */
  settled(view, leaves) {
    this.#held = { view, leaves };
    if (this.part.leads && this.#moves) this.#rest();
  }

  /** @param {View} view @param {Leaf[]} leaves */
  arrived(view, leaves) {
    this.#held = { view, leaves };
    // A presenter who turns the page is ahead of what is on record.
    if (this.part.presented && this.#indexOf(this.part.presented) === view.index) this.apply();
  }

  /** Brings the pages to what the presenter sees; the presenter's own are there already. */
  apply() {
    const { presented, follows, leads } = this.part;
    if (!follows) this.#loose = "";
    const isOwn = leads && (this.#moves || this.#said === keyOf(presented));
    if (presented?.window && (follows || leads) && !isOwn && !this.#isLoose(presented)) this.#show(presented, presented.window);
  }

  /** The presenter's pages move. @param {Place & {window: number[]}} body @param {string | undefined} by */
  hear(body, by) {
    const { presented, follows } = this.part;
    if (follows && presented && by === presented.by && isSame(body, presented) && !this.#isLoose(presented)) this.#show(body, body.window);
  }

  /** The presenter points at something: where the page is seen in all its width, it may lie out of sight. @param {any} body @param {string | undefined} by */
  point(body, by) {
    const { presented, follows } = this.part;
    const at = this.#indexOf(body);
    if (!body.on || !follows || by !== presented?.by || at < 0 || !this.#held || this.#isLoose(presented)) return;
    const { view, leaves } = this.#held;
    const [, y] = partOf([body.x, body.y, body.x, body.y], leaves[at]);
    view.revealOn(at, y);
  }

  /** What is in sight of this page now; null if nothing is. @param {Place} place @returns {number[] | null} */
  seen(place) {
    const at = this.#indexOf(place);
    if (at < 0 || !this.#held?.view.sight(at)) return null;
    const { view, leaves } = this.#held;
    return told(view.window, view.column.tops[at], leaves[at]);
  }

  /** Somebody here shows this for good. @param {Place} place @returns {number[] | null} the part of it that is in sight */
  shows(place) {
    const window = this.seen(place);
    this.#said = keyOf({ ...place, window });
    // A slow tablet is not there yet: it says more when it is.
    if (!window) this.#moves = true;
    return window;
  }

  close() {
    clearTimeout(this.#timer);
  }

  /** @param {View} view */
  #moved(view) {
    const { leads, follows, presented } = this.part;
    if (leads) {
      this.#moves = true;
      this.#tell();
    } else if (follows && hasLeft(view.at, this.#placed)) this.#loose = pageOf(presented);
  }

  /** Who moves about on the page sees what they like of it; with the next page they see again what the presenter sees. @param {Presented | undefined} presented */
  #isLoose(presented) {
    return this.#loose !== "" && this.#loose === pageOf(presented);
  }

  /** Everybody is brought to what the presenter sees. */
  gather() {
    this.#loose = "";
    this.apply();
  }

  /** At most ten times a second, and the last movement in any case. */
  #tell() {
    const now = performance.now();
    const wait = this.#toldAt + TELL_MS - now;
    clearTimeout(this.#timer);
    if (wait > 0) return void (this.#timer = setTimeout(() => this.#tell(), wait));
    this.#toldAt = now;
    const { presented, leads, signal } = this.part;
    // In terms of the page that the others are on: they go over to the next one with the record.
    const window = leads && presented && this.seen(presented);
    if (window) signal("window", { paper: presented.paper, page: presented.page, window });
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#moves = false;
    const held = this.#held;
    const leaf = held?.leaves[held.view.index];
    if (!leaf) return;
    const before = this.#said;
    const place = { paper: leaf.paper.id, page: leaf.page };
    const window = this.shows(place);
    if (window && this.#said !== before && this.#said !== keyOf(this.part.presented)) this.part.look(place, window);
  }

  /** @param {Place} place @param {number[]} window */
  #show(place, window) {
    const at = this.#indexOf(place);
    if (at < 0 || !this.#held) return;
    const { view, leaves } = this.#held;
    this.#frame = shapeOf(view);
    view.show(partOf(window, leaves[at]), at);
  }

  /** @param {Place} place @returns {number} in the column; -1: not there */
  #indexOf(place) {
    return this.#held?.leaves.findIndex(({ paper, page }) => isSame({ paper: paper.id, page }, place)) ?? -1;
  }
}

/** @param {Place} a @param {Place} b */
const isSame = (a, b) => a.paper === b.paper && a.page === b.page;

/** @param {Place | undefined} place */
const pageOf = (place) => (place ? `${place.paper}/${place.page}` : "");

/** @param {View} view */
const shapeOf = ({ frame }) => `${frame.width} ${frame.height}`;

/** @param {(Place & {window?: number[] | null}) | undefined} shown */
const keyOf = (shown) => (shown ? `${shown.paper}/${shown.page}/${shown.window ?? ""}` : "");

/** @param {import("papers/zoom.js").View} at @param {import("papers/zoom.js").View} placed */
const hasLeft = (at, placed) => Math.hypot(at.x - placed.x, at.y - placed.y) > SLIP_PX || Math.abs(at.scale / placed.scale - 1) > 0.01;
