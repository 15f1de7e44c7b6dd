import { boot } from "kernel/boot.js";

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * The sentence in the reader's language; `{name}` is replaced by `vars.name`.
 * A message without a translation is shown in English, never as a blank.
 * @param {string} msgid
 * @param {Record<string, string | number>} [vars]
 */
export function t(msgid, vars = {}) {
  return fill(boot().catalog?.[msgid] || msgid, vars);
}

/** The language of this page, such as "vi". */
export function locale() {
  return boot().locale || "en";
}

/**
 * @param {string} sentence
 * @param {Record<string, string | number>} vars
 */
export function fill(sentence, vars) {
  return sentence.replace(PLACEHOLDER, (whole, name) => (name in vars ? String(vars[name]) : whole));
}
