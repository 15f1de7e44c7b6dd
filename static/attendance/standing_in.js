/** Who stands in for members who are away: everybody sees it, chair and secretary say it. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

const VOTERS = ["chair", "member"];

export function StandingIn() {
  const room = useRoom();
  const people = useRecords("participants").sort((a, b) => a.name.localeCompare(b.name, "vi"));
  const known = useRecords("representations");
  const says = room.may("attendance.represent");
  const name = (/** @type {string} */ who) => people.find(({ person }) => person === who)?.name ?? who;
  if (!says && !known.length) return null;
  return html`
    <details class="fold standing-in" data-test="standing-in">
      <summary><${Icon} name="chevron-right" />${t("Standing in for members who are away: {count}", { count: known.length })}</summary>
      <div class="stack">
        <ul class="list">
          ${known.map(({ member, by }) => html`
            <li key=${member} class="row apart">
              <span>${t("{by} for {member}", { by: name(by), member: name(member) })}</span>
              ${says && html`<button type="button" class="button quiet" onClick=${() => room.act("attendance.end_representation", { member })}>${t("End")}</button>`}
            </li>
          `)}
        </ul>
        ${says && html`<${Say} people=${people} />`}
      </div>
    </details>
  `;
}

/** @param {{people: import("kernel/types.js").Participant[]}} props */
function Say({ people }) {
  const room = useRoom();
  const [member, setMember] = useState("");
  const [by, setBy] = useState("");
  const [problem, setProblem] = useState("");
  const say = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { error } = await room.act("attendance.represent", { member, by });
    setProblem(error ? (error.message ?? error.code) : "");
    if (!error) (setMember(""), setBy(""));
  };
  const choice = (/** @type {string} */ label, /** @type {string} */ value, /** @type {(who: string) => void} */ set, /** @type {(one: any) => boolean} */ fits) => html`
    <label class="field">
      <span>${label}</span>
      <select class="control" required value=${value} onChange=${(/** @type {any} */ { target }) => set(target.value)}>
        <option value="">${t("Choose…")}</option>
        ${people.filter(fits).map(({ person, name }) => html`<option key=${person} value=${person}>${name}</option>`)}
      </select>
    </label>
  `;
  return html`
    <form class="stack" onSubmit=${say}>
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      ${choice(t("Member who is away"), member, setMember, ({ entitled }) => entitled)}
      ${choice(t("Who stands in"), by, setBy, ({ role, person }) => VOTERS.includes(role) && person !== member)}
      <div class="row"><button class="button" data-test="stand-in"><${Icon} name="check" />${t("Write down")}</button></div>
      <p class="quiet-text small-text">${t("It counts in votes that open while the member is away and whoever stands in is here.")}</p>
    </form>
  `;
}
