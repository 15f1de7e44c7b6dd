import { useEffect, useRef } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, date } from "kernel/time.js";
import { t } from "i18n";
import { useEscape } from "papers/contents.js";
import { looking, useInFile, useLooking } from "papers/in_file.js";
import { labelOf, useStructure } from "papers/structure.js";

/** @typedef {import("papers/in_file.js").Annotation} Annotation */
/** @typedef {import("papers/pages.js").Paper} Paper */

/** @type {Record<string, () => string>} */
const KINDS = {
  Text: () => t("Remark"), FreeText: () => t("Written text"), Line: () => t("Drawn line"), PolyLine: () => t("Drawn line"), Square: () => t("Frame"),
  Circle: () => t("Circle"), Polygon: () => t("Shape"), Highlight: () => t("Highlight"), Underline: () => t("Underlined"), Squiggly: () => t("Underlined"),
  StrikeOut: () => t("Struck out"), Stamp: () => t("Mark of a stamp"), Caret: () => t("Insertion"), Ink: () => t("Drawing"),
};

/** What stands written in the file, page by page; whoever touches a line is led there. @param {{paper: Paper, jump: import("papers/links.js").Jump}} props */
export function InFilePanel({ paper, jump }) {
  return useLooking().paper === paper.id && html`<${Panel} paper=${paper} jump=${jump} />`;
}

/** @param {{paper: Paper, jump: import("papers/links.js").Jump}} props */
function Panel({ paper, jump }) {
  const panel = useRef(/** @type {any} */ (null));
  const pages = Object.entries(useInFile(paper));
  const { labels } = useStructure(paper);
  const close = () => looking.look(null);
  useEscape(close);
  useEffect(() => panel.current.focus(), []);
  const lead = (/** @type {number} */ page, /** @type {Annotation} */ each) => (looking.look(paper.id, each), jump({ paper: paper.id, page }));
  return html`
    <section class="contents in-file" aria-labelledby="in-file-title" tabindex="-1" ref=${panel} data-test="in-file">
      <header>
        <h2 id="in-file-title">${t("Notes in the file")}</h2>
        <button type="button" class="icon-button" aria-label=${t("Close")} onClick=${close}><${Icon} name="x" /></button>
      </header>
      <p class="quiet-text">${t("They came with the paper. Nobody can change them here.")}</p>
      <${OnThePages} />
      ${pages.map(([page, found]) => html`
        <section key=${page}>
          <h3>${t("Page {page}", { page: labelOf(labels, Number(page)) })}</h3>
          ${found.map((each, i) => html`<${Entry} key=${i} each=${each} lead=${() => lead(Number(page), each)} />`)}
        </section>
      `)}
    </section>
  `;
}

/** For this reader alone: others see the pages as they wish. */
function OnThePages() {
  const { hidden } = useLooking();
  return html`
    <button type="button" class="button" aria-pressed=${!hidden} data-test="on-the-pages" onClick=${() => looking.hide(!hidden)}>
      <${Icon} name=${hidden ? "eye-off" : "eye"} />${t("Show them on the pages")}
    </button>
  `;
}

/** @param {{each: Annotation, lead: () => void}} props */
function Entry({ each, lead }) {
  const { kind, by, at, text } = each;
  const who = [by, at !== null && `${clockTime(at)} ${date(at)}`].filter(Boolean).join(" · ");
  return html`
    <button type="button" class="entry" aria-current=${each === looking.at ? "true" : undefined} data-test="in-file-entry" onClick=${lead}>
      <span>
        <strong>${KINDS[kind]?.() ?? kind}</strong>
        ${text && html`<span class="said">${text}</span>`}
        ${who && html`<span class="quiet-text">${who}</span>`}
      </span>
    </button>
  `;
}
