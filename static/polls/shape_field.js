/** What answers the question: yes or no, or options. */
import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { formWords } from "polls/words.js";

/** @typedef {import("kernel/types.js").Form} Form */
/** @typedef {import("kernel/types.js").Shape} Shape */

/** @type {Form[]} */
const FORMS = ["motion", "one", "several", "each", "ranked"];

/** @param {FormData} data @returns {Partial<Shape>} as polls.prepare takes it */
export function shapeIn(data) {
  const form = /** @type {Form} */ (data.get("form"));
  if (form === "motion") return { form, opinion: data.has("opinion") };
  const options = String(data.get("options")).split("\n").map((line) => line.trim()).filter(Boolean);
  return { form, options, ...(form === "several" ? { least: Number(data.get("least") || 1), most: Number(data.get("most") || 1) } : {}) };
}

/** @param {{kind: string, form: Form, choose: (form: Form) => void, like?: Shape}} props */
export function ShapeField({ kind, form, choose, like }) {
  const forms = FORMS.filter((one) => kind !== "analog" || one !== "ranked");
  return html`
    <div class="field">
      <label for="poll-form">${t("Answers")}</label>
      <select id="poll-form" name="form" onChange=${(/** @type {any} */ { target }) => choose(target.value)}>
        ${forms.map((one) => html`<option key=${one} value=${one} selected=${one === form}>${formWords(one)}</option>`)}
      </select>
    </div>
    ${form === "motion"
      ? kind === "named" && html`<label class="choice"><input type="checkbox" name="opinion" defaultChecked=${like?.opinion} />${t("A voter may add another opinion in words")}</label>`
      : html`
          <div class="field">
            <label for="poll-options">${t("Options, one on each line")}</label>
            <textarea id="poll-options" name="options" required rows="4" defaultValue=${like?.options.join("\n") ?? ""}></textarea>
          </div>
        `}
    ${form === "several" &&
    html`
      <div class="row">
        <label class="field"><span>${t("At least")}</span><input class="control short" type="number" name="least" min="1" max="60" defaultValue=${like?.least ?? 1} /></label>
        <label class="field"><span>${t("At most")}</span><input class="control short" type="number" name="most" min="1" max="60" defaultValue=${like?.most ?? 2} /></label>
      </div>
    `}
  `;
}
