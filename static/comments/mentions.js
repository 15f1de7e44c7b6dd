/**
 * Who is meant by "@" and a name. Pure.
 *
 * @typedef {import("kernel/types.js").Participant} Participant
 * @typedef {{from: number, to: number, typed: string}} Calling  the "@" and what follows it up to the caret
 */

import { fits } from "presenting/people.js";

const CALL = /(?:^|\s)@([^@\n]{0,40})$/;
const MOST = 6;
const PRESENT = ["chair", "secretary", "member", "guest"];

/**
 * Who may be mentioned: whoever sees the mark. Whether a paper is for somebody only the desk knows; the server knows always.
 * @param {Participant[]} people @param {{by: string, shared: boolean, to?: string[]} | undefined} mark
 * @param {import("kernel/types.js").Restriction | undefined} restriction @param {string} me
 */
export function readers(people, mark, restriction, me) {
  if (!mark?.shared) return [];
  return people.filter((one) => one.person !== me && PRESENT.includes(one.role) && isFor(one, mark) && mayRead(one, restriction));
}

/** @param {Participant} one @param {{by: string, to?: string[]}} mark */
function isFor({ person, unit }, { by, to = [] }) {
  return !to.length || person === by || to.includes(`person:${person}`) || to.includes(`unit:${unit}`);
}

/** @param {Participant} one @param {import("kernel/types.js").Restriction | undefined} said */
function mayRead({ person, role, unit }, said) {
  if (!said || role === "chair" || role === "secretary") return true;
  if (said.until) return false;
  const { roles, units, people } = said;
  return !(roles.length + units.length + people.length) || roles.includes(role) || units.includes(unit) || people.includes(person);
}

/** @param {string} text @param {number} caret @returns {Calling | null} */
export function calling(text, caret) {
  const typed = CALL.exec(text.slice(0, caret))?.[1];
  return typed === undefined ? null : { from: caret - typed.length - 1, to: caret, typed };
}

/** @param {Participant[]} people @param {Calling | null} call */
export function proposed(people, call) {
  return call ? people.filter(({ name }) => fits(name, call.typed.trim())).slice(0, MOST) : [];
}

/** @param {string} text @param {Calling} call @param {string} name @returns {{text: string, caret: number}} */
export function called(text, { from, to }, name) {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(to), caret: before.length };
}

/** @param {string} text @param {Participant[]} people @returns {string[]} whom the text mentions */
export function mentionedIn(text, people) {
  return pieces(text, people).flatMap(({ person }) => person ?? []).filter((person, i, all) => all.indexOf(person) === i);
}

/**
 * The text cut at the names in it; of two that begin alike the longer one is meant.
 * @param {string} text @param {Participant[]} people @returns {{text: string, person?: string}[]}
 */
export function pieces(text, people) {
  const longest = [...people].sort((a, b) => b.name.length - a.name.length);
  /** @type {{text: string, person?: string}[]} */
  const found = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const one = text[at] === "@" ? longest.find(({ name }) => text.startsWith(name, at + 1)) : undefined;
    if (one) {
      found.push({ text: plain }, { text: `@${one.name}`, person: one.person });
      [plain, at] = ["", at + one.name.length + 1];
    } else plain += text[at++];
  }
  return [...found, { text: plain }].filter((piece) => piece.text);
}
