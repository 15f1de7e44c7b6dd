import { t } from "i18n";
import { loadPage, swap } from "meetings/pages.js";

/** @typedef {{ state: string, step: string, page: number, pages: number }} Progress */

const EVERY_MS = 700;

/**
 * Keep the shelves of papers true while files are uploaded, converted or drawn.
 * @param {string} url where the progress of all papers is to be had
 * @param {() => boolean} uploading
 * @returns {() => void} call it when there may be something new to watch
 */
export function watchPapers(url, uploading) {
  let timer = 0;
  let last = true; // pages may be being drawn already

  async function look() {
    const underway = document.hidden ? true : await refresh(url).catch(() => true);
    timer = 0;
    plan(underway);
  }

  // One more look after the last change, so that the end is seen too.
  function plan(underway = false) {
    const now = underway || uploading();
    if (!timer && (now || last)) timer = setTimeout(look, EVERY_MS);
    last = now;
  }

  plan();
  return () => plan(true);
}

/** @param {string} url @returns {Promise<boolean>} whether something is still under way */
async function refresh(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) return false;
  /** @type {Record<string, Progress>} */
  const papers = await answer.json();
  const stale = isOutOfDate(papers);
  if (stale && !isBeingEdited(document)) await reload();
  for (const [id, progress] of Object.entries(papers)) show(id, progress);
  return stale || Object.values(papers).some(isUnderway);
}

/** @param {Progress} progress */
const isUnderway = ({ state, page, pages }) => state === "uploaded" || state === "converting" || page < pages;

/** Whether a paper is new here, or gone, or no longer in the state that is shown. @param {Record<string, Progress>} papers */
function isOutOfDate(papers) {
  const lines = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#shelves [data-paper]"));
  const shown = new Map([...lines].map(({ dataset }) => [dataset.paper ?? "", dataset.state]));
  const changed = [...shown].some(([id, state]) => papers[id]?.state !== state);
  const older = new Set([...document.querySelectorAll("#shelves [data-version]")].map((line) => line.getAttribute("data-version")));
  return changed || Object.keys(papers).some((id) => !shown.has(id) && !older.has(id));
}

async function reload() {
  const { page, status } = await loadPage(location.href);
  if (status >= 400) return;
  const changed = [...page.querySelectorAll(".shelf")].filter((fresh) => {
    const shelf = document.getElementById(fresh.id);
    return shelf && content(shelf) !== content(fresh);
  });
  if (changed.length) swap(page, ["steps", ...(boardIsFree() ? ["expected"] : []), ...changed.map((shelf) => shelf.id)]);
}

/** @param {string} id @param {Progress} progress */
function show(id, { state, step, page, pages }) {
  const place = /** @type {HTMLElement | null} */ (document.querySelector(`#paper-${CSS.escape(id)} > [data-progress]`));
  const words = place?.querySelector("[data-progress-words]");
  if (!place || !words) return;
  const drawing = state === "ready" && step === "drawing" && page < pages;
  if (state === "ready") place.hidden = !drawing;
  if (!drawing) return;
  words.textContent = t("Readable now; preparing page {page} of {pages}", { page, pages });
  const bar = place.querySelector("progress");
  if (bar) Object.assign(bar, { max: pages, value: page });
}

/** @param {Element} shelf */
const content = (shelf) => [...shelf.querySelectorAll("[data-paper], [data-version]")]
  .map((paper) => `${paper.id} ${paper.getAttribute("data-version")} ${paper.getAttribute("data-state")}`)
  .join();

/** @param {ParentNode} place */
const isBeingEdited = (place) => place.querySelector(".shelf details.fold[open] :focus, .shelf [data-moving]") !== null;

/** Whether nobody writes on the board of papers to come: it then shows at once what has come. */
const boardIsFree = () => document.querySelector("#expected :focus:not(button, summary, a)") === null;
