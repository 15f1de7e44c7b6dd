/** Asking for the floor: one tap, or through a small form that says what about, in which way, and from which page. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { html, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { AskForm } from "floor/ask_form.js";

/** @typedef {ReturnType<typeof import("floor/hall.js").useHall>} Hall */

/** @param {{hall: Hall, live: boolean, asks: boolean, book?: import("live/follow.js").Book}} props asks: nothing of mine waits here yet */
export function Ask({ hall, live, asks, book }) {
  const room = useRoom();
  const [writing, setWriting] = useState(false);
  const ask = (/** @type {object} */ args) => room.act("floor.ask", { id: newId(), kind: "contribution", ...args });
  const { open } = hall.lines[0].queue;
  const contribution = live && open && asks;
  return html`
    <div class="ask row tight ${live && !asks ? "small" : ""}">
      ${contribution &&
      html`
        <button type="button" class="button primary" data-test="ask-to-speak" onClick=${() => ask({})}>
          <${Icon} name="hand" />${t("Ask to speak")}
        </button>
      `}
      ${live && !open && asks && html`<p class="closed"><${Icon} name="lock" />${t("The queue is closed")}</p>`}
      <button type="button" class="button more" data-test="ask-with-subject" onClick=${() => setWriting(true)}>
        <${Icon} name=${contribution ? "pencil" : live ? "octagon-alert" : "hand"} />
        <span class="words">${moreWords(live, contribution)}</span>
      </button>
      ${writing && html`<${AskForm} ...${{ hall, live, ask, book }} close=${() => setWriting(false)} />`}
    </div>
  `;
}

/** @param {boolean} live @param {boolean} contribution */
function moreWords(live, contribution) {
  if (!live) return t("Register to speak");
  return contribution ? t("With a subject") : t("Another request");
}
