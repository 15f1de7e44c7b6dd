/** Who keeps the key of a secret vote: the server, or several people of whom so many are needed. */
import { useState } from "preact/hooks";

import { html, useRecords } from "kernel/hooks.js";
import { t } from "i18n";

const FEWEST = 2;
const MOST = 7;
const ROLES = ["chair", "secretary", "member", "guest"];

/** @param {FormData} data @returns {{keys?: {holders: string[], needed: number}}} as polls.prepare takes it */
export function keysIn(data) {
  if (!data.has("holder")) return {};
  return { keys: { holders: data.getAll("holder").map(String), needed: Number(data.get("needed")) } };
}

/** @param {{shared: boolean, share: (shared: boolean) => void}} props */
export function HoldersField({ shared, share }) {
  const [holders, setHolders] = useState(/** @type {string[]} */ ([]));
  const people = useRecords("participants").filter(({ role }) => ROLES.includes(role));
  const toggle = (/** @type {string} */ person) => setHolders(holders.includes(person) ? holders.filter((one) => one !== person) : [...holders, person]);
  const numbers = Array.from({ length: Math.max(1, holders.length - 1) }, (_, at) => FEWEST + at);
  const full = holders.length >= MOST;
  return html`
    <fieldset class="choices column">
      <legend class="label">${t("Who keeps the key to the ballots")}</legend>
      <label class="choice"><input type="radio" name="keeper" checked=${!shared} onChange=${() => share(false)} />${t("The server, until the vote closes")}</label>
      <label class="choice"><input type="radio" name="keeper" checked=${shared} data-test="share-keys" onChange=${() => share(true)} />${t("Several people together, each on their own device")}</label>
      ${shared &&
      people.map(({ person, name }) => html`
        <label class="choice inner" key=${person}>
          <input type="checkbox" name="holder" value=${person} checked=${holders.includes(person)} required=${holders.length < FEWEST}
            disabled=${full && !holders.includes(person)} onChange=${() => toggle(person)} />${name}
        </label>
      `)}
      ${shared &&
      html`
        <label class="field">
          <span>${t("How many of them are needed")}</span>
          <select class="control short" name="needed">${numbers.map((number) => html`<option key=${number} value=${number}>${number}</option>`)}</select>
        </label>
        <p class="hint">${t("Each makes a key before the vote is opened and gives it when voting is over. Whoever loses the device is missed, so choose more people than are needed.")}</p>
      `}
    </fieldset>
  `;
}
