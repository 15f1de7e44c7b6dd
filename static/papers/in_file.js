/** What other programs had written on a paper's pages before it was filed: what it says, and whether it is seen on the pages. */
import { useEffect, useState } from "preact/hooks";
import { html, useRedraw } from "kernel/hooks.js";
import { percent } from "papers/links.js";
import { read, write } from "papers/remembered.js";

/**
 * @typedef {{kind: string, boxes: [left: number, top: number, right: number, bottom: number][], by: string, at: number | null, text: string}} Annotation
 *   kind: as PDF calls it; boxes in 1/10000 of the page's width; at: ms
 * @typedef {Record<string, Annotation[]>} ByPage
 */

const UNITS = 10_000;
const HIDDEN = "notes-in-file-hidden";
const NONE = /** @type {ByPage} */ ({});
const NOBODYS = { sha: "" };

/** @type {Map<string, Promise<ByPage>>} by the paper's bytes */
const asked = new Map();

/** @param {{sha: string}} paper @returns {ByPage} nothing until it is here */
export function useInFile({ sha }) {
  const [known, setKnown] = useState({ sha: "", pages: NONE });
  useEffect(() => {
    if (!sha) return;
    let current = true;
    inFile(sha).then((pages) => current && setKnown({ sha, pages }));
    return () => void (current = false);
  }, [sha]);
  return known.sha === sha ? known.pages : NONE;
}

/** @param {string} sha @returns {Promise<ByPage>} a paper can be read without it, so none is no fault */
function inFile(sha) {
  const known = asked.get(sha) ?? ask(sha);
  asked.set(sha, known);
  return known.catch(() => (asked.delete(sha), NONE));
}

/** @param {string} sha @returns {Promise<ByPage>} */
async function ask(sha) {
  const answer = await fetch(`/papers/${sha}/annotations`);
  if (!answer.ok) throw new Error(`annotations: ${answer.status}`);
  return (await answer.json()).pages;
}

/** Which paper's list of it is open on this screen, which of it is looked at now, and whether it is left out of the pages. */
class Looking {
  /** @type {string | null} the paper */
  paper = null;
  /** @type {Annotation | null} */
  at = null;
  hidden = read(HIDDEN);
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {string | null} paper @param {Annotation | null} [at] */
  look(paper, at = null) {
    Object.assign(this, { paper, at });
    this.#tell();
  }

  /** @param {boolean} hidden in all papers, as this device remembers */
  hide(hidden) {
    this.hidden = hidden;
    write(HIDDEN, hidden);
    this.#tell();
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }

  /** @param {() => void} listener @returns {() => void} unsubscribe */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

export const looking = new Looking();

/** Drawn anew when something else is looked at. */
export function useLooking() {
  const redraw = useRedraw();
  useEffect(() => looking.subscribe(redraw), []);
  return looking;
}

/** Whether the page is to be shown without it. @param {import("papers/pages.js").Paper} paper @param {number} page */
export function useBare(paper, page) {
  // Whoever wants to see everything need not know what there is.
  return useInFile(useLooking().hidden ? paper : NOBODYS)[page] !== undefined;
}

/** Frames around what can be read, while it is read. @param {{paper: import("papers/pages.js").Paper, page: number, ratio: number}} props */
export function InFile({ paper, page, ratio }) {
  return useLooking().paper === paper.id && html`<${Frames} ...${{ paper, page, ratio }} />`;
}

/** @param {{paper: import("papers/pages.js").Paper, page: number, ratio: number}} props */
function Frames({ paper, page, ratio }) {
  const here = useInFile(paper)[page] ?? [];
  return html`
    <div class="page-in-file" aria-hidden="true">
      ${here.flatMap((each, i) => each.boxes.map((box, n) => html`
        <span key=${`${i} ${n}`} class=${each === looking.at ? "looked-at" : ""} style=${placed(box, ratio)}></span>
      `))}
    </div>
  `;
}

/** @param {Annotation["boxes"][0]} box @param {number} ratio */
function placed([left, top, right, bottom], ratio) {
  const tall = UNITS * ratio;
  return { left: percent(left / UNITS), top: percent(top / tall), width: percent((right - left) / UNITS), height: percent((bottom - top) / tall) };
}
