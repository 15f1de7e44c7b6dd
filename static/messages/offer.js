/** What may be called for in this meeting, for the secretary to set. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { kindWord } from "messages/words.js";

const LONGEST_KIND = 40;
const KNOWN = ["secretary", "water", "interpreter", "technical", "papers"];

export function Offer() {
  const room = useRoom();
  const offered = useRecord("help/now")?.kinds ?? [];
  const [own, setOwn] = useState("");
  const choices = [...new Set([...KNOWN, ...offered])];
  const set = (/** @type {string} */ kind, /** @type {boolean} */ on) => {
    const kinds = on ? [...offered, kind] : offered.filter((one) => one !== kind);
    if (kinds.length) room.act("messages.offer_help", { kinds });
  };
  const add = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (own.trim()) set(own.trim(), true);
    setOwn("");
  };
  return html`
    <details class="fold">
      <summary><${Icon} name="chevron-right" />${t("What people may call for")}</summary>
      <fieldset class="choices">
        <legend class="visually-hidden">${t("What people may call for")}</legend>
        ${choices.map((kind) => html`
          <label class="choice" key=${kind}>
            <input type="checkbox" checked=${offered.includes(kind)} onChange=${(/** @type {any} */ { target }) => set(kind, target.checked)} />${kindWord(kind)}
          </label>
        `)}
      </fieldset>
      <form class="row one-line" onSubmit=${add}>
        <input class="control grow" aria-label=${t("Something else")} placeholder=${t("Something else")} maxlength=${LONGEST_KIND} autocomplete="off"
               value=${own} onInput=${(/** @type {any} */ { target }) => setOwn(target.value)} />
        <button class="button"><${Icon} name="plus" />${t("Add")}</button>
      </form>
    </details>
  `;
}
