/** Asking for the floor: one tap, or with a subject or as a point of order through a small form. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { html, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { kindWord } from "floor/words.js";
import { Dialog } from "live/dialog.js";

const SUBJECT_LENGTH = 200;

/** @param {{open: boolean, may_contribute: boolean}} props */
export function Ask({ open, may_contribute }) {
  const room = useRoom();
  const [writing, setWriting] = useState(false);
  const ask = (/** @type {object} */ args) => room.act("floor.ask", { id: newId(), kind: "contribution", ...args });
  const contribution = open && may_contribute;
  return html`
    <div class="ask row tight">
      ${contribution &&
      html`
        <button type="button" class="button primary" data-test="ask-to-speak" onClick=${() => ask({})}>
          <${Icon} name="hand" />${t("Ask to speak")}
        </button>
      `}
      ${!open && may_contribute && html`<p class="closed"><${Icon} name="lock" />${t("The queue is closed")}</p>`}
      <button type="button" class="button more" data-test="ask-with-subject" onClick=${() => setWriting(true)}>
        <${Icon} name=${contribution ? "pencil" : "octagon-alert"} />
        <span class="words">${contribution ? t("With a subject") : t("Point of order")}</span>
      </button>
      ${writing &&
      html`<${AskForm} contribution=${contribution} ask=${ask} close=${() => setWriting(false)} />`}
    </div>
  `;
}

/** @param {{contribution: boolean, ask: (args: object) => void, close: () => void}} props */
function AskForm({ contribution, ask, close }) {
  const send = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    ask({ kind: form.get("kind"), subject: String(form.get("subject")).trim() });
    close();
  };
  return html`
    <${Dialog} title=${t("Ask to speak")} close=${close}>
      <form class="stack" onSubmit=${send}>
        <${KindChoice} contribution=${contribution} />
        <div class="field">
          <label for="ask-subject">${t("Subject (may be left empty)")}</label>
          <input id="ask-subject" name="subject" maxlength=${SUBJECT_LENGTH} autocomplete="off" />
        </div>
        <div class="row apart">
          <button type="button" class="button" onClick=${close}>${t("Cancel")}</button>
          <button type="submit" class="button primary" data-test="send-request"><${Icon} name="send" />${t("Send")}</button>
        </div>
      </form>
    <//>
  `;
}

/** @param {{contribution: boolean}} props */
function KindChoice({ contribution }) {
  /** @type {import("kernel/types.js").Speaker["kind"][]} */
  const kinds = contribution ? ["contribution", "point_of_order"] : ["point_of_order"];
  return html`
    <fieldset class="choices">
      <legend class="visually-hidden">${t("Kind of request")}</legend>
      ${kinds.map(
        (kind, index) => html`
          <label class="choice"><input type="radio" name="kind" value=${kind} defaultChecked=${index === 0} />${kindWord(kind)}</label>
        `,
      )}
    </fieldset>
  `;
}
