/** Writing a document: a passage is saved without leaving the page, and nothing that was typed is lost by leaving it. */
import { t } from "i18n";
import { loadPage, swap } from "meetings/pages.js";
import { toast } from "meetings/toasts.js";
import { watchOthers } from "minutes/others.js";

watchOthers();

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!("write" in form.dataset)) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") !== "true") void save(form, event.submitter);
});

document.addEventListener("input", (event) => {
  formOf(event.target)?.toggleAttribute("data-unsaved", true);
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
  const form = formOf(event.target);
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-write][data-unsaved]")) event.preventDefault();
});

/**
 * The page that comes back has the passage as it stands now: saved, or beside what somebody else has written.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function save(form, submitter) {
  const part = form.closest("section")?.id ?? "";
  const typed = texts(form);
  form.setAttribute("aria-busy", "true");
  try {
    const { page, status } = await loadPage(form.action, new FormData(form, submitter));
    if (!page.getElementById(part)) {
      if (status >= 400) return toast("danger", page.querySelector("[role=alert] p")?.textContent?.trim() || t("This did not work. Please load the page again."));
      form.closest("section")?.remove();
    } else {
      // What was typed while it was on its way is not saved yet, and stays.
      if (typed !== texts(form)) return keepOn(form, page.getElementById(part));
      swap(page, [part], { focus: [document.activeElement?.id] });
      if (status >= 400) document.getElementById(part)?.querySelector("[data-write]")?.toggleAttribute("data-unsaved", true);
    }
    if (status < 400) toast("ok", t("Saved."));
  } catch {
    toast("danger", t("The server could not be reached. Nothing was changed; please try again."));
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} fresh */
function keepOn(form, fresh) {
  if (fresh?.querySelector("[role=alert]")) return;
  for (const name of ["act", "seen"]) {
    const field = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
    const now = /** @type {HTMLInputElement | null | undefined} */ (fresh?.querySelector(`[name=${name}]`));
    if (field && now) field.value = now.value;
  }
}

/** @param {HTMLFormElement} form */
function texts(form) {
  const fields = /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (form.querySelectorAll("input:not([type=hidden]), textarea"));
  return [...fields].map((field) => field.value).join("\u0000");
}

/** @param {EventTarget | null} target @returns {HTMLFormElement | null} */
function formOf(target) {
  return target instanceof Element ? target.closest("form[data-write]") : null;
}
