import { filesIn, filesOf } from "meetings/folders.js";

/** @typedef {import("meetings/folders.js").Found} Found */
/** @typedef {{ item: string | null, title: string, replaces?: string, expected?: string }} Place `replaces`: the paper to
 *  get a new version; `expected`: what was waited for */

/**
 * Files dropped on a place with data-drop, or chosen with a file input inside it.
 * @param {(files: Found[], place: Place | null) => void} onFiles place is null where the name of each file decides
 */
export function dropZones(onFiles) {
  document.addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const zone = zoneOf(input);
    if (input.type !== "file" || !zone) return;
    onFiles(filesOf(input.files), placeOf(zone));
    input.value = "";
  });
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    mark(zoneOf(event.target));
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(null);
  });
  // A file that misses every zone must not replace the page by itself.
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    mark(null);
    const zone = zoneOf(event.target);
    if (zone && event.dataTransfer) filesIn(event.dataTransfer).then((files) => onFiles(files, placeOf(zone)));
  });
}

/** @param {DragEvent} event */
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") ?? false;

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const zoneOf = (target) => (target instanceof Element ? target.closest("[data-drop]") : null);

/** @param {HTMLElement} zone @returns {Place | null} */
const placeOf = ({ dataset: { item, title = "", replaces, expected } }) =>
  (item === undefined ? null : { item: item || null, title, replaces, expected });

/** @param {HTMLElement | null} zone */
function mark(zone) {
  for (const other of document.querySelectorAll("[data-drop].over")) if (other !== zone) other.classList.remove("over");
  zone?.classList.add("over");
}
