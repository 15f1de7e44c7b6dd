// Brings papers onto the shelf: those that somebody wants to keep at once, those that were opened little by little.

import { STRUCTURE } from "offline/addresses.js";
import { fetchPart, Gone, TooMuch } from "offline/fetching.js";
import { atRest } from "offline/install.js";
import { isWhole, nameOf, sizeOf } from "offline/shelf.js";
import { mayKeep, pageUrl, THUMBNAIL, widthFor } from "papers/pages.js";

/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {import("offline/shelf.js").Row} Row */
/** @typedef {import("offline/shelf.js").Shelf} Shelf */

const MB = 1024 * 1024;
// A whole hall that opens the same paper should not ask for all its pages at once.
const PAGE_EVERY_MS = 1000;
const TRY_AGAIN_MS = 5000;
const MOST_TRIES = 5;

export class Keeper {
  /** @type {Paper[]} still to be brought, the next first */
  waiting = [];
  /** No room is left on this tablet. */
  full = false;

  #room;
  #vault;
  #running = false;

  /**
   * @param {import("kernel/room.js").Room} room
   * @param {import("kernel/vault.js").Vault} vault
   * @param {Shelf} shelf
   * @param {{ mb: number, until: number }} bounds until: when all of this meeting has to go, ms
   */
  constructor(room, vault, shelf, bounds) {
    this.#room = room;
    this.#vault = vault;
    this.shelf = shelf;
    this.bounds = bounds;
  }

  get meeting() {
    return this.#room.boot.meeting;
  }

  /** @param {Paper[]} papers @param {boolean} marked somebody wants them, they were not only opened */
  async keep(papers, marked) {
    this.full = false;
    for (const paper of papers) {
      if (paper.state !== "ready" || !mayKeep(paper) || !this.bounds.until) continue;
      const row = this.shelf.row(this.meeting, paper.id);
      if (!row || (marked && !row.marked)) await this.shelf.write({ ...(row ?? this.#fresh(paper)), marked });
      if (!isWhole(row) && !this.waiting.some(({ id }) => id === paper.id)) this.waiting.push(paper);
    }
    this.#run();
  }

  /** All of it, and what is filed later. @param {Paper[]} papers */
  async keepMeeting(papers) {
    void navigator.storage?.persist?.();
    await this.#vault.note("meetings", this.meeting, { marked: true });
    await this.keep(papers, true);
  }

  /** Somebody does not want these here any more. @param {Row[]} rows */
  async forget(rows) {
    await this.#vault.note("meetings", this.meeting, { marked: false });
    await this.remove(rows);
  }

  /** Goes on with what an earlier visit, or a lost network, left half done. @param {Paper[]} papers */
  resume(papers) {
    return this.keep(papers.filter(({ id }) => this.shelf.row(this.meeting, id) && !isWhole(this.shelf.row(this.meeting, id))), false);
  }

  /** @param {Row[]} rows */
  async remove(rows) {
    this.waiting = this.waiting.filter(({ id }) => !rows.some(({ paper }) => paper === id));
    await this.shelf.remove(rows);
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    for (let tries = MOST_TRIES; this.#room.connection.state === "online" && this.waiting.length; ) {
      const paper = this.waiting[0];
      const done = await this.#bring(paper).then(() => true, (error) => this.#gaveUp(paper, error));
      if (!done && --tries) await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      else [this.waiting, tries] = [this.waiting.filter(({ id }) => id !== paper.id), MOST_TRIES];
    }
    this.waiting = [];
    this.#running = false;
    await this.shelf.load();
  }

  /** @param {Paper} paper */
  async #bring(paper) {
    for (let row = this.#row(paper); row && !isWhole(row); row = this.#row(paper)) {
      await this.#makeRoom(row);
      const page = row.have + 1;
      const parts = await Promise.all(partsOf(paper, page).map(async ({ part, url }) => ({ part, content: await fetchPart(url) })));
      const here = this.#row(paper);
      if (!here) return; // taken away meanwhile
      for (const { part, content } of parts) await this.shelf.lay(here, part, content);
      const bytes = parts.reduce((sum, { content }) => sum + content.size, here.bytes);
      await this.shelf.write({ ...here, have: page, bytes });
      if (!here.marked) await new Promise((resolve) => setTimeout(resolve, PAGE_EVERY_MS)).then(atRest);
    }
  }

  /** What was only opened makes room for what is wanted, the oldest first. @param {Row} row */
  async #makeRoom(row) {
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    const rows = [...this.shelf.rows.values()].sort((a, b) => a.at - b.at);
    const most = Math.min(this.bounds.mb * MB, (quota - usage) / 2 + sizeOf(rows));
    while (this.shelf.size >= most) {
      const oldest = rows.find(({ name, marked }) => name !== row.name && !marked && this.shelf.rows.has(name));
      if (!oldest) throw new TooMuch();
      await this.shelf.remove([oldest]);
    }
  }

  /** @param {Paper} paper @param {unknown} error @returns {Promise<boolean>} whether that was the end of it */
  async #gaveUp(paper, error) {
    const row = this.#row(paper);
    if (row && error instanceof Gone) await this.shelf.remove([row]);
    this.full = error instanceof TooMuch || (error instanceof DOMException && error.name === "QuotaExceededError");
    if (this.full) this.waiting = [];
    return this.full || error instanceof Gone;
  }

  /** @param {Paper} paper */
  #row(paper) {
    return this.shelf.row(this.meeting, paper.id);
  }

  /** @param {Paper} paper @returns {Row} */
  #fresh({ id, sha, pages }) {
    const { meeting, bounds } = this;
    const none = { have: 0, bytes: 0, marked: false };
    return { name: nameOf(meeting, id), meeting, paper: id, sha, pages: pages ?? 0, ...none, until: bounds.until, at: Date.now() };
  }
}

/** What there is to fetch of a page; with the first one what belongs to the whole paper. @param {Paper} paper @param {number} page */
function partsOf(paper, page) {
  const sharp = widthFor(Math.min(screen.width, screen.height) * devicePixelRatio);
  const pictures = [THUMBNAIL, sharp].map((width) => ({ part: `${page}/${width}`, url: pageUrl(paper, page, width) }));
  const words = { part: `${page}/words`, url: `/papers/${paper.sha}/pages/${page}/words` };
  const structure = { part: STRUCTURE, url: `/papers/${paper.sha}/structure` };
  return [...pictures, words, ...(page === 1 ? [structure] : [])];
}
