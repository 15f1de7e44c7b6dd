// Lets node find our bare specifiers as the page's import map does: node --import ./tests/js/resolve.js --test …
// The editor's jsconfig.json already says where they are.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

const root = new URL("../../", import.meta.url);
/** @type {Record<string, [string]>} */
const paths = JSON.parse(readFileSync(new URL("jsconfig.json", root), "utf8")).compilerOptions.paths;

// This file is loaded twice: to register itself, and then in the loader's own thread.
if (isMainThread) register(import.meta.url);

/**
 * @param {string} specifier
 * @param {object} context
 * @param {(specifier: string, context: object) => unknown} next
 */
export function resolve(specifier, context, next) {
  const folder = specifier.slice(0, specifier.indexOf("/") + 1);
  const file = paths[specifier]?.[0] ?? paths[`${folder}*`]?.[0].replace("*", specifier.slice(folder.length));
  return next(file ? new URL(file, root).href : specifier, context);
}
