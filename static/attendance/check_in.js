/** My own check-in: by a touch, from afar, or with the code that is shown at the door. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";

/** The ways to check in; gone once that is recorded. */
export function CheckIn() {
  const room = useRoom();
  const present = useRecord(`attendance/${room.viewer.person}`)?.present;
  const ended = useRecord(`meetings/${room.boot.meeting}`)?.state === "ended";
  const ways = useRecord("checking/now") ?? { tap: true, afar: true };
  if (present || ended || !room.may("attendance.check_in")) return null;
  const asked = room.pending.find(({ name }) => name === "attendance.check_in");
  if (asked) return html`<p class="check-in" role="status"><${Icon} name="clock" />${sendingWords(asked.state)}</p>`;
  return html`
    <div class="stack tight">
      ${ways.tap
        ? html`
            <button type="button" class="button primary large wide" data-test="check-in" onClick=${() => room.act("attendance.check_in")}>
              <${Icon} name="user-check" />${t("Check in")}
            </button>
          `
        : html`<${ByCode} />`}
      ${ways.afar &&
      html`
        <button type="button" class="button quiet" data-test="check-in-afar" onClick=${() => room.act("attendance.check_in", { remote: true })}>
          <${Icon} name="video" />${t("I take part from afar")}
        </button>
      `}
    </div>
  `;
}

/** @param {string} state */
const sendingWords = (state) => (state === "not_sent" ? t("Not checked in yet: no connection") : t("Checking in…"));

function ByCode() {
  const room = useRoom();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState("");
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { error } = await room.act("attendance.check_in", { code });
    setProblem(error ? (error.message ?? error.code) : "");
  };
  return html`
    <form class="card door-form" onSubmit=${send}>
      <label for="door-code">${t("Code at the door")}</label>
      <div class="row tight">
        <input id="door-code" class="control" required maxlength="12" autocomplete="off" autocapitalize="none" spellcheck=${false}
               aria-describedby="door-code-hint" value=${code} onInput=${(/** @type {any} */ { target }) => setCode(target.value)} />
        <button class="button primary"><${Icon} name="user-check" />${t("Check in")}</button>
      </div>
      <p class="quiet-text small-text" id="door-code-hint">${t("Type the six letters that are shown there, or scan the picture with a signed-in telephone.")}</p>
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
    </form>
  `;
}

/** That I am here, since when, and the way out. */
export function CheckedIn() {
  const room = useRoom();
  const mine = useRecord(`attendance/${room.viewer.person}`);
  const ways = useRecord("checking/now");
  if (!mine?.present) return null;
  const leaving = room.pending.some(({ name }) => name === "attendance.leave");
  const time = clockTime(mine.at);
  const elsewhere = ways?.afar !== false && html`
    <button type="button" class="button quiet" onClick=${() => room.act("attendance.check_in", { remote: !mine.remote })}>
      ${mine.remote ? t("I am in the room now") : t("I go on from afar")}
    </button>
  `;
  return html`
    <div class="checked-in" role="status">
      <span><${Icon} name=${mine.remote ? "video" : "circle-check"} />${mine.remote ? t("From afar since {time}", { time }) : t("Here since {time}", { time })}</span>
      <span class="row tight">
        ${mine.remote && ways?.tap === false ? null : elsewhere}
        <button type="button" class="button quiet" disabled=${leaving} onClick=${() => room.act("attendance.leave")}>${t("Leave")}</button>
      </span>
    </div>
  `;
}
