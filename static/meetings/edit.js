import { h, render } from "preact";
import { t } from "i18n";
import { boot } from "kernel/boot.js";
import { watchPapers } from "meetings/conversion.js";
import { dropZones } from "meetings/drop.js";
import { stayOnPage } from "meetings/forms.js";
import { bestItem } from "meetings/matching.js";
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

dropZones((files, place) => {
  const items = shelves();
  // A paper has one newest version, whatever number of files is dropped on it.
  const wanted = place?.replaces ? files.slice(0, 1) : files;
  uploads.add(wanted.map((file) => ({ file, ...(place ?? bestItem(file.name, items)) })));
});

document.getElementById("agenda-file")?.addEventListener("change", (event) => {
  const form = /** @type {HTMLInputElement} */ (event.target).form;
  toast("ok", t("Reading the agenda…"));
  form?.requestSubmit();
});

function shelves() {
  const found = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".shelf"));
  return [...found].map(({ dataset }) => ({ item: dataset.item || null, title: dataset.title ?? "" }));
}
