/** Registering to answer a question that was put, or waits to be. */
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";

const QUESTIONS = ["question", "interposed"];

/** @param {{question: import("kernel/types.js").Speaker}} props */
export function Answering({ question }) {
  const room = useRoom();
  const me = room.viewer.person;
  const answers = useRecords("speakers").some(({ under, person, state }) => under === question.id && person === me && state !== "done");
  const unsent = room.pending.some(({ name, args }) => name === "floor.ask" && args.under === question.id);
  if (!QUESTIONS.includes(question.kind) || question.person === me || answers || !room.may("floor.ask")) return null;
  const answer = () => room.act("floor.ask", { id: newId(), kind: "answer", under: question.id });
  return html`
    <button type="button" class="button" disabled=${unsent} data-test="answer" onClick=${answer}><${Icon} name="reply" />${t("Answer")}</button>
  `;
}
