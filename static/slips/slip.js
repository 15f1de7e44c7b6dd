/** The page of a slip: it stays while an answer is on its way, says how that goes, and looks again when one comes back to it. */
import { t } from "i18n";
import { loadPage, swap } from "meetings/pages.js";
import { stayOnPage } from "meetings/forms.js";
import { toast } from "meetings/toasts.js";
import { atRest } from "offline/install.js";

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

// What takes a connection of its own comes once the page is there.
const keeping = atRest().then(() => import("slips/keeping.js"));
keeping.then(({ room }) => watch(room)).catch(() => {}); // Without it the page still asks the server.

document.addEventListener("unreached", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!("answer" in form.dataset)) return;
  event.preventDefault();
  void keep(form).catch(() => toast("danger", t("The server could not be reached. Nothing was changed; please try again.")));
});

let last = Date.now();
const look = () => void refresh().catch(() => {});
setInterval(look, LOOK_AGAIN_MS);
document.addEventListener("visibilitychange", () => Date.now() - last > LOOK_AGAIN_MS && look());

/**
 * The server could not be reached: the answer lies here until it can. It may have arrived all the same, so it keeps its id.
 * @param {HTMLFormElement} form
 */
async function keep(form) {
  const typed = new FormData(form);
  const text = (/** @type {string} */ name) => String(typed.get(name) ?? "");
  const places = form.querySelectorAll("fieldset.question").length;
  const answers = Array.from({ length: places }, (_, i) => ({ choice: text(`choice-${i}`), opinion: text(`opinion-${i}`) }));
  const member = text("member") || null;
  const { room } = await keeping;
  const answer = await room.act("slips.answer", { answers, member }, { id: text("act") });
  if (answer.error) return toast("danger", answer.error.message ?? t("This was refused ({code}).", { code: answer.error.code }));
  form.reset();
  await refresh();
}

/**
 * As long as an answer waits here, its form says so and takes no other; then the page shows what the server has.
 * @param {import("kernel/room.js").Room} room
 */
function watch(room) {
  let before = 0;
  const waits = () => {
    const here = room.pending.filter(({ name, state }) => name === "slips.answer" && state !== "recorded");
    for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-answer]"))) {
      const member = String(new FormData(form).get("member") ?? "");
      show(form, here.some(({ args }) => (args.member ?? "") === member));
    }
    if (before && !here.length) void refresh().catch(() => {});
    before = here.length;
  };
  room.outbox.subscribe(waits);
  waits();
}

/** @param {HTMLFormElement} form @param {boolean} waits */
function show(form, waits) {
  form.querySelector("[data-waits]")?.toggleAttribute("hidden", !waits);
  for (const button of form.querySelectorAll("button")) button.disabled = waits;
}

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
