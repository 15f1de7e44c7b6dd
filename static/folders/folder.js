/** A folder of one's own: files may be dropped anywhere, and what is being prepared is looked at again. */
import { loadPage, swap } from "meetings/pages.js";

const LOOK_AGAIN_MS = 2_000;
const form = /** @type {HTMLFormElement} */ (document.getElementById("own-drop"));
const field = /** @type {HTMLInputElement} */ (document.getElementById("own-files"));

const bringsFiles = (/** @type {DragEvent} */ { dataTransfer }) => Boolean(dataTransfer?.types.includes("Files"));
const dropping = (/** @type {boolean} */ on) => document.body.classList.toggle("dropping", on);

addEventListener("dragover", (event) => bringsFiles(event) && (event.preventDefault(), dropping(true)));
addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && dropping(false));
addEventListener("drop", (event) => {
  if (!bringsFiles(event)) return;
  event.preventDefault();
  dropping(false);
  field.files = /** @type {DataTransfer} */ (event.dataTransfer).files;
  if (field.files.length) form.requestSubmit();
});
form.addEventListener("submit", () => document.getElementById("own-sending")?.removeAttribute("hidden"));

void watch();

/** As long as pages are being prepared; not while something is unfolded that must not be taken away. */
async function watch() {
  const things = document.getElementById("things");
  if (!things || !("converting" in things.dataset)) return;
  await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  if (!document.hidden && !things.querySelector("details[open]")) {
    const found = await loadPage(location.href).catch(() => null);
    if (found?.status === 200 && !things.querySelector("details[open]")) swap(found.page, ["things"]);
  }
  return watch();
}
