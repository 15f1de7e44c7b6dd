import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { Compose } from "comments/compose.js";
import { pieces } from "comments/mentions.js";

/** @typedef {import("kernel/types.js").Participant} Participant */

/**
 * What somebody said; one's own can be put differently, or taken back.
 * @param {{comment: import("kernel/types.js").Comment, people: Participant[], act: (name: string, args: any) => any}} props
 */
export function Comment({ comment, people, act }) {
  const room = useRoom();
  const [editing, edit] = useState(false);
  const { id, by, at, edited_at, text, mentions } = comment;
  const name = useRecord(`participants/${by}`)?.name ?? "";
  const meant = useRecords("participants").filter(({ person }) => mentions.includes(person));
  const isMine = by === room.viewer.person;
  const save = (/** @type {string} */ words, /** @type {string[]} */ to) => (edit(false), act("comments.edit", { id, text: words, mentions: to }));
  return html`
    <li class="comment ${isMine ? "mine" : ""} ${mentions.includes(room.viewer.person) ? "to-me" : ""}" data-test="comment">
      <p class="who"><strong>${name}</strong> <time class="quiet-text small-text numbers">${clockTime(at)}${edited_at ? ` · ${t("changed")}` : ""}</time></p>
      ${editing
        ? html`<${Compose} people=${people} first=${text} say=${save} cancel=${() => edit(false)} />`
        : html`<p class="text">${pieces(text, meant).map((piece) => (piece.person ? html`<mark>${piece.text}</mark>` : piece.text))}</p>`}
      ${isMine && !editing && room.may("comments.write") && html`
        <span class="deeds">
          <button type="button" class="icon-button" aria-label=${t("Change")} title=${t("Change")} onClick=${() => edit(true)}><${Icon} name="pencil" /></button>
          <button type="button" class="icon-button" aria-label=${t("Withdraw")} title=${t("Withdraw")} onClick=${() => act("comments.withdraw", { id })}><${Icon} name="trash-2" /></button>
        </span>
      `}
    </li>
  `;
}
