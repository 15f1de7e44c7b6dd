/** My answer to the invitation, before the meeting: I come, I do not and why, or who comes instead. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { ANSWER_ICONS, answerWord } from "attendance/words.js";

/** @typedef {"declined" | "substitute"} Regret */

export function InvitationCard() {
  const room = useRoom();
  const me = room.viewer.person;
  const mine = useRecord(`invitations/${me}`);
  const planned = useRecord(`meetings/${room.boot.meeting}`)?.state === "planned";
  const present = useRecord(`attendance/${me}`)?.present;
  const [regret, setRegret] = useState(/** @type {Regret | null} */ (null));
  const [changing, setChanging] = useState(false);
  if (!planned || present || !room.may("attendance.answer")) return null;
  const done = () => (setRegret(null), setChanging(false));
  if (regret) return html`<${Regretting} answer=${regret} done=${done} />`;
  if (mine?.answer && !changing) return html`<${Answered} mine=${mine} change=${() => setChanging(true)} />`;
  const accept = () => (room.act("attendance.answer", { answer: "accepted" }), done());
  return html`
    <section class="card invitation" aria-labelledby="invitation-title" data-test="invitation">
      <h2 id="invitation-title">${t("Will you take part?")}</h2>
      <div class="stack tight">
        <button type="button" class="button" data-test="accept" onClick=${accept}><${Icon} name="check" />${t("I will come")}</button>
        <button type="button" class="button" data-test="decline" onClick=${() => setRegret("declined")}><${Icon} name="x" />${t("I cannot come")}</button>
        <button type="button" class="button" data-test="substitute" onClick=${() => setRegret("substitute")}>
          <${Icon} name="users-round" />${t("Somebody comes in my place")}
        </button>
      </div>
    </section>
  `;
}

/** @param {{ mine: import("kernel/types.js").Invitation, change: () => void }} props */
function Answered({ mine, change }) {
  const participants = useRecords("participants");
  const instead = participants.find(({ person }) => person === mine.substitute)?.name ?? mine.name;
  return html`
    <section class="card invitation" data-test="invitation">
      <p class="row apart">
        <span><${Icon} name=${ANSWER_ICONS[mine.answer]} />${t("Your answer: {answer}", { answer: answerWord(mine.answer) })}</span>
        <button type="button" class="button quiet" onClick=${change}>${t("Change")}</button>
      </p>
      ${instead && html`<p>${t("In your place: {name}", { name: instead })}</p>`}
      ${mine.reason && html`<p class="quiet-text">${mine.reason}</p>`}
    </section>
  `;
}

/** @param {{ answer: Regret, done: () => void }} props */
function Regretting({ answer, done }) {
  const room = useRoom();
  const others = useRecords("participants").filter(({ person, role }) => person !== room.viewer.person && ["member", "guest", "chair"].includes(role));
  const [said, setSaid] = useState({ reason: "", substitute: "", name: "" });
  const [problem, setProblem] = useState("");
  const type = (/** @type {keyof typeof said} */ key) => (/** @type {any} */ { target }) => setSaid((before) => ({ ...before, [key]: target.value }));
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { error } = await room.act("attendance.answer", { answer, ...said });
    setProblem(error ? (error.message ?? error.code) : "");
    if (!error) done();
  };
  return html`
    <form class="card stack" onSubmit=${send} data-test="regret">
      <h2>${answer === "declined" ? t("I cannot come") : t("Somebody comes in my place")}</h2>
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      ${answer === "substitute" && html`
        <label class="field">
          <span>${t("Who comes")}</span>
          <select class="control" value=${said.substitute} onChange=${type("substitute")}>
            <option value="">${t("Somebody who is not invited yet")}</option>
            ${others.map(({ person, name }) => html`<option key=${person} value=${person}>${name}</option>`)}
          </select>
        </label>
        ${!said.substitute && html`
          <label class="field">
            <span>${t("Name and title")}</span>
            <input class="control" required maxlength="200" value=${said.name} onInput=${type("name")} />
          </label>
        `}
      `}
      <label class="field">
        <span>${t("Reason (chair and secretary read it)")}</span>
        <input class="control" required maxlength="500" value=${said.reason} onInput=${type("reason")} />
      </label>
      <div class="row tight">
        <button class="button primary" data-test="send-answer"><${Icon} name="send" />${t("Send")}</button>
        <button type="button" class="button" onClick=${done}>${t("Back")}</button>
      </div>
    </form>
  `;
}
