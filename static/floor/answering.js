/** Registering to answer a question that was put, or waits to be. */
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";

/**
 * In question time anybody may be asked; a question that is put into a speech is answered by whoever gives that.
 * @param {import("kernel/types.js").Speaker} question @param {import("kernel/types.js").Speaker[]} speakers @param {string} me
 */
function isAsked({ kind, person }, speakers, me) {
  if (person === me) return false;
  if (kind === "question") return true;
  const floor = speakers.filter(({ state }) => state === "speaking" || state === "paused");
  return kind === "interposed" && floor.some((speaker) => speaker.person === me);
}

/** @param {{question: import("kernel/types.js").Speaker}} props */
export function Answering({ question }) {
  const room = useRoom();
  const me = room.viewer.person;
  const speakers = useRecords("speakers");
  const answers = speakers.some(({ under, person, state }) => under === question.id && person === me && state !== "done");
  const unsent = room.pending.some(({ name, args }) => name === "floor.ask" && args.under === question.id);
  if (!isAsked(question, speakers, me) || answers || !room.may("floor.ask")) return null;
  const answer = () => room.act("floor.ask", { id: newId(), kind: "answer", under: question.id });
  return html`
    <button type="button" class="button" disabled=${unsent} data-test="answer" onClick=${answer}><${Icon} name="reply" />${t("Answer")}</button>
  `;
}
