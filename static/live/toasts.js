/** Short notices over the page. Everything said here is announced to screen readers as well. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "i18n";
import { html, useRedraw } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

/** @typedef {"info" | "ok" | "warn" | "danger"} Tone */
/** @typedef {{ among: string, words: (count: number) => string }} Together how many of a kind are said in one sentence */
/** @typedef {{ id: number, words: string, tone: Tone, among?: string, count: number }} Toast */

const STAYS_MS = 6_000;
// As long as somebody takes who reads slowly.
const A_LETTER_MS = 90;
const MOST = 4;
// What stands at the head of a paper and is to be read or touched at once: a toast comes below it.
const ABOVE = ".reader-notice, .reader-title, .guarded-note, .ink-toolbar, .broadcast:not(:empty)";
const SIGNS = { info: "info", ok: "circle-check", warn: "triangle-alert", danger: "circle-alert" };

/** @type {Toast[]} */
let shown = [];
let count = 0;
/** @type {() => void} */
let redraw = () => {};

/**
 * Says a sentence. What went wrong or needs somebody (warn, danger) stays until it is dismissed.
 * @param {string} words
 * @param {Tone} [tone]
 * @param {Together} [together] what is said instead while others of its kind are still there
 */
export function notify(words, tone = "info", together) {
  const before = together && shown.find(({ among }) => among === together.among);
  const times = (before?.count ?? 0) + 1;
  const said = together && before ? together.words(times) : words;
  const toast = { id: ++count, words: said, tone, among: together?.among, count: times };
  change([...shown.filter((other) => other !== before && other.words !== said), toast].slice(-MOST));
  if (tone === "info" || tone === "ok") setTimeout(() => dismiss(toast.id), Math.max(STAYS_MS, said.length * A_LETTER_MS));
}

/** @param {number} id */
const dismiss = (id) => change(shown.filter((toast) => toast.id !== id));

/** @param {Toast[]} toasts */
function change(toasts) {
  shown = toasts;
  redraw();
}

export function Toasts() {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const again = useRedraw();
  useEffect(() => {
    redraw = again;
    again();
  }, []);
  // Shown anew, it comes to lie over a dialog that was opened meanwhile.
  useEffect(() => {
    place.current?.hidePopover();
    if (shown.length) place.current?.showPopover();
    return shown.length ? keptBelow(place.current) : undefined;
  }, [shown]);
  return html`
    <div class="toasts" popover="manual" ref=${place} role="log" aria-live="polite" aria-relevant="additions" data-test="toasts">
      ${shown.map((toast) => html`<${Line} key=${toast.id} toast=${toast} />`)}
    </div>
  `;
}

/** Keeps it below what a paper says at its head, also if that comes later. @param {HTMLElement | null} place */
function keptBelow(place) {
  const settle = () => place?.style.setProperty("--below", `${bottomOf(document.querySelectorAll(ABOVE))}px`);
  settle();
  const watch = new MutationObserver(settle);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => watch.disconnect();
}

/** How far down the window these reach. @param {Iterable<Element>} elements */
export function bottomOf(elements) {
  return Math.max(0, ...[...elements].map((element) => element.getBoundingClientRect().bottom));
}

/** @param {{ toast: Toast }} props */
function Line({ toast }) {
  return html`
    <p class="toast ${toast.tone}" role=${toast.tone === "danger" ? "alert" : undefined}>
      <${Icon} name=${SIGNS[toast.tone]} />
      <span>${toast.words}</span>
      <button type="button" class="icon-button" aria-label=${t("Dismiss")} onClick=${() => dismiss(toast.id)}>
        <${Icon} name="x" />
      </button>
    </p>
  `;
}
