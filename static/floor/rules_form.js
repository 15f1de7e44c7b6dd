/** The rules of the floor, as chair and secretary set them. */
import { Icon } from "kernel/icon.js";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { t } from "i18n";
import { kindWord } from "floor/words.js";
import { Dialog } from "live/dialog.js";

/** @typedef {import("kernel/types.js").Floor} Floor */
/** @typedef {import("kernel/types.js").Speaker["kind"]} Kind */

/** @type {Kind[]} */
const OFFERED = ["contribution", "pro", "contra", "interposed", "intervention", "point_of_order"];
/** @type {Kind[]} */
const LIMITED = ["interposed", "intervention", "point_of_order", "question", "answer"];

/** @param {{close: () => void}} props */
export function RulesDialog({ close }) {
  const floor = useRecord("floor/now");
  if (!floor) return null;
  return html`<${Dialog} title=${t("Rules of the floor")} close=${close}><${RulesForm} floor=${floor} close=${close} /><//>`;
}

/** @param {{floor: Floor, close: () => void}} props */
function RulesForm({ floor, close }) {
  const room = useRoom();
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { ok } = await room.act("floor.set_rules", rulesIn(/** @type {HTMLFormElement} */ (event.target), floor));
    if (ok) close();
  };
  return html`
    <form class="stack floor-rules" onSubmit=${save} data-test="rules-form">
      <${OrderFields} floor=${floor} />
      <${Ticks} floor=${floor} />
      <${KindFields} floor=${floor} />
      <details class="fold">
        <summary><${Icon} name="chevron-right" />${t("Times by kind, in seconds")}</summary>
        <${LimitFields} floor=${floor} />
      </details>
      <div class="field">
        <label for="rule-categories">${t("Kinds of points of order, the most important first, one in a line")}</label>
        <textarea id="rule-categories" name="categories" defaultValue=${floor.categories.join("\n")}></textarea>
      </div>
      <${BudgetFields} floor=${floor} />
      <div class="row apart">
        <button type="button" class="button" onClick=${close}>${t("Cancel")}</button>
        <button type="submit" class="button primary" data-test="save-rules"><${Icon} name="check" />${t("Save")}</button>
      </div>
    </form>
  `;
}

/** @param {{floor: Floor}} props */
function OrderFields({ floor }) {
  const orders = [["asked", t("Who asked first")], ["fewest", t("Who has spoken least often")], ["least_time", t("Who has spoken the shortest time")]];
  return html`
    <div class="row">
      <${Select} name="order" words=${t("First comes")} options=${orders} chosen=${floor.order} />
      <${Select} name="within" words=${t("Counted")} options=${scopes()} chosen=${floor.within} />
    </div>
  `;
}

const scopes = () => [["item", t("on this item")], ["meeting", t("in the whole meeting")]];

/** @param {{name: string, words: string, options: string[][], chosen: string}} props */
function Select({ name, words, options, chosen }) {
  return html`
    <div class="field">
      <label for=${`rule-${name}`}>${words}</label>
      <select id=${`rule-${name}`} name=${name}>${options.map(([value, word]) => html`<option key=${value} value=${value} selected=${value === chosen}>${word}</option>`)}</select>
    </div>
  `;
}

/** @param {{floor: Floor}} props */
function Ticks({ floor }) {
  /** @type {[keyof Floor, string][]} */
  const ticks = [
    ["before", t("Registration before the meeting")],
    ["questions", t("There is a question time")],
    ["several", t("One may wait more than once")],
    ["orders_pass", t("Points of order pass while the queue is closed")],
    ["anonymous", t("Who asks is shown only with the call")],
    ["to_page", t("With the call everybody goes to the page that was asked from")],
  ];
  return html`
    <fieldset class="choices column">
      <legend class="visually-hidden">${t("Rules of the floor")}</legend>
      ${ticks.map(([name, words]) => html`<label class="choice" key=${name}><input type="checkbox" name=${name} defaultChecked=${floor[name]} />${words}</label>`)}
    </fieldset>
  `;
}

