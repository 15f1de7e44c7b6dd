/** At the desk: which items need no debate, confirmed by chair or secretary; and adopting them together. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { Confirm } from "live/dialog.js";
import { useIsRunning, useStandings } from "positions/hooks.js";
import { inState, listable } from "positions/standing.js";

/** @typedef {import("positions/standing.js").Standing} Standing */

/** @param {{ runs: boolean }} props */
export function Listing({ runs }) {
  const all = useStandings();
  const proposed = listable(all, useRecords("rollups"));
  const listed = inState(all, "listed");
  if (!runs || !proposed.length) return null;
  return html`
    <div class="poll-card listing" data-test="listing">
      <h3>${t("Need no debate")}</h3>
      <${Proposals} key=${listed.map(({ item }) => item.id).join()} proposed=${proposed} listed=${listed} />
      ${listed.length > 0 && html`<${Adopting} listed=${listed} />`}
    </div>
  `;
}

/** All are ticked; who confirms may leave some out. @param {{ proposed: Standing[], listed: Standing[] }} props */
function Proposals({ proposed, listed }) {
  const room = useRoom();
  // Who has confirmed a list has left the others out of it on purpose.
  const [turned, turn] = useState(/** @type {ReadonlySet<string>} */ (new Set()));
  const isOn = (/** @type {Standing} */ { item, state }) => turned.has(item.id) !== (state === "listed" || !listed.length);
  const toggle = (/** @type {string} */ id) => turn(new Set(turned.has(id) ? [...turned].filter((one) => one !== id) : [...turned, id]));
  const chosen = proposed.filter(isOn).map(({ item }) => item.id);
  const same = chosen.length === listed.length && chosen.every((id) => listed.some(({ item }) => item.id === id));
  return html`
    ${proposed.map((standing) => html`
      <label class="choice" key=${standing.item.id} data-test="proposal">
        <input type="checkbox" checked=${isOn(standing)} onChange=${() => toggle(standing.item.id)} /><span>${standing.item.number}. ${standing.item.title}</span>
      </label>
    `)}
    ${!same &&
    html`
      <button type="button" class="button ${listed.length ? "" : "primary"}" data-test="confirm-list" onClick=${() => room.act("positions.list", { items: chosen })}>
        <${Icon} name="list" />${t("Confirm the consent list ({count})", { count: chosen.length })}
      </button>
    `}
  `;
}

/** @param {{ listed: Standing[] }} props */
function Adopting({ listed }) {
  const room = useRoom();
  const call = useRecord("position_calls/now");
  const polls = useRecords("polls");
  const { live } = useIsRunning();
  const [asking, ask] = useState(false);
  const items = listed.map(({ item }) => item.id);
  const vote = polls.find(({ id, state }) => listed.some(({ consent }) => consent?.poll === id) && ["prepared", "open", "closed"].includes(state));
  if (vote) return html`<p class="notice"><${Icon} name="vote" /><span>${t("The vote on these items is under way.")}</span></p>`;
  const put = () => room.act("positions.put_to_vote", { poll: newId(), words: t("Adopt these items together:"), items });
  if (call?.adoption === "vote") {
    return html`<button type="button" class="button primary large" data-test="put-to-vote" onClick=${put}><${Icon} name="vote" />${t("Prepare one vote on the list ({count})", { count: items.length })}</button>`;
  }
  if (!room.may("positions.adopt")) return html`<p class="quiet-text small-text">${t("The chair adopts them together once the meeting has started.")}</p>`;
  return html`
    <button type="button" class="button primary large" disabled=${!live} data-test="adopt" onClick=${() => ask(true)}>
      <${Icon} name="gavel" />${t("Adopt the consent list ({count})", { count: items.length })}
    </button>
    ${!live && html`<p class="quiet-text small-text">${t("Items can be adopted once the meeting has started.")}</p>`}
    ${asking && html`<${Confirm} ...${adoptQuestion(items.length)} onYes=${() => room.act("positions.adopt", { items })} close=${() => ask(false)} />`}
  `;
}

/** @param {number} count */
export const adoptQuestion = (count) => ({
  title: t("Adopt the consent list? Items on it: {count}", { count }),
  words: t("They are adopted at once, without debate. This is final."),
  yes: t("Adopt"),
});
