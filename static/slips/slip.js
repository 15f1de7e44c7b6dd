/** The page of a slip: it stays while an answer is on its way, says how that goes, and looks again when one comes back to it. */
import { loadPage, swap } from "meetings/pages.js";
import { stayOnPage } from "meetings/forms.js";

const LOOK_AGAIN_MS = 20_000;
const PARTS = ["slip-head", "slip-body", "site-header"];

stayOnPage();
offerPrinting();

// Sending, recorded and not sent look different: the words beside the button hold as long as the answer is under way.
new MutationObserver((changes) => {
  for (const { target } of changes) {
    const form = /** @type {HTMLElement} */ (target);
    if (!form.matches("[data-answer]")) continue;
    const busy = form.getAttribute("aria-busy") === "true";
    for (const words of form.querySelectorAll(".sending")) words.toggleAttribute("hidden", !busy);
  }
}).observe(document.body, { subtree: true, attributeFilter: ["aria-busy"] });

let last = Date.now();
const look = () => void refresh().catch(() => {});
setInterval(look, LOOK_AGAIN_MS);
document.addEventListener("visibilitychange", () => Date.now() - last > LOOK_AGAIN_MS && look());

/** Show what others have done meanwhile, unless a hand is at work here. */
async function refresh() {
  if (document.hidden || isInUse()) return;
  last = Date.now();
  const { page, status } = await loadPage(location.href);
  if (status >= 400 || isInUse()) return;
  swap(page, PARTS);
  offerPrinting();
}

/** Whether something is being chosen, typed, sent or unfolded that must not be taken away. */
function isInUse() {
  const body = document.getElementById("slip-body");
  return Boolean(body?.querySelector("[aria-busy=true], details[open], :is(textarea, input:not([type=hidden]), select):focus") || isTouched(body));
}

/** @param {Element | null | undefined} body */
function isTouched(body) {
  const fields = /** @type {NodeListOf<HTMLInputElement & HTMLTextAreaElement>} */ (body?.querySelectorAll("[data-answer] :is(input, textarea)") ?? []);
  return [...fields].some(({ type, checked, defaultChecked, value, defaultValue }) => (type === "radio" ? checked !== defaultChecked : value !== defaultValue));
}

function offerPrinting() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-print]"))) {
    button.hidden = false;
    button.onclick = () => print();
  }
}