/** @param {{floor: Floor}} props */
function KindFields({ floor }) {
  return html`
    <fieldset class="choices">
      <legend class="label">${t("What members may ask for")}</legend>
      ${OFFERED.map((kind) => html`<label class="choice" key=${kind}><input type="checkbox" name="kinds" value=${kind} defaultChecked=${floor.kinds.includes(kind)} />${kindWord(kind)}</label>`)}
    </fieldset>
  `;
}

/** @param {{floor: Floor}} props */
function LimitFields({ floor }) {
  return html`
    <div class="limits">
      <${Seconds} name="warning_s" words=${t("Warning before the end")} value=${floor.warning_s} least=${0} most=${600} />
      ${LIMITED.map((kind) => html`<${Seconds} key=${kind} name=${`limit-${kind}`} words=${kindWord(kind)} value=${floor.limits[kind] ?? 180} least=${10} most=${7200} />`)}
    </div>
  `;
}

/** @param {{name: string, words: string, value: number, least: number, most: number}} props */
function Seconds({ name, words, value, least, most }) {
  return html`
    <div class="field short">
      <label for=${`rule-${name}`}>${words}</label>
      <input id=${`rule-${name}`} name=${name} type="number" inputmode="numeric" required min=${least} max=${most} defaultValue=${String(value)} />
    </div>
  `;
}

/** Minutes for each unit; without a number a unit has no limit. @param {{floor: Floor}} props */
function BudgetFields({ floor }) {
  const units = [...new Set(useRecords("participants").map(({ unit }) => unit).filter(Boolean))].sort((a, b) => a.localeCompare(b, "vi"));
  if (!units.length) return null;
  const minutes = (/** @type {string} */ unit) => floor.budgets.find((budget) => budget.unit === unit)?.initial_s;
  return html`
    <details class="fold">
      <summary><${Icon} name="chevron-right" />${t("Time of the units")}</summary>
      <${Select} name="budget_within" words=${t("Counted")} options=${scopes()} chosen=${floor.budget_within} />
      ${units.map(
        (unit, at) => html`
          <div class="field" key=${unit}>
            <label for=${`rule-unit-${at}`}>${t("{unit}: minutes", { unit })}</label>
            <input id=${`rule-unit-${at}`} data-unit=${unit} type="number" inputmode="decimal" min="0" max="1440" step="0.5"
                   defaultValue=${minutes(unit) === undefined ? "" : String(/** @type {number} */ (minutes(unit)) / 60)} />
          </div>
        `,
      )}
    </details>
  `;
}

/** @param {HTMLFormElement} form @param {Floor} floor @returns {Partial<Floor>} */
function rulesIn(form, floor) {
  const data = new FormData(form);
  const ticked = (/** @type {string} */ name) => data.has(name);
  const text = (/** @type {string} */ name) => String(data.get(name));
  return {
    order: /** @type {Floor["order"]} */ (text("order")),
    within: /** @type {Floor["within"]} */ (text("within")),
    kinds: /** @type {Kind[]} */ (data.getAll("kinds").map(String)),
    limits: Object.fromEntries(LIMITED.map((kind) => [kind, Number(text(`limit-${kind}`))])),
    warning_s: Number(text("warning_s")),
    before: ticked("before"),
    questions: ticked("questions"),
    several: ticked("several"),
    orders_pass: ticked("orders_pass"),
    anonymous: ticked("anonymous"),
    to_page: ticked("to_page"),
    categories: text("categories").split("\n").map((line) => line.trim()).filter(Boolean),
    ...budgetsIn(form, data, floor),
  };
}

/** @param {HTMLFormElement} form @param {FormData} data @param {Floor} floor @returns {Partial<Floor>} */
function budgetsIn(form, data, floor) {
  const fields = [.../** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-unit]"))];
  if (!fields.length) return {};
  const said = fields.filter(({ value }) => value !== "").map(({ dataset, valueAsNumber }) => ({ unit: dataset.unit ?? "", initial_s: Math.round(valueAsNumber * 60) }));
  const before = (/** @type {string} */ unit) => floor.budgets.find((budget) => budget.unit === unit)?.additional_s ?? 0;
  const budgets = said.map((budget) => ({ ...budget, additional_s: before(budget.unit) }));
  return { budgets, budget_within: /** @type {Floor["budget_within"]} */ (String(data.get("budget_within"))) };
}
