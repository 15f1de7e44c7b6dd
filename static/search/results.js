/** What was found: papers under their items, each with its pages. */
import { t } from "i18n";
import { html, useRecord } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

/** @typedef {import("search/asking.js").Found} Found */
/** @typedef {(found: Found, page: number) => void} Open */

/** @param {{ found: Found[], meeting: string, open: Open }} props meeting: the one that we are in */
export function Results({ found, meeting, open }) {
  return html`
    <ul class="list search-list" data-test="results">
      ${found.map((one) => html`<${Paper} key=${`${one.meeting.id}/${one.paper.id}`} ...${{ one, open }} isHere=${one.meeting.id === meeting} />`)}
    </ul>
  `;
}

/** @param {{ one: Found, open: Open, isHere: boolean }} props */
function Paper({ one, open, isHere }) {
  const item = useRecord(`items/${one.item?.id ?? ""}`);
  const under = one.item && (isHere && item?.number ? `${item.number}. ${one.item.title}` : one.item.title);
  const more = one.pages.length - one.hits.length;
  return html`
    <li class="found">
      ${!isHere && html`<p class="found-item">${one.meeting.title}</p>`}
      ${under && html`<p class="found-item">${under}</p>`}
      <button type="button" class="found-paper" data-test="found-paper" onClick=${() => open(one, one.hits[0]?.page ?? 1)}>
        <${Icon} name="file-text" /><span><${Pieces} pieces=${one.title ?? [{ text: one.paper.title, found: false }]} /></span>
      </button>
      ${one.hits.map(
        ({ page, excerpt }) => html`
          <button type="button" class="found-page" key=${page} data-test="found-page" onClick=${() => open(one, page)}>
            <span class="numbers">${t("Page {page}", { page })}</span><span><${Pieces} pieces=${excerpt} /></span>
          </button>
        `,
      )}
      ${more > 0 && html`<p class="quiet-text small-text found-more">${t("and on {pages} more pages", { pages: more })}</p>`}
    </li>
  `;
}

/** @param {{ pieces: import("search/asking.js").Piece[] }} props */
function Pieces({ pieces }) {
  return pieces.map(({ text, found }) => (found ? html`<mark>${text}</mark>` : text));
}
