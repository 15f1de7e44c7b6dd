import { loadPage, swap } from "meetings/pages.js";

const EVERY_MS = 2_000;

/**
 * Keep the shelves of papers true while files are uploaded or converted.
 * @param {() => boolean} uploading
 * @returns {() => void} call it when there may be something new to watch
 */
export function watchPapers(uploading) {
  let timer = 0;
  let last = false;

  const wanted = () => uploading() || document.querySelector("[data-state=uploaded], [data-state=converting]") !== null;

  async function look() {
    if (!document.hidden) await refresh().catch(() => undefined);
    timer = 0;
    plan();
  }

  // One more look after the last change, so that the end is seen too.
  function plan() {
    const now = wanted();
    if (!timer && (now || last)) timer = setTimeout(look, EVERY_MS);
    last = now;
  }

  plan();
  return plan;
}

async function refresh() {
  const { page, status } = await loadPage(location.href);
  if (status >= 400) return;
  const changed = [...page.querySelectorAll(".shelf")].filter((fresh) => {
    const shelf = document.getElementById(fresh.id);
    return shelf && content(shelf) !== content(fresh) && !isBeingEdited(shelf);
  });
  if (changed.length) swap(page, ["steps", ...changed.map((shelf) => shelf.id)]);
}

/** @param {Element} shelf */
const content = (shelf) => [...shelf.querySelectorAll("[data-paper]")]
  .map((paper) => `${paper.id} ${paper.getAttribute("data-state")}`)
  .join();

/** @param {Element} shelf */
const isBeingEdited = (shelf) => shelf.contains(document.activeElement) && shelf.querySelector("details[open]") !== null;
