import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { useStructure } from "papers/structure.js";

/** @typedef {(place: {paper: string, page: number}) => void} Jump */

/** The links of a page to other pages of its paper. @param {{paper: import("papers/pages.js").Paper, page: number, ratio: number, jump: Jump}} props */
export function Links({ paper, page, ratio, jump }) {
  const { links, labels } = useStructure(paper);
  const here = links[page] ?? [];
  if (!here.length) return null;
  return html`
    <div class="page-links">
      ${here.map(([x0, y0, x1, y1, target], i) => html`
        <a key=${i} href=${`#page-${target}`} draggable=${false} data-test="page-link"
          aria-label=${t("Go to page {page}", { page: labels[target - 1] || target })}
          style=${{ left: percent(x0), top: percent(y0 / ratio), width: percent(x1 - x0), height: percent((y1 - y0) / ratio) }}
          onClick=${(/** @type {Event} */ event) => (event.preventDefault(), jump({ paper: paper.id, page: target }))}></a>
      `)}
    </div>
  `;
}

/** @param {number} part @returns {string} of the page's width, or of its height */
export function percent(part) {
  return `${100 * part}%`;
}
