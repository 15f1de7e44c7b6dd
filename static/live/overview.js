/** What stands in the middle when no paper is open: the meeting, what is on now, and its papers one tap away. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, date } from "kernel/time.js";
import { latestOf, nextItem, openItem, papersOf } from "agenda/tree.js";

/** @typedef {import("live/follow.js").Book} Book */
/** @typedef {import("kernel/types.js").Meeting} Meeting */
/** @typedef {import("kernel/types.js").Item} Item */

/** @param {{ book: Book }} props */
export function Overview({ book }) {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const items = useRecords("items");
  const item = meeting?.state === "ended" ? undefined : (openItem(items) ?? nextItem(items));
  if (!meeting) return null;
  return html`
    <div class="overview">
      <section class="card">
        <h2>${meeting.title}</h2>
        <${Facts} meeting=${meeting} />
      </section>
      ${item && html`<${ItemCard} item=${item} book=${book} />`}
    </div>
  `;
}

/** @param {{ meeting: Meeting }} props */
function Facts({ meeting }) {
  const { body, kind, starts_at, place, online_url, written } = meeting;
  return html`
    <dl class="facts">
      <dt>${t("Body")}</dt><dd>${body.name}</dd>
      ${kind && html`<dt>${t("Kind of meeting")}</dt><dd>${kind.name}</dd>`}
      ${!written && html`<dt>${t("Time")}</dt><dd class="numbers">${clockTime(starts_at)}, ${date(starts_at)}</dd>`}
      ${place && html`<dt>${t("Place")}</dt><dd>${place}</dd>`}
      ${online_url && html`<dt>${t("Online")}</dt><dd><a href=${online_url} target="_blank" rel="noopener noreferrer">${online_url}</a></dd>`}
    </dl>
  `;
}

/** @param {{ item: Item, book: Book }} props */
function ItemCard({ item, book }) {
  const papers = papersOf(latestOf(useRecords("papers")), item.id).filter(({ state }) => state === "ready");
  return html`
    <section class="card ${item.state === "open" ? "live" : ""}">
      <p class="quiet-text">${item.state === "open" ? t("Now") : t("Next")}</p>
      <h2>${item.number}. ${item.title}</h2>
      ${papers.map(
        (paper) => html`
          <button type="button" class="button large" key=${paper.id} data-test="open-paper" onClick=${() => book.go(paper.id, 1)}>
            <${Icon} name="file-text" />${paper.title}
          </button>
        `,
      )}
      ${!papers.length && html`<p class="quiet-text">${t("No papers are filed under this item.")}</p>`}
    </section>
  `;
}
