import { h, render } from "preact";
import { t } from "i18n";
import { boot } from "kernel/boot.js";
import { watchPapers } from "meetings/conversion.js";
import { dropZones } from "meetings/drop.js";
import { stayOnPage } from "meetings/forms.js";
import { groupPapers } from "meetings/grouping.js";
import { bestExpected, bestPlace } from "meetings/matching.js";
import { movePapers } from "meetings/moving.js";
import { toast } from "meetings/toasts.js";
import { UploadList } from "meetings/upload_list.js";
import { Uploads } from "meetings/uploads.js";

const { meeting, csrf } = boot();
const uploads = new Uploads({ url: `/api/v1/meetings/${meeting}/papers`, csrf });
const list = document.getElementById("uploads");

stayOnPage();
const refreshPapers = watchPapers(`/api/v1/meetings/${meeting}/papers/progress`, () => uploads.busy);

if (list) {
  uploads.subscribe(() => render(h(UploadList, { uploads }), list));
  uploads.subscribe(refreshPapers);
}

movePapers();
groupPapers();

dropZones((files, place) => {
  const items = shelves();
  const missing = expected();
  // A paper has one newest version, and what is waited for is one paper, whatever number of files is dropped on it.
  const wanted = place?.replaces || place?.expected ? files.slice(0, 1) : files;
  uploads.add(wanted.map(({ file, path }) => ({ file, ...(place ?? placeFor(file.name, path, items, missing)) })));
});

/**
 * What is waited for takes a file that is called like it; one file only.
 * @param {string} name @param {string} path
 * @param {import("meetings/matching.js").Place[]} items @param {import("meetings/matching.js").Expected[]} missing
 */
function placeFor(name, path, items, missing) {
  const place = bestPlace(path, name, items);
  const one = bestExpected(name, missing, place.item);
  if (!one) return place;
  missing.splice(missing.indexOf(one), 1);
  return { ...(items.find(({ item }) => item === one.item) ?? place), expected: one.id };
}

function expected() {
  const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("li.expected"));
  const missing = [...found].filter(({ dataset }) => dataset.state === "missing" || dataset.state === "returned");
  return missing.map(({ dataset }) => ({ id: dataset.expected ?? "", item: dataset.item || null, title: dataset.title ?? "" }));
}

document.getElementById("agenda-file")?.addEventListener("change", (event) => {
  const form = /** @type {HTMLInputElement} */ (event.target).form;
  toast("ok", t("Reading the agenda…"));
  form?.requestSubmit();
});

function shelves() {
  const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".shelf"));
  return [...found].map(({ dataset }) => ({ item: dataset.item || null, title: dataset.title ?? "" }));
}
