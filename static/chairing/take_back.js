/** One's last step, taken back in one tap for as long as the server lets it. */
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { stepBack } from "chairing/step_back.js";
import { useKeys } from "live/keys.js";

/** @typedef {import("chairing/step_back.js").StepBack} StepBack */

export function TakeBack() {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const [items, speakers, polls] = [useRecords("items"), useRecords("speakers"), useRecords("polls")];
  const people = useRecords("participants");
  const step = stepBack({ items, speakers, polls, now: useTick(1000) });
  const offered = meeting?.state === "live" && room.may("agenda.run") && room.may("floor.run") ? step : null;
  const go = () => offered && room.act(offered.action, { id: offered.id });
  useKeys({ z: () => void go() });
  if (!offered) return null;
  const busy = room.pending.some(({ name }) => name === offered.action);
  const words = stepWords(offered, (person) => people.find((one) => one.person === person)?.name ?? "");
  return html`
    <button type="button" class="button take-back" data-test="take-back-step" disabled=${busy} aria-label=${words} title=${words} onClick=${go}>
      <${Icon} name="undo-2" /><span>${t("Undo")}</span>
    </button>
  `;
}

/** @param {StepBack} step @param {(person: string) => string} nameOf */
function stepWords({ of, item, speaker }, nameOf) {
  const [number, name] = [item?.number ?? "", nameOf(speaker?.person ?? "")];
  if (of === "opened") return t("Undo: item {number} was opened", { number });
  if (of === "closed") return t("Undo: item {number} was closed", { number });
  return of === "called" ? t("Undo: {name} was called", { name }) : t("Undo: the speech of {name} was ended", { name });
}
