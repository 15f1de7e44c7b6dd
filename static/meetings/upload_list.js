import { h } from "preact";
import { t } from "i18n";
import { Icon } from "kernel/icon.js";

/** @typedef {import("meetings/uploads.js").Upload} Upload */
/** @typedef {import("meetings/uploads.js").Uploads} Uploads */

/**
 * What is still on its way, and what could not be filed. The count alone is announced, not each step.
 * @param {{ uploads: Uploads }} props
 */
export function UploadList({ uploads }) {
  const total = uploads.filed + uploads.all.length;
  return h("div", { class: "uploads" },
    h("p", { role: "status" }, total ? t("{filed} of {total} files filed", { filed: uploads.filed, total }) : ""),
    h("ul", { class: "list" }, uploads.all.map((upload) => h(Line, { key: upload.id, upload, uploads }))));
}

/** @param {{ upload: Upload, uploads: Uploads }} props */
function Line({ upload, uploads }) {
  const { file, title, state } = upload;
  const failed = state === "failed";
  return h("li", { class: "upload" },
    h("div", { class: "row" },
      h(Icon, { name: failed ? "circle-alert" : "file-up" }),
      h("div", { class: "grow" },
        h("p", null, file.name),
        h("p", { class: "quiet-text small-text" }, `→ ${title}`)),
      failed && h("button", { type: "button", class: "button", onClick: () => uploads.retry(upload) },
        h(Icon, { name: "rotate-ccw" }), t("Try again")),
      h("button", { type: "button", class: "icon-button", "aria-label": t("Cancel {name}", { name: file.name }),
        onClick: () => uploads.cancel(upload) }, h(Icon, { name: "x" }))),
    failed ? h("p", { class: "notice danger" }, h("span", null, upload.why)) : h(Bar, { upload }));
}

/**
 * Once all is sent, the server has yet to store it: how long is not known.
 * @param {{ upload: Upload }} props
 */
function Bar({ upload: { file, sent } }) {
  const value = sent < 1 ? sent : undefined;
  return h("progress", { class: "progress", max: 1, value, "aria-label": t("Uploading {name}", { name: file.name }) });
}
