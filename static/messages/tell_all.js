/** Saying something to everybody, and taking it down again. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { clockTime } from "kernel/time.js";
import { useBroadcast } from "messages/broadcast.js";

const LONGEST = 300;
const MINUTE_S = 60;

export function TellAll() {
  const room = useRoom();
  const said = useBroadcast();
  if (!room.may("messages.broadcast")) return null;
  return html`
    <section class="tell-all stack" aria-labelledby="tell-all-title" data-test="tell-all">
      <h2 id="tell-all-title">${t("Message to everybody")}</h2>
      ${said && html`<${Shown} said=${said} />`}
      <details class="fold">
        <summary><${Icon} name="chevron-right" />${t("Write a message")}</summary>
        <${Form} />
      </details>
    </section>
  `;
}

/** @param {{ said: import("kernel/types.js").Broadcast }} props */
function Shown({ said }) {
  const room = useRoom();
  const until = said.until === null ? t("Shown until it is taken down") : t("Shown until {time}", { time: clockTime(said.until) });
  return html`
    <div class="notice info">
      <${Icon} name="megaphone" />
      <p><strong>${said.text}</strong><br /><span class="quiet-text small-text numbers">${until}</span></p>
      <button type="button" class="button" data-test="end-broadcast" onClick=${() => room.act("messages.end_broadcast", { id: said.id })}>${t("Take down")}</button>
    </div>
  `;
}

function Form() {
  const room = useRoom();
  const [text, setText] = useState("");
  const [seconds, setSeconds] = useState("");
  const options = [
    { value: "", words: t("Until it is taken down") },
    { value: String(MINUTE_S), words: t("1 minute") },
    { value: String(5 * MINUTE_S), words: t("{minutes} minutes", { minutes: 5 }) },
    { value: String(15 * MINUTE_S), words: t("{minutes} minutes", { minutes: 15 }) },
  ];
  const send = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (!text.trim()) return;
    room.act("messages.broadcast", { id: newId(), text: text.trim(), seconds: seconds ? Number(seconds) : null });
    setText("");
  };
  return html`
    <form class="stack" onSubmit=${send}>
      <div class="field">
        <label for="tell-all-text">${t("What all tablets and displays show")}</label>
        <textarea id="tell-all-text" rows="2" maxlength=${LONGEST} value=${text} onInput=${(/** @type {any} */ { target }) => setText(target.value)}></textarea>
      </div>
      <div class="field">
        <label for="tell-all-time">${t("For how long")}</label>
        <select id="tell-all-time" value=${seconds} onChange=${(/** @type {any} */ { target }) => setSeconds(target.value)}>
          ${options.map(({ value, words }) => html`<option key=${value} value=${value}>${words}</option>`)}
        </select>
      </div>
      <div class="row"><button class="button primary"><${Icon} name="send" />${t("Show to everybody now")}</button></div>
    </form>
  `;
}
