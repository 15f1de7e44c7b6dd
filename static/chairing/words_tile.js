import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Tile } from "chairing/tile.js";
import { isOpen } from "messages/words.js";

/** The last word on the line between chair and secretaries, and who calls for help. @param {{ look: import("chairing/cockpit.js").Look }} props */
export function WordsTile({ look }) {
  const me = useRoom().viewer.person;
  const said = useRecords("line").sort((a, b) => a.position - b.position);
  const calls = useRecords("calls").filter(isOpen).length;
  const [read, setRead] = useState(() => said.at(-1)?.position ?? 0);
  const last = said.at(-1);
  const name = useRecord(`participants/${last?.by ?? ""}`)?.name ?? "";
  const unread = said.filter(({ by, position }) => by !== me && position > read).length;
  const open = () => {
    setRead(last?.position ?? 0);
    look(calls && !unread && document.getElementById("calls-title") ? "calls-title" : "line-title");
  };
  const head = html`${unread > 0 && html`<span class="badge numbers" data-test="tile-unread">${unread}</span>`}`;
  return html`
    <${Tile} name="words" word=${t("Messages")} icon="message-square" head=${head} tone=${unread ? "live" : calls ? "warn" : ""} open=${open}>
      ${last ? html`<span class="two-lines"><strong>${last.by === me ? t("You") : name}:</strong> ${last.text}</span>` : html`<span class="quiet-text line">${t("No messages.")}</span>`}
      ${calls > 0 && html`<strong class="line">${t("Calling for help: {n}", { n: calls })}</strong>`}
    <//>
  `;
}
