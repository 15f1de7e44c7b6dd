// The papers of one person on this tablet: which are here, how large, until when; and their parts, sealed.

import { instead, meant } from "offline/addresses.js";

/** @typedef {import("kernel/types.js").Paper} Paper */
/** @typedef {import("kernel/vault.js").Vault} Vault */
/**
 * @typedef {{ name: string, meeting: string, paper: string, sha: string, pages: number, have: number, bytes: number,
 *   marked: boolean, until: number, at: number }} Row
 *   have: pages that are here; marked: somebody wants it here, it was not only opened; until: when it has to go, ms
 */

/** @param {string} meeting @param {string} paper */
export const nameOf = (meeting, paper) => `${meeting}/${paper}`;

/** @param {Row | undefined} row */
export const isWhole = (row) => row !== undefined && row.have >= row.pages;

export class Shelf {
  /** @type {Map<string, Row>} by name */
  rows = new Map();
  /** Whether the server is away, so that it is better not asked first. */
  away = false;

  #vault;
  #widths;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {Vault} vault @param {number[]} widths of pictures, ascending */
  constructor(vault, widths) {
    this.#vault = vault;
    this.#widths = widths;
  }

  async load() {
    this.rows = new Map((await this.#vault.rows("papers")).map((row) => [row.name, row]));
    this.#tell();
  }

  /** Bytes of all that is here. */
  get size() {
    return sizeOf([...this.rows.values()]);
  }

  /** @param {string} meeting @returns {Row[]} */
  of(meeting) {
    return [...this.rows.values()].filter((row) => row.meeting === meeting);
  }

  /** @param {string} meeting @param {string} paper */
  row(meeting, paper) {
    return this.rows.get(nameOf(meeting, paper));
  }

  /** Says what is here of a paper. @param {Row} row */
  async write(row) {
    this.rows.set(row.name, row);
    this.#tell();
    const { name, ...beside } = row;
    await this.#vault.put("papers", name, {}, beside);
  }

  /** @param {Row} row @param {string} part @param {Blob} content */
  async lay(row, part, content) {
    await this.#vault.put("parts", `${row.name}/${part}`, await content.arrayBuffer(), { type: content.type });
  }

  /** @param {Row[]} rows */
  async remove(rows) {
    for (const { name } of rows) {
      this.rows.delete(name);
      await this.#vault.remove("papers", name);
      await this.#vault.removeUnder("parts", `${name}/`);
    }
    if (rows.length) this.#tell();
  }

  /** @param {string} url of a part of a paper @returns {Promise<Blob | null>} */
  async find(url) {
    const wanted = meant(url);
    const row = wanted && [...this.rows.values()].find(({ sha }) => sha === wanted.sha);
    if (!row) return null;
    for (const part of instead(wanted.part, this.#widths)) {
      const bytes = await this.#vault.bytes("parts", `${row.name}/${part}`);
      if (bytes) return new Blob([bytes]);
    }
    return null;
  }

  /** @param {() => void} listener @returns {() => void} unsubscribe */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** @param {Row[]} rows */
export function sizeOf(rows) {
  return rows.reduce((sum, { bytes }) => sum + bytes, 0);
}
