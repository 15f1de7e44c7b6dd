/** Which majority is needed: the body's own, one of those that have a name, or one that is written here. */
import { useState } from "preact/hooks";

import { html } from "kernel/hooks.js";
import { t } from "i18n";
import { presetWords } from "polls/words.js";

/** @typedef {import("kernel/types.js").Rule} Rule */
/** @typedef {import("kernel/types.js").Form} Form */

const OWN = "own";
/** @type {Record<"motion"|"options", string[]>} */
const PRESETS = {
  motion: ["people_committee", "majority_cast", "two_thirds_all", "three_quarters_all", "four_fifths_all", "unanimity", "relative", "no_objection"],
  options: ["relative", "majority_cast", "two_thirds_all", "three_quarters_all", "four_fifths_all"],
};
/** @type {[Rule["base"], () => string][]} */
const BASES = [
  ["all_members", () => t("all members")],
  ["entitled", () => t("members entitled to vote")],
  ["present", () => t("members taking part")],
  ["cast", () => t("ballots cast")],
  ["valid_with_abstain", () => t("valid ballots")],
  ["valid_without_abstain", () => t("yes and no votes")],
];

/** @param {FormData} data @returns {Record<string, any>} as polls.prepare takes it */
export function majorityIn(data) {
  const preset = String(data.get("preset"));
  if (preset !== OWN) return { preset };
  const [numerator, denominator] = ["numerator", "denominator"].map((name) => Number(data.get(name)));
  const quorum = data.has("quorum") ? { quorum: { numerator: 2, denominator: 3 } } : {};
  const unit = data.has("weight") ? { unit: "weight" } : {};
  return {
    rule: { preset: "", numerator, denominator, strict: data.get("strict") === "more", base: data.get("base"), tie: data.get("tie"), ...unit, ...quorum },
  };
}

/** A narrow list cuts its lines off, so the chosen rule is said in full beneath. @param {{form: Form, named: boolean, like?: Rule}} props */
export function MajorityField({ form, named, like }) {
  const isMotion = form === "motion";
  const presets = PRESETS[isMotion ? "motion" : "options"];
  const [chosen, choose] = useState(like && !like.preset ? OWN : (like?.preset ?? ""));
  const known = chosen === OWN || presets.includes(chosen) ? chosen : "";
  const body = t("As this body decides");
  const options = [["", body], ...presets.map((preset) => [preset, presetWords(preset)]), [OWN, t("Another majority…")]];
  return html`
    <div class="field">
      <label for="poll-preset">${t("Majority needed")}</label>
      <select id="poll-preset" name="preset" aria-describedby="poll-preset-words" onChange=${(/** @type {any} */ { target }) => choose(target.value)}>
        ${options.map(([value, words]) => html`<option key=${value} value=${value} selected=${value === known}>${words}</option>`)}
      </select>
      <p class="hint" id="poll-preset-words">${options.find(([value]) => value === known)?.[1]}</p>
    </div>
    ${known === OWN && html`<${OwnRule} isMotion=${isMotion} named=${named} like=${like} />`}
  `;
}

/** @param {{isMotion: boolean, named: boolean, like?: Rule}} props */
function OwnRule({ isMotion, named, like }) {
  const ties = [["rejected", t("At a tie it is not adopted")], ...(isMotion ? [["chair_side", t("At a tie the chair's side decides")]] : []), ["revote", t("At a tie the vote is repeated")]];
  const number = (/** @type {string} */ name, /** @type {string} */ label, /** @type {number} */ value) =>
    html`<label class="field"><span>${label}</span><input class="control short" type="number" name=${name} min="1" max="1000" required defaultValue=${value} /></label>`;
  return html`
    <div class="row own-rule" data-test="own-rule">
      <label class="field">
        <span>${t("Needed share")}</span>
        <select class="control" name="strict">
          <option value="more" selected=${like?.strict ?? true}>${t("more than")}</option>
          <option value="least" selected=${like ? !like.strict : false}>${t("at least")}</option>
        </select>
      </label>
      ${number("numerator", t("Numerator"), like?.numerator ?? 1)}
      ${number("denominator", t("Denominator"), like?.denominator ?? 2)}
      <label class="field">
        <span>${t("of")}</span>
        <select class="control" name="base">${BASES.map(([base, words]) => html`<option key=${base} value=${base} selected=${base === (like?.base ?? "all_members")}>${words()}</option>`)}</select>
      </label>
      <label class="field">
        <span>${t("Tie")}</span>
        <select class="control" name="tie">${ties.map(([tie, words]) => html`<option key=${tie} value=${tie} selected=${tie === like?.tie}>${words}</option>`)}</select>
      </label>
      ${named && html`<label class="choice"><input type="checkbox" name="weight" defaultChecked=${like?.unit === "weight"} />${t("By the weight of the votes")}</label>`}
      <label class="choice"><input type="checkbox" name="quorum" />${t("At least 2/3 of all members must take part")}</label>
    </div>
  `;
}
