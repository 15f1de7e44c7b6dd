import { h, render } from "preact";
import { t } from "i18n";
import { Icon } from "kernel/icon.js";

const STAYS_MS = 8_000;
const SIGNS = { ok: "circle-check", danger: "circle-alert" };

/**
 * Say a sentence over the page, and to screen readers. What went well gives way to the next and fades by itself;
 * what went wrong stays until it is dismissed.
 * @param {"ok" | "danger"} kind
 * @param {string} sentence
 */
export function toast(kind, sentence) {
  document.querySelectorAll(".toast.ok").forEach((old) => old.parentElement?.remove());
  const place = document.createElement("div");
  const close = () => place.remove();
  render(h("p", { class: `toast ${kind}` },
    h(Icon, { name: SIGNS[kind] }),
    h("span", null, sentence),
    h("button", { type: "button", class: "icon-button", "aria-label": t("Dismiss"), onClick: close }, h(Icon, { name: "x" }))),
  place);
  document.getElementById("toasts")?.append(place);
  if (kind === "ok") setTimeout(close, STAYS_MS);
}
