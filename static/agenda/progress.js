/** How far the server has come with a paper, for the desk, which alone hears of it. */
import { useEffect, useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";

/** @typedef {{ paper: string, step: string, page: number, pages: number }} Progress */

// Whoever said nothing for so long has finished, or has gone away over it.
const BELIEVED_MS = 15_000;

/** The last that was heard of this paper, if that is not long ago. @param {string} paper */
function useProgress(paper) {
  const room = useRoom();
  const [heard, setHeard] = useState(/** @type {Progress | null} */ (null));
  useEffect(() => room.on("progress", (/** @type {Progress} */ progress) => progress.paper === paper && setHeard(progress)), [room, paper]);
  useEffect(() => {
    const timer = heard ? setTimeout(() => setHeard(null), BELIEVED_MS) : 0;
    return () => clearTimeout(timer);
  }, [heard]);
  return heard;
}

/**
 * A small bar under a paper's title while its pages are being prepared; it can be read meanwhile.
 * @param {{ paper: import("kernel/types.js").Paper }} props
 */
export function PaperProgress({ paper }) {
  const heard = useProgress(paper.id);
  if (paper.state === "converting") return html`<progress class="progress" aria-label=${t("Being prepared")}></progress>`;
  if (paper.state !== "ready" || heard?.step !== "drawing" || heard.page >= heard.pages) return null;
  const words = t("Readable now; preparing page {page} of {pages}", { page: heard.page, pages: heard.pages });
  return html`<span class="details">${words}</span><progress class="progress" max=${heard.pages} value=${heard.page} aria-label=${words}></progress>`;
}
