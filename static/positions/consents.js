/** The items that are to be adopted together, live for everybody; any member can pull one out. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { Dialog } from "live/dialog.js";
import { StateChip, useDuties, useIsRunning, useNames, useSpeaksFor, useStandings } from "positions/hooks.js";
import { inState } from "positions/standing.js";

/** @typedef {import("positions/standing.js").Standing} Standing */

export function ConsentList() {
  const call = useRecord("position_calls/now");
  return call ? html`<${List} call=${call} />` : null;
}

/** @param {{ call: import("kernel/types.js").PositionCall }} props */
function List({ call }) {
  const all = useStandings();
  const shown = inState(all, "listed", "adopted", "pulled", "dropped");
  if (!shown.length) return null;
  const listed = inState(all, "listed").length;
  return html`
    <section class="consent-list stack" aria-labelledby="consents-title" data-test="consent-list">
      <h2 id="consents-title">${t("Consent list")}</h2>
      ${listed > 0 && html`<p class="quiet-text small-text">${call.adoption === "vote" ? t("To be adopted together, by one vote, without debate.") : t("To be adopted together, without debate.")}</p>`}
      <ul class="list">${shown.map((standing) => html`<${Line} key=${standing.item.id} standing=${standing} />`)}</ul>
    </section>
  `;
}

/** @param {{ standing: Standing }} props */
function Line({ standing }) {
  const name = useNames();
  const { item, consent, state } = standing;
  return html`
    <li class="consent ${state}" data-test="consent">
      <p class="title">${item.number}. ${item.title}</p>
      <p class="row tight"><${StateChip} standing=${standing} /></p>
      ${consent?.pulled_by && html`<p class="small-text">${t("Pulled out by {name}", { name: name(consent.pulled_by) })}${consent.reason && html`: <q>${consent.reason}</q>`}</p>`}
      <${Pulling} standing=${standing} />
    </li>
  `;
}

/** What a member, or who stands in for one, can do about the item. @param {{ standing: Standing }} props */
function Pulling({ standing }) {
  const room = useRoom();
  const mine = useSpeaksFor();
  const duty = useDuties([standing])[0];
  const { running } = useIsRunning();
  const [asking, ask] = useState(false);
  const { item, consent, state } = standing;
  if (!running || !duty || item.state === "closed") return null;
  const mayPutBack = state === "pulled" && mine.includes(consent?.pulled_by ?? "");
  const forWhom = (/** @type {string} */ member) => (member === room.viewer.person ? {} : { member });
  if (mayPutBack) {
    const back = () => room.act("positions.put_back", { item: item.id, ...forWhom(consent?.pulled_by ?? "") });
    return html`<div class="row"><button type="button" class="button" data-test="put-back" onClick=${back}><${Icon} name="undo-2" />${t("Put it back")}</button></div>`;
  }
  if (state !== "listed") return null;
  const pull = (/** @type {string} */ reason) => room.act("positions.pull_out", { item: item.id, reason, ...forWhom(duty.member) });
  return html`
    <div class="row"><button type="button" class="button" data-test="pull-out" onClick=${() => ask(true)}><${Icon} name="message-square" />${t("I want it debated")}</button></div>
    ${asking && html`<${PullOut} item=${item} pull=${pull} close=${() => ask(false)} />`}
  `;
}

/** @param {{ item: import("kernel/types.js").Item, pull: (reason: string) => void, close: () => void }} props */
function PullOut({ item, pull, close }) {
  const named = useRecord("position_calls/now")?.named;
  const [reason, write] = useState("");
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    pull(reason.trim());
    close();
  };
  return html`
    <${Dialog} title=${t("Pull the item out?")} close=${close}>
      <form class="stack" onSubmit=${send}>
        <p><strong>${item.number}. ${item.title}</strong></p>
        <p>${named ? t("It leaves the consent list and is debated by itself. Everybody sees who wished it.") : t("It leaves the consent list and is debated by itself. Only chair and secretary see who wished it.")}</p>
        <label class="field"><span class="label">${t("Reason (may be left empty)")}</span><input maxlength="500" autocomplete="off" value=${reason} onInput=${(/** @type {any} */ { target }) => write(target.value)} /></label>
        <div class="row apart">
          <button type="button" class="button" onClick=${close}>${t("Not yet")}</button>
          <button type="submit" class="button primary" data-test="confirm-pull"><${Icon} name="message-square" />${t("Pull it out")}</button>
        </div>
      </form>
    <//>
  `;
}
