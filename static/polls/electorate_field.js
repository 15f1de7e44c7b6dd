/** Who may vote: everybody who has a vote in the meeting, some units, or some persons; perhaps only who is here. */
import { useState } from "preact/hooks";

import { html, useRecords } from "kernel/hooks.js";
import { t } from "i18n";

/** @param {FormData} data @returns {{units: string[], persons: string[], here: boolean}} as polls.prepare takes it */
export function electorateIn(data) {
  const all = (/** @type {string} */ name) => data.getAll(name).map(String);
  return { units: all("unit"), persons: all("person"), here: data.has("here") };
}

export function ElectorateField() {
  const [of, setOf] = useState("all");
  const members = useRecords("participants").filter(({ entitled }) => entitled);
  const units = [...new Set(members.map(({ unit }) => unit).filter(Boolean))].sort((a, b) => a.localeCompare(b, "vi"));
  const kinds = [["all", t("All members")], ...(units.length ? [["units", t("Some units")]] : []), ["persons", t("Some persons")]];
  return html`
    <fieldset class="choices column">
      <legend class="label">${t("Who votes")}</legend>
      ${kinds.map(([kind, words]) => html`
        <label class="choice" key=${kind}><input type="radio" name="electorate" checked=${of === kind} onChange=${() => setOf(kind)} />${words}</label>
      `)}
      ${of === "units" && units.map((unit) => html`<label class="choice inner" key=${unit}><input type="checkbox" name="unit" value=${unit} />${unit}</label>`)}
      ${of === "persons" && members.map(({ person, name }) => html`<label class="choice inner" key=${person}><input type="checkbox" name="person" value=${person} />${name}</label>`)}
      <label class="choice"><input type="checkbox" name="here" />${t("Only those who are present")}</label>
    </fieldset>
  `;
}
