/** Hands or papers that were counted in the room, all at once. */
import { useState } from "preact/hooks";

import { Icon } from "kernel/icon.js";
import { html, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { choiceWord } from "polls/words.js";

/** @typedef {import("kernel/types.js").Poll} Poll */

/** @param {FormData} data @param {string} name */
const numberIn = (data, name) => Number(data.get(name) || 0);

/** @param {Poll} poll @param {FormData} data @returns {Record<string, any>} as polls.count_hands takes it */
function countedIn({ shape }, data) {
  const isMotion = shape.form === "motion";
  const votes = isMotion ? ["yes", "no"].map((name) => numberIn(data, name)) : shape.options.map((_, option) => numberIn(data, `votes-${option}`));
  const against = shape.form === "each" ? shape.options.map((_, option) => numberIn(data, `against-${option}`)) : [];
  const [abstain, invalid] = [numberIn(data, "abstain"), numberIn(data, "invalid")];
  const ballots = isMotion ? votes[0] + votes[1] + abstain + invalid : numberIn(data, "ballots");
  return { ballots, abstain, invalid, votes, against };
}

/** @param {{poll: Poll}} props */
export function Hands({ poll }) {
  const room = useRoom();
  const [problem, setProblem] = useState("");
  const count = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const counted = countedIn(poll, new FormData(/** @type {HTMLFormElement} */ (event.target)));
    const { error } = await room.act("polls.count_hands", { poll: poll.id, counted });
    setProblem(error ? t("These numbers do not add up, or are more than may vote.") : "");
  };
  const { form, options } = poll.shape;
  return html`
    <form class="hands stack" onSubmit=${count} data-test="hands">
      <p class="caption">${t("Counted in the room")}</p>
      ${problem && html`<p class="notice danger" role="alert"><${Icon} name="circle-alert" /><span>${problem}</span></p>`}
      <div class="row">
        ${form === "motion"
          ? ["yes", "no"].map((name) => html`<${Field} key=${name} name=${name} label=${choiceWord(/** @type {any} */ (name))} />`)
          : html`<${Field} name="ballots" label=${t("Ballots")} />`}
        ${form !== "each" && html`<${Field} name="abstain" label=${choiceWord("abstain")} />`}
        <${Field} name="invalid" label=${choiceWord("invalid")} />
      </div>
      ${options.map((name, option) => html`
        <div class="row" key=${option}>
          <${Field} name=${`votes-${option}`} label=${form === "each" ? `${name}: ${choiceWord("yes")}` : name} />
          ${form === "each" && html`<${Field} name=${`against-${option}`} label=${`${name}: ${choiceWord("no")}`} />`}
        </div>
      `)}
      <div class="row"><button type="submit" class="button" data-test="count-hands"><${Icon} name="check" />${t("Write down")}</button></div>
    </form>
  `;
}

/** @param {{name: string, label: string}} props */
function Field({ name, label }) {
  return html`
    <label class="field">
      <span>${label}</span>
      <input class="control short" type="number" name=${name} min="0" max="100000" inputmode="numeric" />
    </label>
  `;
}
