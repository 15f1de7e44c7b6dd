import { t } from "i18n";
import { loadPage, swap } from "meetings/pages.js";
import { toast } from "meetings/toasts.js";

/** Forms with data-stay are sent without leaving the page; the parts named in data-swap then come fresh. */
export function stayOnPage() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!("stay" in form.dataset)) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") send(form, event.submitter);
  });
}

/**
 * A form that failed on its way keeps its action id: sending it again cannot do the same thing twice.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function send(form, submitter) {
  const focus = placesAfter(form);
  form.setAttribute("aria-busy", "true");
  try {
    const { page, status } = await loadPage(form.action, new FormData(form, submitter));
    const parts = (form.dataset.swap ?? "").split(" ");
    if (status >= 400 || !page.getElementById(parts[0])) return toast("danger", sentenceOf(page));
    swap(page, parts, { fold: form.closest("details.fold")?.id, focus });
    for (const notice of page.querySelectorAll("#notices .notice")) {
      toast(notice.classList.contains("ok") ? "ok" : "danger", notice.textContent?.trim() ?? "");
    }
  } catch {
    // Whoever can keep what was typed says so.
    if (!form.dispatchEvent(new CustomEvent("unreached", { bubbles: true, cancelable: true }))) return;
    toast("danger", t("The server could not be reached. Nothing was changed; please try again."));
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** @param {HTMLFormElement} form */
function placesAfter(form) {
  const field = form.querySelector("input:not([type=hidden]), select");
  return [document.activeElement?.id, field?.id, form.closest("details.fold")?.id, form.closest("section")?.id];
}

/** @param {Document} page */
function sentenceOf(page) {
  return page.querySelector("[role=alert] p")?.textContent?.trim() || t("This did not work. Please load the page again.");
}
