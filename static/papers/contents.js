import { useEffect, useRef } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { labelOf, useStructure } from "papers/structure.js";

/** @typedef {import("papers/pages.js").Paper} Paper */
/** @typedef {import("papers/links.js").Jump} Jump */
/**
 * @typedef {{paper: Paper, page: number, sections: import("papers/leaves.js").Section[], book: boolean, setBook: (on: boolean) => void,
 *   jump: Jump, close: () => void}} Props
 */

/** What stands where: in this paper, and in the book also in all the others. @param {Props} props */
export function Contents({ paper, page, sections, book, setBook, jump, close }) {
  const panel = useRef(/** @type {any} */ (null));
  const { boot } = useRoom();
  useEscape(close);
  useEffect(() => panel.current.querySelector("[aria-current=page], button")?.scrollIntoView({ block: "nearest" }), []);
  const outline = html`<${Outline} paper=${paper} page=${page} jump=${jump} />`;
  return html`
    <nav class="contents" aria-labelledby="contents-title" ref=${panel} data-test="contents">
      <header>
        <h2 id="contents-title">${t("Contents")}</h2>
        <button type="button" class="icon-button" aria-label=${t("Close")} onClick=${close}><${Icon} name="x" /></button>
      </header>
      ${boot.meeting && html`<button type="button" class="button" aria-pressed=${book} onClick=${() => setBook(!book)}><${Icon} name="book-open" />${t("Meeting book")}</button>`}
      ${book ? html`<${Sections} ...${{ sections, paper, outline, jump }} />` : html`<h3>${paper.title}</h3>${outline}`}
    </nav>
  `;
}

/** @param {{sections: Props["sections"], paper: Paper, outline: any, jump: Jump}} props */
function Sections({ sections, paper: here, outline, jump }) {
  return sections.filter(({ papers }) => papers.length).map(({ item, papers }) => html`
    <section key=${item?.id ?? ""}>
      <h3>${item ? `${item.number}. ${item.title}` : t("Papers of the meeting")}</h3>
      ${papers.map((paper) => html`
        <button type="button" class="entry" key=${paper.id} aria-current=${paper.id === here.id ? "true" : undefined} data-test="contents-paper"
          onClick=${() => jump({ paper: paper.id, page: 1 })}>
          <${Icon} name="file-text" /><span>${paper.title}</span><span class="numbers">${t("{n} pp.", { n: paper.pages ?? 0 })}</span>
        </button>
        ${paper.id === here.id && outline}
      `)}
    </section>
  `);
}

/** @param {{paper: Paper, page: number, jump: Jump}} props */
function Outline({ paper, page, jump }) {
  const { outline, labels } = useStructure(paper);
  if (!outline.length) return html`<p class="quiet-text">${t("This paper has no bookmarks.")}</p>`;
  const current = outline.findLastIndex(([, , from]) => from <= page);
  return html`
    <ul class="outline">
      ${outline.map(([level, title, target], i) => html`
        <li key=${i} style=${{ "--level": Math.min(level, 6) - 1 }}>
          <button type="button" class="entry" aria-current=${i === current ? "page" : undefined} data-test="outline-entry"
            onClick=${() => jump({ paper: paper.id, page: target })}>
            <span>${title}</span><span class="numbers">${labelOf(labels, target)}</span>
          </button>
        </li>
      `)}
    </ul>
  `;
}

/** @param {() => void} close */
export function useEscape(close) {
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && close();
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
