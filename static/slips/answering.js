/** Answering a slip without network: it is kept here, and said to be recorded only once the server has it. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useMoment, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, date } from "kernel/time.js";
import { Dialog } from "live/dialog.js";
import { answerOf, standingOf } from "slips/standing.js";
import { areWhole, choicesOf, choiceWord, OTHER, SIGNS, spoken } from "slips/words.js";

/** @typedef {import("kernel/types.js").Slip} Slip */
/** @typedef {import("kernel/types.js").SlipAnswer} SlipAnswer */
/** @typedef {Slip["questions"][number]} Question */

const LONGEST = 4_000;

/** The way to the sheet, and how it stands. @param {{ slip: Slip, shown: boolean, show: (on: boolean) => void }} props */
export function AnswerHere({ slip, shown, show }) {
  const room = useRoom();
  const reply = useRecords("replies").find(({ person }) => person === room.viewer.person) ?? room.boot.kept?.asked;
  const now = useMoment((at) => (slip.deadline_at > at ? slip.deadline_at - at : null));
  const standing = standingOf(slip, reply, room.pending, now);
  const until = { time: clockTime(slip.deadline_at), day: date(slip.deadline_at) };
  if (standing === "not_asked") return null;
  if (standing === "over") return html`<p class="quiet-text">${t("The deadline has passed.")}</p>`;
  if (standing === "recorded") return html`<p class="receipt ok"><${Icon} name="circle-check" />${t("Your answer is recorded.")}</p>`;
  return html`
    <button type="button" class="button ${standing === "open" ? "primary" : ""}" data-test="answer-here" onClick=${() => show(true)}>
      <${Icon} name=${standing === "waiting" ? "cloud-off" : "clipboard-pen"} />
      <span>${standing === "waiting" ? t("Your answer waits for the network") : t("Answer by {time}, {day}", until)}</span>
    </button>
    ${shown && html`<${Sheet} slip=${slip} until=${until} close=${() => show(false)} />`}
  `;
}

/** @param {{ slip: Slip, until: { time: string, day: string }, close: () => void }} props */
function Sheet({ slip, until, close }) {
  const room = useRoom();
  const waiting = answerOf(room.pending);
  const online = room.connection.state === "online";
  const [answers, setAnswers] = useState(/** @type {(SlipAnswer | undefined)[]} */ ([]));
  const put = (/** @type {number} */ at, /** @type {Partial<SlipAnswer>} */ said) =>
    setAnswers((before) => slip.questions.map((_, i) => (i === at ? { choice: "", opinion: "", ...before[i], ...said } : before[i])));
  const send = () => {
    // Only the last counts: one that has not gone out yet makes room for it.
    if (waiting) room.outbox.discard(waiting.id);
    void room.act("slips.answer", { answers });
    close();
  };
  return html`
    <${Dialog} title=${slip.subject} close=${close}>
      ${!online && html`<p class="notice warn"><${Icon} name="wifi-off" /><span>${t("There is no network. Your answer is kept on this tablet and goes out by itself; it counts only if the server has it by {time}, {day}.", until)}</span></p>`}
      ${waiting && html`<p class="notice" data-test="answer-waiting"><${Icon} name="cloud-off" /><span class="lines">${t("Waiting:")} ${spoken(slip.questions, waiting.args.answers)}</span></p>`}
      <form class="stack" data-test="slip-answer" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), send())}>
        ${slip.questions.map((question, i) => html`<${Asked} key=${i} question=${question} place=${i} total=${slip.questions.length} said=${answers[i]} put=${(/** @type {Partial<SlipAnswer>} */ said) => put(i, said)} />`)}
        <div class="row"><button type="submit" class="button primary large" data-test="keep-answer" disabled=${!areWhole(slip.questions, answers) || waiting?.state === "sending"}>
          <${Icon} name="send" />${online ? t("Send my answer") : waiting ? t("Keep this answer instead") : t("Keep my answer, and send it later")}
        </button></div>
      </form>
    <//>
  `;
}

/** @param {{ question: Question, place: number, total: number, said: SlipAnswer | undefined, put: (said: Partial<SlipAnswer>) => void }} props */
function Asked({ question, place, total, said, put }) {
  return html`
    <fieldset class="question">
      <legend class="lines">${total > 1 ? `${place + 1}. ` : ""}${question.text}</legend>
      <div class="answers ${question.options.length ? "of-options" : ""}">
        ${choicesOf(question).map((choice) => html`
          <label key=${choice} class="option ${choice in SIGNS ? choice : "pick"}">
            <input type="radio" name=${`choice-${place}`} value=${choice} checked=${said?.choice === choice} onChange=${() => put({ choice })} />
            <${Icon} name=${SIGNS[choice] ?? "circle"} /><span>${choiceWord(question, choice)}</span>
          </label>
        `)}
      </div>
      <label class="field">
        <span class="label">${said?.choice === OTHER ? t("Your opinion") : t("Your words (may be left empty)")}</span>
        <textarea rows="3" maxlength=${LONGEST} value=${said?.opinion ?? ""} onInput=${(/** @type {any} */ { target }) => put({ opinion: target.value })}></textarea>
      </label>
    </fieldset>
  `;
}
