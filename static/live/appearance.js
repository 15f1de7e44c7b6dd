// How the page looks on this device: text size, colours and sides at once, and kept by the server for the next page.

/** @typedef {"" | "light" | "dark"} Theme */
/** @typedef {"right" | "left"} Hand  that writes: what the other one touches lies on its side */

export const SIZES = ["100", "115", "130", "150", "175", "200"];
const root = document.documentElement;

/** @returns {{ text: string, theme: Theme, hand: Hand }} */
export function appearance() {
  return { text: root.dataset.text ?? "100", theme: /** @type {Theme} */ (root.dataset.theme ?? ""), hand: root.dataset.hand === "left" ? "left" : "right" };
}

/** @param {string} text */
export function setText(text) {
  root.dataset.text = text;
  keep({ text });
}

/** @param {Theme} theme */
export function setTheme(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  keep({ theme });
}

/** @param {Hand} hand */
export function setHand(hand) {
  if (hand === "left") root.dataset.hand = hand;
  else delete root.dataset.hand;
  keep({ hand });
}

/** The next larger size; after the largest the smallest again. */
export function nextSize() {
  return SIZES[(SIZES.indexOf(appearance().text) + 1) % SIZES.length] ?? "100";
}

/** @param {string} locale */
export async function setLanguage(locale) {
  await keep({ locale });
  location.reload();
}

/** @param {Record<string, string>} choice */
async function keep(choice) {
  const headers = { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "" };
  const body = new URLSearchParams({ ...appearance(), locale: root.lang, ...choice });
  await fetch("/account/display", { method: "POST", headers, body, redirect: "manual" }).catch(() => {});
}
