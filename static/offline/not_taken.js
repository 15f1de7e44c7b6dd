/** What somebody wrote while the network was away, and the server then would not have: kept, to be taken elsewhere. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, date } from "kernel/time.js";
import { Dialog } from "live/dialog.js";
import { notify } from "live/toasts.js";
import { pictureOf } from "offline/picture.js";
import { spoken } from "slips/words.js";

/** @typedef {import("kernel/types.js").Action} Action */

/** The way to it; nothing while there is none. */
export function NotTaken() {
  const { refused } = useRoom().outbox;
  const [listed, list] = useState(false);
  if (!refused.length) return null;
  return html`
    <button type="button" class="chip danger" data-test="not-taken" onClick=${() => list(true)}>
      <${Icon} name="circle-alert" />${t("{n} not taken", { n: refused.length })}
    </button>
    ${listed && html`
      <${Dialog} title=${t("Not taken by the server")} close=${() => list(false)}>
        <p>${t("You wrote this without network, and meanwhile it could not be taken any more. It is kept here until you remove it.")}</p>
        <ul class="list boxed">${refused.map((action) => html`<${Line} key=${action.id} action=${action} />`)}</ul>
      <//>
    `}
  `;
}

/** @param {{ action: Action }} props */
function Line({ action: { id, args, asked_at, error } }) {
  const room = useRoom();
  const paper = useRecord(`papers/${args.paper ?? ""}`);
  const item = useRecord(`items/${args.item ?? ""}`);
  const slip = useRecord(`slips/${room.boot.meeting}`);
  const text = args.text || (args.answers && spoken(slip?.questions ?? [], args.answers));
  const onPaper = paper ? t("{title}, page {page} of {pages}", { title: paper.title, page: args.page, pages: paper.pages ?? args.page }) : t("A paper that is not here any more");
  const where = item ? `${item.number}. ${item.title}` : args.answers ? (slip?.subject ?? "") : onPaper;
  const why = error?.message ?? t("This was refused ({code}).", { code: error?.code ?? "" });
  return html`
    <li class="row apart">
      <span>
        <strong class="lines">${text || t("Writing on a page")}</strong>${" "}
        <span class="quiet-text numbers">${where} · ${date(asked_at)} ${clockTime(asked_at)}</span><br />
        <span>${why}</span>
      </span>
      <span class="row tight">
        ${text
          ? html`<button type="button" class="button" onClick=${() => copy(text)}><${Icon} name="copy" />${t("Copy")}</button>`
          : html`<button type="button" class="button" onClick=${() => save(args)}><${Icon} name="download" />${t("Save as a picture")}</button>`}
        <button type="button" class="icon-button" aria-label=${t("Remove")} title=${t("Remove")} onClick=${() => room.outbox.forget(id)}>
          <${Icon} name="trash-2" />
        </button>
      </span>
    </li>
  `;
}

/** @param {string} text */
async function copy(text) {
  await navigator.clipboard.writeText(text);
  notify(t("Copied"), "ok");
}

/** @param {Record<string, any>} mark */
async function save(mark) {
  const address = URL.createObjectURL(await pictureOf(mark));
  Object.assign(document.createElement("a"), { href: address, download: "i-cabinet.png" }).click();
  URL.revokeObjectURL(address);
}
