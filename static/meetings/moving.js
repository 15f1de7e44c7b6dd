import { loadPage, swap } from "meetings/pages.js";
import { toast } from "meetings/toasts.js";
import { t } from "i18n";

const KIND = "application/x-icabinet-paper";

/** A paper dragged to another shelf is filed there; the form in its "Edit" does the same without a hand that drags. */
export function movePapers() {
  document.addEventListener("dragstart", (event) => {
    const paper = event.target instanceof Element ? event.target.closest("[data-paper][draggable]") : null;
    if (!(paper instanceof HTMLElement)) return;
    event.dataTransfer?.setData(KIND, paper.dataset.paper ?? "");
    // What is in a hand is not to be taken out of the page by fresh shelves.
    paper.dataset.moving = "";
  });
  document.addEventListener("dragover", (event) => {
    const shelf = event.dataTransfer?.types.includes(KIND) ? shelfOf(event.target) : null;
    if (shelf) event.preventDefault();
    for (const other of document.querySelectorAll(".shelf.over")) if (other !== shelf) other.classList.remove("over");
    shelf?.classList.add("over");
  });
  document.addEventListener("dragend", (event) => {
    document.querySelector(".shelf.over")?.classList.remove("over");
    if (event.target instanceof HTMLElement) delete event.target.dataset.moving;
  });
  document.addEventListener("drop", (event) => {
    const paper = event.dataTransfer?.getData(KIND);
    const shelf = paper ? shelfOf(event.target) : null;
    if (!paper || !shelf) return;
    event.preventDefault();
    shelf.classList.remove("over");
    move(paper, shelf.dataset.item ?? "");
  });
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const shelfOf = (target) => (target instanceof Element ? target.closest(".shelf") : null);

/** Fill in and send the paper's own form. @param {string} paper @param {string} item */
async function move(paper, item) {
  const select = /** @type {HTMLSelectElement | null} */ (document.getElementById(`paper-item-${paper}`));
  if (!select?.form || select.value === item) return;
  const form = new FormData(select.form);
  form.set("item", item);
  try {
    const { page, status } = await loadPage(select.form.action, form);
    if (status >= 400) return toast("danger", t("This did not work. Please load the page again."));
    swap(page, ["shelves", "agenda"]);
    toast("ok", t("The paper was moved."));
  } catch {
    toast("danger", t("The server could not be reached. Nothing was changed; please try again."));
  }
}
