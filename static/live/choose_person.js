import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { Dialog } from "live/dialog.js";
import { fits } from "presenting/people.js";

/**
 * @typedef {import("kernel/types.js").Participant} Participant
 * @typedef {{ verb: string, icon: string, label: (name: string) => string, choose: (person: string) => void }} Choosing
 */

/**
 * One of these people: those who are here stand first.
 * @param {{ title: string, words: string, people: Participant[], close: () => void } & Choosing} props
 */
export function ChoosePerson({ title, words, people, close, ...choosing }) {
  const room = useRoom();
  const [typed, type] = useState("");
  const here = (/** @type {Participant} */ { person }) => Number(room.online.has(person));
  const found = people.filter(({ name }) => fits(name, typed));
  const sorted = found.sort((a, b) => here(b) - here(a) || a.name.localeCompare(b.name, "vi"));
  const choose = (/** @type {string} */ person) => (choosing.choose(person), close());
  return html`
    <${Dialog} title=${title} close=${close}>
      <p class="quiet-text">${words}</p>
      <label class="stack">${t("Name")}<input class="control" type="search" autocomplete="off" value=${typed}
        onInput=${(/** @type {any} */ { target }) => type(target.value)} /></label>
      <ul class="list boxed people-list">
        ${sorted.map((one) => html`<${Person} key=${one.person} one=${one} here=${here(one) > 0} ...${choosing} choose=${choose} />`)}
      </ul>
    <//>
  `;
}

/** @param {{ one: Participant, here: boolean } & Choosing} props */
function Person({ one, here, verb, icon, label, choose }) {
  return html`
    <li class="row apart">
      <span>
        <strong>${one.name}</strong> <span class="quiet-text">${one.title}</span>
        ${!here && html` <span class="chip"><${Icon} name="wifi-off" />${t("Not connected")}</span>`}
      </span>
      <button type="button" class="button" aria-label=${label(one.name)} onClick=${() => choose(one.person)}>
        <${Icon} name=${icon} />${verb}
      </button>
    </li>
  `;
}
