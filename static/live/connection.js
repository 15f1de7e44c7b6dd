/** The connection in words, always in sight, and what has not been sent. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { Dialog } from "live/dialog.js";
import { NotTaken } from "offline/not_taken.js";

/** @typedef {import("kernel/types.js").Connection} Connection */
/** @typedef {import("kernel/types.js").Action} Action */

const SIGNS = { online: "wifi", connecting: "loader-circle", offline: "wifi-off", refused: "cloud-off" };
const TONES = { online: "ok", connecting: "warn", offline: "danger", refused: "danger" };
// An action that takes its usual tenth of a second is not worth a word.
const SLOW_MS = 1500;

export function ConnectionState() {
  const { connection } = useRoom();
  const { state } = connection;
  return html`
    <span class="connection chip ${TONES[state]}" role="status" data-test="connection">
      <${Icon} name=${SIGNS[state]} /><span>${connectionWords(connection)}</span>
    </span>
  `;
}

/** @param {Connection} connection */
export function connectionWords({ state, since, heard_at }) {
  if (state === "online") return t("Connected");
  if (state === "connecting") return t("Connecting…");
  if (state === "refused") return t("Disconnected");
  const lost = t("Offline since {time}", { time: clockTime(since) });
  return heard_at ? `${lost} · ${t("data as of {time}", { time: clockTime(heard_at) })}` : lost;
}

/** How many actions wait here, and the way to see them; nothing while all goes well. */
export function Unsent() {
  const room = useRoom();
  const now = useTick(1000);
  const [listed, list] = useState(false);
  const unsent = room.pending.filter(({ state, asked_at }) => state === "not_sent" || (state === "sending" && now - asked_at > SLOW_MS));
  return html`
    <${NotTaken} />
    ${unsent.length > 0 && html`
      <button type="button" class="chip warn" data-test="unsent" onClick=${() => list(true)}>
        <${Icon} name="cloud-off" />${t("{n} not sent", { n: unsent.length })}
      </button>
    `}
    ${listed && html`<${UnsentList} unsent=${unsent} close=${() => list(false)} />`}
  `;
}

/** @param {{ unsent: Action[], close: () => void }} props */
function UnsentList({ unsent, close }) {
  return html`
    <${Dialog} title=${t("Not sent yet")} close=${close}>
      <p>${t("These are kept on this device and are sent by themselves when the connection is back.")}</p>
      <ul class="list boxed">${unsent.map((action) => html`<${UnsentLine} key=${action.id} action=${action} />`)}</ul>
    <//>
  `;
}

/** @param {{ action: Action }} props */
function UnsentLine({ action }) {
  const room = useRoom();
  const state = action.state === "sending" ? t("Sending…") : action.attempts ? t("Not confirmed") : t("Not sent");
  return html`
    <li class="row apart">
      <span><strong>${actionWord(action.name)}</strong> <span class="quiet-text numbers">${clockTime(action.asked_at)} · ${state}</span></span>
      <button type="button" class="button" disabled=${action.state === "sending"} onClick=${() => room.outbox.discard(action.id)}>
        <${Icon} name="trash-2" />${t("Discard")}
      </button>
    </li>
  `;
}

/** @param {string} name */
function actionWord(name) {
  /** @type {Record<string, string>} */
  const words = {
    ink: t("Writing on a page"),
    comments: t("Comments"),
    polls: t("Voting"),
    floor: t("Speaking"),
    attendance: t("Attendance"),
    presenting: t("Presenting"),
    agenda: t("Agenda"),
    meetings: t("Meeting"),
    papers: t("Papers"),
    slips: t("Answer to a slip"),
  };
  return words[name.slice(0, name.indexOf("."))] ?? name;
}
