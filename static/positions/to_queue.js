/** A wish to speak, put on the item's speaker queue by one gesture of the desk: with the name only, the words were said in confidence. */
import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { newId } from "kernel/ids.js";

/** @param {{ person: string, item: string }} props */
export function ToQueue({ person, item }) {
  const room = useRoom();
  const asked = room.pending.some(({ name, args }) => name === "floor.add" && args.person === person && args.queue === item);
  const here = useRecords("speakers").some((one) => one.person === person && one.item === item);
  if (here) return html`<p class="row tight"><span class="chip ok" data-test="in-queue"><${Icon} name="mic" />${t("On the item's speaker queue")}</span></p>`;
  const add = () => room.act("floor.add", { id: newId(), person, queue: item });
  return html`
    <div class="row"><button type="button" class="button" disabled=${asked} data-test="to-queue" onClick=${add}><${Icon} name="mic" />${t("Put on the speaker queue")}</button></div>
  `;
}
