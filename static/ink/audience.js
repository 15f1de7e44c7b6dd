/** For whom one writes, and for whom a mark is. Pure, but for the words. */

import { t } from "i18n";

/**
 * @typedef {import("kernel/types.js").Stroke} Stroke
 * @typedef {Pick<Stroke, "shared"|"to"|"layer">} Audience  to: "unit:…" and "person:…"; none: the whole meeting
 * @typedef {{person: string, name: string, unit: string}} Person
 */

/** @type {Audience} */
export const MINE = { shared: false, to: [], layer: "" };
/** @type {Audience} */
export const EVERYBODY = { shared: true, to: [], layer: "" };
/** What the presenter draws while showing a page. @type {Audience} */
export const PRESENTERS = { shared: true, to: [], layer: "presenter" };

/** @param {string[]} to @returns {Audience} */
export const named = (to) => ({ shared: true, to, layer: "" });

/** @param {Audience} mark @returns {Audience} */
export const audienceOf = ({ shared, to, layer }) => ({ shared, to, layer });

/** @param {Audience} audience @returns {"mine"|"everybody"|"presenters"|"named"} */
export function kindOf({ shared, to, layer }) {
  if (!shared) return "mine";
  if (layer === "presenter") return "presenters";
  return to.length ? "named" : "everybody";
}

/** @param {Audience} a @param {Audience} b */
export const isSameAudience = (a, b) => kindOf(a) === kindOf(b) && String([...a.to].sort()) === String([...b.to].sort());

export const ICONS = { mine: "lock", everybody: "users", presenters: "presentation", named: "user-check" };

/** @param {Audience} audience @param {Person[]} people @returns {string} */
export function wordsFor(audience, people) {
  const kind = kindOf(audience);
  if (kind === "mine") return t("Only I");
  if (kind === "everybody") return t("Everybody");
  if (kind === "presenters") return t("As presenter");
  const [first, ...more] = audience.to.map((one) => nameOf(one, people));
  return more.length ? t("{name} and {n} more", { name: first, n: more.length }) : first;
}

/** @param {string} one "unit:…" or "person:…" @param {Person[]} people */
export function nameOf(one, people) {
  const id = one.slice(one.indexOf(":") + 1);
  return one.startsWith("unit:") ? id : (people.find(({ person }) => person === id)?.name ?? t("Somebody"));
}

/** @param {Person[]} people @returns {string[]} the units that they come from */
export function unitsOf(people) {
  return [...new Set(people.map(({ unit }) => unit).filter(Boolean))].sort((a, b) => a.localeCompare(b));
}
