/** @typedef {import("kernel/types.js").Boot} Boot */

/** @type {Boot | undefined} */
let read;

/**
 * What the server wrote into the page. Empty where there is no page, as in tests.
 * @returns {Boot}
 */
export function boot() {
  read ??= JSON.parse(globalThis.document?.getElementById("boot")?.textContent || "{}");
  return /** @type {Boot} */ (read);
}

/** What this tablet kept takes the place of what the server wrote. @param {Boot} kept */
export function lendBoot(kept) {
  read = kept;
}
