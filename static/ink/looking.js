import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { Dropdown } from "ink/dropdown.js";
import { useInk } from "ink/ink.js";
import { authorsOf, EVERYTHING, isEverything, turned } from "ink/sights.js";

/** @typedef {import("ink/ink.js").Ink} Ink */

/** Which marks one sees; chair and secretary also say what all may see and do. @param {{paper: string}} props */
export function Looking({ paper }) {
  const ink = useInk();
  const all = isEverything(ink.sight);
  return html`
    <${Dropdown} icon=${all ? "eye" : "eye-off"} name=${t("Which ink is shown")} on=${!all}>
      ${() => html`<${Authors} ink=${ink} paper=${paper} all=${all} />${ink.rules && html`<${Rules} ink=${ink} />`}`}
    <//>
  `;
}

/** @param {{ink: Ink, paper: string, all: boolean}} props */
function Authors({ ink, paper, all }) {
  const people = useRecords("participants");
  useRecords("strokes");
  const { sight } = ink;
  const others = ink.all().filter((mark) => mark.paper === paper && mark.by !== ink.me);
  const name = (/** @type {string} */ person) => people.find((one) => one.person === person)?.name ?? t("Somebody");
  const look = (/** @type {import("ink/sights.js").Sight} */ next) => ((ink.picked.value = null), ink.look(next));
  return html`
    <fieldset>
      <legend class="small-text quiet-text">${t("I look at")}</legend>
      <${Tick} words=${t("My own")} on=${sight.mine} turn=${() => look({ ...sight, mine: !sight.mine })} />
      ${others.some((mark) => mark.layer === "presenter") && html`
        <${Tick} words=${t("The presenter's")} on=${sight.presenters} turn=${() => look({ ...sight, presenters: !sight.presenters })} />
      `}
      ${[...authorsOf(others, ink.me)].map(([person, count]) => html`
        <${Tick} key=${person} words=${`${name(person)} (${count})`} on=${!sight.without.has(person)} turn=${() => look(turned(sight, person))} />
      `)}
    </fieldset>
    ${!all && html`<button type="button" class="button" onClick=${() => look(EVERYTHING)}><${Icon} name="eye" />${t("Show everything")}</button>`}
  `;
}

/** @param {{ink: Ink}} props */
function Rules({ ink }) {
  const room = useRoom();
  useRecords("ink");
  const { layer } = ink;
  const set = (/** @type {Partial<import("kernel/types.js").InkLayer>} */ said) => void room.act("ink.layer", said);
  return html`
    <fieldset>
      <legend class="small-text quiet-text">${t("For everybody")}</legend>
      <${Tick} words=${t("Hide the shared ink")} on=${layer.hidden} turn=${() => set({ hidden: !layer.hidden })} />
      <${Tick} words=${t("Freeze the shared ink")} on=${layer.frozen} turn=${() => set({ frozen: !layer.frozen })} />
    </fieldset>
  `;
}

/** @param {{words: string, on: boolean, turn: () => void}} props */
function Tick({ words, on, turn }) {
  return html`<label class="choice"><input type="checkbox" checked=${on} onChange=${turn} />${words}</label>`;
}

/** What is not to be seen, or not to be written, and by whose will. @param {{ink: Ink}} props */
export function LookingNote({ ink }) {
  useRecords("ink");
  const { hidden, frozen } = ink.layer;
  const sentences = [];
  if (hidden) sentences.push(ink.rules ? t("Shared ink is hidden from the others.") : t("Shared ink is hidden by the chair for now."));
  if (frozen) sentences.push(ink.rules ? t("Shared ink is frozen: only chair and secretary write on it.") : t("Shared ink is frozen by the chair for now."));
  if (!isEverything(ink.sight)) sentences.push(t("You do not look at all the ink."));
  return html`<div class="ink-note" role="status">${sentences.map((words, i) => html`<span key=${i}>${words}</span>`)}</div>`;
}
