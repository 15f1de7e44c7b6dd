/** The sheet on which a member says what they have against an item, one item after another. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { exactTime } from "kernel/time.js";
import { Dialog } from "live/dialog.js";
import { useNames } from "positions/hooks.js";
import { keyOf, unanswered } from "positions/standing.js";
import { deadlineWords, ICONS, SAID, saidWord, sightWords } from "positions/words.js";

/** @typedef {import("positions/standing.js").Duty} Duty */
/** @typedef {import("kernel/types.js").Said} Said */

const LONGEST = 2_000;

/** @param {{ all: Duty[], first: string, close: () => void }} props all: in order; first: the key of the one to begin with */
export function AnswerSheet({ all, first, close }) {
  const [at, go] = useState(first);
  const positions = useRecords("positions");
  const place = Math.max(0, all.findIndex((duty) => keyOf(duty) === at));
  const duty = all[place];
  if (!duty) return null;
  const open = unanswered(positions, all);
  const next = [...all.slice(place + 1), ...all.slice(0, place)].find((one) => open.includes(one));
  const beside = (/** @type {number} */ step) => all[place + step] && keyOf(all[place + step]);
  return html`
    <${Dialog} title=${t("Positions before the meeting")} close=${close}>
      <nav class="answer-steps row apart" aria-label=${t("Items")}>
        <${Step} to=${beside(-1)} go=${go} icon="chevron-left" words=${t("Item before")} />
        <span class="numbers" data-test="answer-place">${t("Item {n} of {total}", { n: place + 1, total: all.length })}</span>
        <${Step} to=${beside(1)} go=${go} icon="chevron-right" words=${t("Item after")} />
      </nav>
      <${Answer} key=${keyOf(duty)} duty=${duty} next=${next && keyOf(next)} go=${go} close=${close} />
    <//>
  `;
}

/** @param {{ to: string|undefined, go: (key: string) => void, icon: string, words: string }} props */
function Step({ to, go, icon, words }) {
  return html`<button type="button" class="icon-button" aria-label=${words} title=${words} disabled=${!to} onClick=${() => to && go(to)}><${Icon} name=${icon} /></button>`;
}

/** @param {{ duty: Duty, next: string|undefined, go: (key: string) => void, close: () => void }} props next: the item that is to be answered after it */
function Answer({ duty: { member, standing }, next, go, close }) {
  const room = useRoom();
  const { item } = standing;
  const said = useRecord(`positions/${item.id}/${member}`);
  const [choice, choose] = useState(/** @type {Said|null} */ (said?.position ?? null));
  const [text, write] = useState(said?.text ?? "");
  const args = { item: item.id, ...(member === room.viewer.person ? {} : { member }) };
  const state = () => {
    room.act("positions.state", { ...args, position: choice, text: text.trim() });
    if (next) go(next);
    else close();
  };
  const takeBack = () => {
    room.act("positions.take_back", args);
    choose(null);
    write("");
  };
  const ready = choice && (choice !== "other" || text.trim());
  return html`
    <form class="answer stack" data-test="answer" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), state())}>
      <${About} member=${member} standing=${standing} />
      <div class="options" role="group" aria-label=${t("Your position")}>
        ${SAID.map((one) => html`<${Option} key=${one} said=${one} chosen=${one === choice} open=${standing.open} choose=${() => choose(one)} />`)}
      </div>
      <label class="field">
        <span class="label">${choice === "other" ? t("Your opinion") : t("Your words (may be left empty)")}</span>
        <textarea rows="3" maxlength=${LONGEST} value=${text} disabled=${!standing.open} onInput=${(/** @type {any} */ { target }) => write(target.value)}></textarea>
      </label>
      <${Recorded} item=${item.id} member=${member} />
      ${standing.open &&
      html`
        <div class="row apart">
          ${said ? html`<button type="button" class="button" data-test="take-back" onClick=${takeBack}><${Icon} name="undo-2" />${t("Take back")}</button>` : html`<span></span>`}
          <button type="submit" class="button primary large" disabled=${!ready} data-test="record-position">
            <${Icon} name="check" />${next ? t("Record, and go on") : t("Record")}
          </button>
        </div>
      `}
    </form>
  `;
}

/** @param {{ member: string, standing: import("positions/standing.js").Standing }} props */
function About({ member, standing }) {
  const room = useRoom();
  const call = useRecord("position_calls/now");
  const name = useNames();
  const { item } = standing;
  return html`
    <div class="stack tight">
      ${member !== room.viewer.person && html`<p class="notice"><${Icon} name="users" /><span>${t("You answer for {name}, for whom you stand in.", { name: name(member) })}</span></p>`}
      <h3>${item.number}. ${item.title}</h3>
      <p class="row tight">
        <span class="chip ${standing.over ? "warn" : ""}"><${Icon} name="clock" />${deadlineWords(standing)}</span>
      </p>
      ${call && html`<p class="quiet-text small-text">${sightWords(call)}</p>`}
    </div>
  `;
}

/** @param {{ said: Said, chosen: boolean, open: boolean, choose: () => void }} props */
function Option({ said, chosen, open, choose }) {
  return html`
    <button type="button" class="option ${said}" aria-pressed=${chosen ? "true" : "false"} disabled=${!open} data-test=${`say-${said}`} onClick=${choose}>
      <${Icon} name=${ICONS[said]} /><span>${saidWord(said)}</span>
    </button>
  `;
}

/** Sending, recorded, or kept here: never more than the server has said. @param {{ item: string, member: string }} props */
function Recorded({ item, member }) {
  const room = useRoom();
  const said = useRecord(`positions/${item}/${member}`);
  const mine = room.pending.findLast(({ name, args }) => name === "positions.state" && args.item === item && (args.member ?? room.viewer.person) === member);
  if (mine && mine.state !== "recorded") {
    const words = mine.state === "sending" ? t("Sending…") : t("Not sent: kept on this tablet until the connection is back");
    return html`<p class="receipt warn" role="status"><${Icon} name=${mine.state === "sending" ? "send" : "cloud-off"} />${words}</p>`;
  }
  if (!said) return null;
  const words = t("Recorded {time}: {position}", { time: exactTime(said.at), position: saidWord(said.position) });
  return html`<p class="receipt ok" role="status" data-test="position-recorded"><${Icon} name="circle-check" />${words}</p>`;
}
