/** What whoever presents does: show a page, stop, bring everybody here, hand it over and take it back. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { isSamePlace } from "live/place.js";
import { notify } from "live/toasts.js";
import { HandOver } from "presenting/hand_over.js";
import { usePresents } from "presenting/presents.js";

/** @typedef {import("live/follow.js").Book} Book */

/** @param {{ book: Book }} props */
export function PresentControls({ book }) {
  const presents = usePresents();
  if (!presents) return null;
  return html`
    <div class="present-controls" role="group" aria-label=${t("Presenting")}>
      ${book.leads ? html`<${Stop} />` : html`<${Show} book=${book} />`}
      ${book.presented && html`<${Gather} />`}
      <${Giving} />
    </div>
  `;
}

function Stop() {
  const room = useRoom();
  return html`
    <button type="button" class="button" aria-pressed="true" data-test="stop-presenting" onClick=${() => room.act("presenting.stop")}>
      <${Icon} name="presentation" /><span class="words">${t("Stop presenting")}</span>
    </button>
  `;
}

/** @param {{ book: Book }} props */
function Show({ book }) {
  const { paper, page, presented } = book;
  const place = paper && { paper: paper.id, page };
  return html`
    <button type="button" class="button" disabled=${!place || isSamePlace(place, presented)} data-test="present" onClick=${book.show}>
      <${Icon} name="presentation" /><span class="words">${t("Show to everybody")}</span>
    </button>
  `;
}

function Gather() {
  const room = useRoom();
  const gather = async () => {
    const { ok } = await room.act("presenting.gather");
    if (ok) notify(t("Everybody has been brought here."), "ok");
  };
  return html`<${Round} icon="users-round" name=${t("Bring everyone here")} test="gather" act=${() => void gather()} />`;
}

/** Chair and secretary hand the presenting over, and take it back. */
function Giving() {
  const room = useRoom();
  const asked = useRecord("presenting/presenter");
  const name = useRecord(`participants/${asked?.person ?? ""}`)?.name ?? "";
  const [choosing, choose] = useState(false);
  if (!room.may("papers.present")) return null;
  if (asked) {
    const words = t("Take the presenting back from {name}", { name });
    return html`<${Round} icon="undo-2" name=${words} test="take-back" act=${() => room.act("presenting.take_back")} />`;
  }
  return html`
    <${Round} icon="user-check" name=${t("Let somebody else present")} test="hand-over" act=${() => choose(true)} />
    ${choosing && html`<${HandOver} close=${() => choose(false)} />`}
  `;
}

/** @param {{ icon: string, name: string, test: string, act: () => void }} props */
function Round({ icon, name, test, act }) {
  return html`<button type="button" class="icon-button" aria-label=${name} title=${name} data-test=${test} onClick=${act}><${Icon} name=${icon} /></button>`;
}
