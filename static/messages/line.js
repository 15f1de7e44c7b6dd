/** The private line between chair and secretaries; nobody else knows that it is used. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { clockTime } from "kernel/time.js";

const LONGEST = 500;
// What was said earlier is one tap away; the last words are in sight.
const IN_SIGHT = 3;

export function LinePanel() {
  const room = useRoom();
  const said = useRecords("line").sort((a, b) => a.position - b.position);
  if (!room.may("messages.line")) return null;
  const earlier = said.slice(0, -IN_SIGHT);
  return html`
    <section class="line-panel stack" aria-labelledby="line-title" data-test="line">
      <header class="row apart"><h2 id="line-title">${t("Chair and secretary")}</h2><span class="chip"><${Icon} name="lock" />${t("Private")}</span></header>
      ${earlier.length > 0 && html`
        <details class="fold"><summary><${Icon} name="chevron-right" />${t("Earlier: {n}", { n: earlier.length })}</summary><${Words} said=${earlier} /></details>
      `}
      <${Words} said=${said.slice(-IN_SIGHT)} />
      <${Say} />
    </section>
  `;
}

/** @param {{ said: import("kernel/types.js").LineMessage[] }} props */
function Words({ said }) {
  if (!said.length) return null;
  return html`<ol class="list line-words">${said.map((one) => html`<${Word} key=${one.id} message=${one} />`)}</ol>`;
}

/** @param {{ message: import("kernel/types.js").LineMessage }} props */
function Word({ message }) {
  const mine = useRoom().viewer.person === message.by;
  const name = useRecord(`participants/${message.by}`)?.name ?? "";
  return html`
    <li class=${mine ? "mine" : ""} data-test="line-message">
      <span class="quiet-text small-text">${mine ? t("You") : name} · <span class="numbers">${clockTime(message.at)}</span></span>
      <span class="text">${message.text}</span>
    </li>
  `;
}

function Say() {
  const room = useRoom();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const say = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const words = text.trim();
    if (!words) return;
    setText("");
    const { error } = await room.act("messages.say", { id: newId(), text: words });
    setProblem(error ? (error.message ?? error.code) : "");
    // What was not taken is given back, unless something else is being written already.
    if (error) setText((now) => now || words);
  };
  return html`
    <form class="row one-line" onSubmit=${say}>
      <input class="control grow" aria-label=${t("A word to chair and secretaries")} placeholder=${t("A word to chair and secretaries")} maxlength=${LONGEST}
             autocomplete="off" value=${text} onInput=${(/** @type {any} */ { target }) => setText(target.value)} />
      <button class="icon-button" aria-label=${t("Send")} title=${t("Send")} data-test="line-send"><${Icon} name="send" /></button>
    </form>
    ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
  `;
}
