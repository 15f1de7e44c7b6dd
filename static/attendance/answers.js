/** What those who are invited have answered: for the desk, which invites substitutes and says who stands in for whom. */
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { people } from "attendance/count.js";
import { ANSWER_ICONS, answerWord } from "attendance/words.js";

/** @typedef {import("kernel/types.js").Invitation} Invitation */

export function Answers() {
  const room = useRoom();
  const everybody = people(useRecords("participants"), []);
  const answers = new Map(useRecords("invitations").map((one) => [one.person, one]));
  if (!room.may("attendance.report") || !everybody.length) return null;
  const count = (/** @type {string} */ answer) => [...answers.values()].filter((one) => one.answer === answer).length;
  const silent = everybody.filter(({ person }) => !answers.get(person)?.answer).length;
  const summary = t("Invited: {all}. Coming: {yes}, not coming: {no}, sending somebody: {instead}, no answer: {silent}", {
    all: everybody.length, yes: count("accepted"), no: count("declined"), instead: count("substitute"), silent,
  });
  return html`
    <details class="fold answers" data-test="answers">
      <summary><${Icon} name="chevron-right" />${summary}</summary>
      <ul class="list">
        ${everybody.map(({ person, name }) => html`<${Line} key=${person} name=${name} said=${answers.get(person)} names=${new Map(everybody.map((one) => [one.person, one.name]))} />`)}
      </ul>
    </details>
  `;
}

/** @param {{ name: string, said: Invitation | undefined, names: Map<string, string> }} props */
function Line({ name, said, names }) {
  const answer = said?.answer ?? "";
  const instead = names.get(said?.substitute ?? "") ?? said?.name;
  return html`
    <li class="row apart">
      <span class="who">
        <strong>${name}</strong>
        ${said?.reason && html`<span class="quiet-text small-text">${said.reason}</span>`}
        ${instead && html`<span class="small-text">${t("In their place: {name}", { name: instead })}</span>`}
      </span>
      <span class="chip ${answer === "accepted" ? "ok" : answer ? "warn" : ""}"><${Icon} name=${ANSWER_ICONS[answer]} />${answerWord(answer)}</span>
      ${said?.substitute && html`<${StandIn} member=${said.person} by=${said.substitute} />`}
    </li>
  `;
}

/** What a member asks for, chair or secretary grant. @param {{ member: string, by: string }} props */
function StandIn({ member, by }) {
  const room = useRoom();
  const known = useRecords("representations").some((one) => one.member === member && one.by === by);
  if (known) return html`<span class="chip ok"><${Icon} name="check" />${t("Stands in")}</span>`;
  if (!room.may("attendance.represent")) return null;
  return html`<button type="button" class="button" data-test="grant-substitute" onClick=${() => room.act("attendance.represent", { member, by })}>${t("Let them stand in")}</button>`;
}
