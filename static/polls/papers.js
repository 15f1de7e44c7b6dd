/** Members who vote on paper or by hand while the others use their tablets: the desk writes down what they said. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { BallotForm } from "polls/forms.js";

/** @param {{poll: import("kernel/types.js").Poll, people: import("kernel/types.js").Participant[]}} props people: who have not voted */
export function Papers({ poll, people }) {
  const room = useRoom();
  const [member, setMember] = useState("");
  const [choice, choose] = useState(/** @type {string|null} */ (null));
  const [turn, setTurn] = useState(0);
  if (!people.length) return null;
  const enter = async () => {
    const { error } = await room.act("polls.enter", { poll: poll.id, member, choice });
    if (!error) (setMember(""), choose(null), setTurn(turn + 1));
  };
  return html`
    <details class="fold papers" data-test="enter-papers">
      <summary><${Icon} name="chevron-right" />${t("Write down a vote given on paper or by hand")}</summary>
      <div class="stack">
        <label class="field">
          <span>${t("Member")}</span>
          <select class="control" value=${member} onChange=${(/** @type {any} */ { target }) => setMember(target.value)}>
            <option value="">${t("Choose…")}</option>
            ${people.map(({ person, name }) => html`<option key=${person} value=${person}>${name}</option>`)}
          </select>
        </label>
        <div class="ballot compact"><${BallotForm} key=${turn} shape=${poll.shape} chosen=${choice} choose=${choose} /></div>
        <button type="button" class="button" disabled=${!member || !choice} data-test="enter-paper" onClick=${enter}>
          <${Icon} name="check" />${t("Write down")}
        </button>
      </div>
    </details>
  `;
}
