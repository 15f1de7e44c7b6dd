/** A paper is carried to another item's shelf by its handle, with a mouse, a finger or a pen alike. */
import { loadPage, swap } from "meetings/pages.js";
import { toast } from "meetings/toasts.js";
import { t } from "i18n";

/** @typedef {{ paper: HTMLElement, x: number, y: number, fromX: number, fromY: number, moving: boolean, ghost: HTMLElement }} Held */

const STILL = 6;
// So near to the edge of the window the page moves along, so many pixels a frame.
const EDGE = 80;
const PACE = 12;

/**
 * Pointer events and not the browser's own dragging, which no finger begins and which carries words as gladly as papers.
 * The form in a paper's "Edit" does the same without a hand that drags.
 */
export function movePapers() {
  /** @type {Held | null} */
  let held = null;
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target instanceof Element ? event.target.closest("[data-grip]") : null;
    const paper = grip?.closest("[data-paper]");
    if (!grip || !(paper instanceof HTMLElement) || !event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    held = { paper, ...at(event), fromX: event.clientX, fromY: event.clientY, moving: false, ghost: ghostOf(paper) };
    // What is in a hand is not to be taken out of the page by fresh shelves.
    paper.dataset.moving = "";
  });
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    Object.assign(held, at(event));
    if (!held.moving && Math.hypot(held.x - held.fromX, held.y - held.fromY) > STILL) begin(held);
    if (held.moving) follow(held);
  });
  document.addEventListener("pointerup", () => letGo(true));
  document.addEventListener("pointercancel", () => letGo(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && letGo(false));

  /** @param {boolean} drop */
  function letGo(drop) {
    if (!held) return;
    const { paper, moving, ghost } = held;
    const shelf = drop && moving ? shelfUnder(held) : null;
    held = null;
    ghost.remove();
    delete paper.dataset.moving;
    mark(null);
    if (shelf) void move(paper.dataset.paper ?? "", shelf.dataset.item ?? "");
  }

  /** @param {Held} one */
  function begin(one) {
    one.moving = true;
    document.body.append(one.ghost);
    requestAnimationFrame(scroll);
  }

  function scroll() {
    if (!held) return;
    const by = held.y < EDGE ? -PACE : held.y > innerHeight - EDGE ? PACE : 0;
    if (by) {
      scrollBy({ top: by, behavior: "instant" });
      follow(held);
    }
    requestAnimationFrame(scroll);
  }
}

/** @param {PointerEvent} event */
const at = ({ clientX, clientY }) => ({ x: clientX, y: clientY });

/** @param {Held} held */
function follow(held) {
  held.ghost.style.translate = `${held.x}px ${held.y}px`;
  mark(shelfUnder(held));
}

/** What lies over the shelf, as a notice that fades, is in nobody's way. @param {Held} held @returns {HTMLElement | null} */
const shelfUnder = ({ x, y }) => document.elementsFromPoint(x, y).map((one) => /** @type {HTMLElement | null} */ (one.closest(".shelf"))).find(Boolean) ?? null;

/** @param {HTMLElement | null} shelf */
function mark(shelf) {
  for (const other of document.querySelectorAll(".shelf.over")) if (other !== shelf) other.classList.remove("over");
  shelf?.classList.add("over");
}

/** @param {HTMLElement} paper */
function ghostOf(paper) {
  const ghost = document.createElement("p");
  ghost.className = "paper-ghost";
  ghost.textContent = paper.querySelector(".paper-title")?.textContent?.trim() ?? "";
  return ghost;
}

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
