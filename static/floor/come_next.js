/** Who comes next, for the room display; of whom the room is not to know before the call, there is one. */
import { html, useRecords } from "kernel/hooks.js";
import { t } from "i18n";
import { useHall } from "floor/hall.js";

const SHOWN = 3;

export function ComeNext() {
  const { due } = useHall();
  const people = useRecords("participants");
  const next = due.waiting.slice(0, SHOWN);
  if (!next.length) return null;
  const names = next.map(({ person }) => people.find((one) => one.person === person)?.name ?? "…");
  const more = due.waiting.length - next.length;
  const list = more > 0 ? t("{names} and {n} more", { names: names.join(", "), n: more }) : names.join(", ");
  return html`<p class="come-next" data-test="come-next"><span class="quiet-text">${t("Next")}:</span> ${list}</p>`;
}
