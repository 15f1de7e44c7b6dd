import { useState } from "preact/hooks";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { carryInk } from "papers/carrying.js";
import { stayed } from "papers/staying.js";

/** @typedef {import("papers/pages.js").Paper} Paper */
/** @typedef {(place: {paper: string, page: number}) => void} Open */

/**
 * What one must know of a paper while reading it.
 * @param {{paper: Paper, page: number, open: Open, book: boolean}} props  book: it is one of several that are leafed through
 */
export function Notices({ paper, page, open, book }) {
  return html`
    ${book && html`<${Title} paper=${paper} />`}
    <${Newer} paper=${paper} page=${page} open=${open} />
    <${Older} key=${`older ${paper.id}`} paper=${paper} page=${page} open=${open} />
    <${Stayed} key=${`stayed ${paper.id}`} paper=${paper} open=${open} />
    <${ReadingCopy} key=${`copy ${paper.id}`} paper=${paper} />
  `;
}

/** @param {{paper: Paper}} props */
function Title({ paper }) {
  const item = useRecord(`items/${paper.item ?? ""}`);
  return html`
    <div class="reader-title" data-test="reader-title">
      <${Icon} name="book-open" /><p>${item && html`<span class="quiet-text">${item.number}. ${item.title} › </span>`}${paper.title}</p>
    </div>
  `;
}

/** This version is no longer the latest. @param {{paper: Paper, page: number, open: Open}} props */
function Newer({ paper, page, open }) {
  const room = useRoom();
  const newer = useRecord(`papers/${paper.replaced_by ?? ""}`);
  const mine = useRecords("strokes").some((stroke) => stroke.paper === paper.id && stroke.by === room.viewer.person);
  if (!newer || newer.state !== "ready") return null;
  const same = (newer.unchanged ?? []).indexOf(page) + 1;
  const openNewer = () => open({ paper: newer.id, page: same || page });
  const carry = () => (void carryInk(room, paper.id, newer.id), openNewer());
  return html`
    <div class="reader-notice warn" role="status" data-test="newer-version">
      <${Icon} name="files" />
      <p>${t("There is a newer version of this paper.")}</p>
      <button type="button" class="button" onClick=${openNewer}>${t("Open the new version")}</button>
      ${mine && newer.unchanged?.some(Boolean) && html`<button type="button" class="button" onClick=${carry}>${t("Open it with my ink")}</button>`}
    </div>
  `;
}

/** This version has replaced another, which can still be read. @param {{paper: Paper, page: number, open: Open}} props */
function Older({ paper, page, open }) {
  const older = useRecord(`papers/${paper.replaces ?? ""}`);
  const [seen, setSeen] = useState(false);
  if (seen || !older || older.state !== "ready") return null;
  const same = paper.unchanged?.[page - 1];
  return html`
    <div class="reader-notice" data-test="older-version">
      <${Icon} name="files" />
      <p>${t("Version {n} of this paper.", { n: paper.version ?? 2 })}</p>
      <button type="button" class="button" onClick=${() => open({ paper: older.id, page: same || page })}>${t("Open the version before")}</button>
      <${Understood} act=${() => setSeen(true)} />
    </div>
  `;
}

/** Marks on pages that are others now. @param {{paper: Paper, open: Open}} props */
function Stayed({ paper, open }) {
  const { store } = useRoom();
  const [seen, setSeen] = useState(false);
  const found = stayed(paper, (id) => store.get(`papers/${id}`), useRecords("strokes"));
  if (seen || !found.length) return null;
  return html`
    <div class="reader-notice" data-test="stayed">
      <${Icon} name="pen" />
      ${found.map(({ paper: older, count, pages }) => html`
        <p key=${older.id}>${count === 1 ? t("1 mark stayed on version {n}:", { n: older.version }) : t("{count} marks stayed on version {n}:", { count, n: older.version })}
          ${pages.map((page) => html`
            <button type="button" class="button quiet" key=${page} onClick=${() => open({ paper: older.id, page })}>${t("page {page}", { page })}</button>
          `)}
        </p>
      `)}
      <${Understood} act=${() => setSeen(true)} />
    </div>
  `;
}

/** The pages were made from another kind of document. @param {{paper: Paper}} props */
function ReadingCopy({ paper }) {
  const { boot } = useRoom();
  const [seen, setSeen] = useState(false);
  if (seen || !paper.reading_copy) return null;
  return html`
    <div class="reader-notice" data-test="reading-copy">
      <${Icon} name="info" />
      <p>${t("Reading copy: the layout may differ from the original.")}</p>
      ${!paper.guarded && html`<a class="button" href=${`/meetings/${boot.meeting}/papers/${paper.id}/original`} download><${Icon} name="download" />${t("Download the original")}</a>`}
      <${Understood} act=${() => setSeen(true)} />
    </div>
  `;
}

/** @param {{act: () => void}} props */
function Understood({ act }) {
  return html`<button type="button" class="icon-button" aria-label=${t("Close this notice")} title=${t("Close this notice")} onClick=${act}><${Icon} name="x" /></button>`;
}
