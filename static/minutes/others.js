/** What others write meanwhile comes to stand here by itself, but never in place of what somebody has typed. */
import { t } from "i18n";
import { loadPage } from "meetings/pages.js";

const EVERY_MS = 3_000;

/** Look every few seconds whether the document still is as it stands here. */
export function watchOthers() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-standing]"));
  if (!place) return;
  const look = async () => {
    if (!document.hidden) await refresh(place).catch(() => {});
    setTimeout(look, EVERY_MS);
  };
  setTimeout(look, EVERY_MS);
}

/** @param {HTMLElement} place */
async function refresh(place) {
  const answer = await fetch(place.dataset.watch ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { standing } = /** @type {{ standing: string }} */ (await answer.json());
  if (standing === place.dataset.standing) return;
  const { page, status } = await loadPage(location.pathname);
  if (status >= 400) return;
  bringIn(place, page);
  place.dataset.standing = /** @type {HTMLElement | null} */ (page.querySelector("[data-standing]"))?.dataset.standing ?? standing;
}

/** @param {HTMLElement} place @param {Document} page */
export function bringIn(place, page) {
  const fresh = passages(page);
  for (const old of passages(document)) if (!fresh.some(({ id }) => id === old.id)) leave(old);
  let before = /** @type {HTMLElement | null} */ (null);
  for (const one of fresh) {
    const old = document.getElementById(one.id);
    if (!old) put(place, one, before);
    else if (signs(old) !== signs(one)) renew(old, one);
    before = document.getElementById(one.id) ?? before;
  }
}

/** @param {HTMLElement} old @param {HTMLElement} one */
function renew(old, one) {
  if (isInHand(old)) return warn(old, t("{name} has changed this passage meanwhile. What you write stays; saving shows you both.", { name: one.dataset.by ?? "" }));
  const held = document.activeElement;
  old.replaceWith(marked(one));
  if (held !== document.activeElement && held?.id) takeUp(/** @type {HTMLTextAreaElement} */ (held));
}

/** Whoever only looked where to begin looks there still. @param {HTMLTextAreaElement} held what had the focus before */
function takeUp(held) {
  const now = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(held.id));
  now?.focus({ preventScroll: true });
  if (now && "selectionStart" in held) now.setSelectionRange(held.selectionStart, held.selectionEnd);
}

/** A passage that somebody took out stays as long as words lie in it that are not saved. @param {HTMLElement} old */
function leave(old) {
  if (isInHand(old)) warn(old, t("Somebody has removed this passage meanwhile. What you write stays here until you leave the page."));
  else old.remove();
}

/** @param {HTMLElement} place @param {HTMLElement} one @param {HTMLElement | null} before */
function put(place, one, before) {
  const first = passages(document)[0] ?? place.lastElementChild;
  if (before) before.after(marked(one));
  else place.insertBefore(marked(one), first ?? null);
}

/** @param {HTMLElement} one */
function marked(one) {
  const copy = document.importNode(one, true);
  copy.classList.add("by-others");
  return copy;
}

/** @param {HTMLElement} passage @param {string} words */
function warn(passage, words) {
  const said = passage.querySelector(".meanwhile") ?? document.createElement("p");
  said.className = "notice warn meanwhile";
  said.setAttribute("role", "status");
  if (said.textContent !== words) said.textContent = words;
  if (!said.isConnected) passage.prepend(said);
}

/** @param {HTMLElement} passage */
const isInHand = (passage) => passage.querySelector("[data-unsaved], [aria-busy=true]") !== null;

/** What tells one state of a passage from another: its revision, and what was remarked on it. @param {HTMLElement} passage */
function signs(passage) {
  const seen = /** @type {HTMLInputElement | null} */ (passage.querySelector("[name=seen]"))?.value ?? "";
  return [seen, ...[...passage.querySelectorAll("[data-remark]")].map((one) => one.textContent?.replace(/\s+/g, " "))].join("\u0000");
}

/** @param {Document} page @returns {HTMLElement[]} */
const passages = (page) => /** @type {HTMLElement[]} */ ([...page.querySelectorAll(".passage")]);
