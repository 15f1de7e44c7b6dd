import { useState } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { Dialog } from "live/dialog.js";

/** @typedef {import("papers/pages.js").Paper} Paper */
/** @typedef {{value: string, words: string, hint?: string}} Option */
/** @typedef {{state: "asking" | "making" | "done" | "failed", words?: string}} Progress */

/** Which marks go into the copy, and whether others can still change them. @param {{paper: Paper, close: () => void}} props */
export function AnnotatedDialog({ paper, close }) {
  const { boot } = useRoom();
  const [ink, setInk] = useState("both");
  const [form, setForm] = useState("editable");
  const [{ state, words }, setProgress] = useState(/** @type {Progress} */ ({ state: "asking" }));
  const address = `/meetings/${boot.meeting}/papers/${paper.id}/annotated?ink=${ink}&form=${paper.guarded ? "flat" : form}`;
  const take = () => (setProgress({ state: "making" }), taken(address).then(setProgress));
  const footer = html`
    <p role="status">${state === "making" ? t("The copy is being made…") : words}</p>
    <button type="button" class="button primary" data-test="take-copy" disabled=${state === "making"} onClick=${take}><${Icon} name="download" />${t("Download")}</button>
  `;
  const marks = [
    { value: "both", words: t("Mine and those shared with me") },
    { value: "mine", words: t("Only mine"), hint: t("Also your private ones, which only you see.") },
    { value: "shared", words: t("Only those shared in the meeting") },
  ];
  const forms = [
    { value: "editable", words: t("As comments"), hint: t("Can be shown, hidden, moved and answered in other PDF programs.") },
    { value: "flat", words: t("Part of the page"), hint: t("Looks the same everywhere. Notes are printed at the end.") },
  ];
  return html`
    <${Dialog} title=${t("Copy with marks")} close=${close} footer=${footer}>
      <div class="annotated stack" data-test="annotated">
        <p>${paper.title}</p>
        <${Choices} name="ink" legend=${t("Which marks")} options=${marks} value=${ink} choose=${setInk} />
        ${paper.guarded
          ? html`<p>${t("This paper is not for everybody: the marks become part of the pages, your name is on each of them, and the copy is on record.")}</p>`
          : html`<${Choices} name="form" legend=${t("How they are in it")} options=${forms} value=${form} choose=${setForm} />`}
      </div>
    <//>
  `;
}

/** @param {{name: string, legend: string, options: Option[], value: string, choose: (value: string) => void}} props */
function Choices({ name, legend, options, value, choose }) {
  return html`
    <fieldset class="field">
      <legend>${legend}</legend>
      ${options.map((option) => html`
        <label class="choice" key=${option.value}>
          <input type="radio" name=${`copy-${name}`} value=${option.value} checked=${option.value === value} onChange=${() => choose(option.value)} />
          <span>${option.words}${option.hint && html`<span class="quiet-text">${option.hint}</span>`}</span>
        </label>
      `)}
    </fieldset>
  `;
}

/** Fetches the copy and hands it to the browser as a download. @param {string} address @returns {Promise<Progress>} */
async function taken(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return { state: "failed", words: (await answer.json()).error.message };
    save(await answer.blob(), nameIn(answer.headers.get("Content-Disposition") ?? ""));
    return { state: "done", words: t("The copy is among your downloads.") };
  } catch {
    return { state: "failed", words: t("The server cannot be reached. Please try again.") };
  }
}

/** @param {string} disposition @returns {string} the file's name */
export function nameIn(disposition) {
  const plain = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return plain ? decodeURIComponent(plain) : (/filename="?([^";]+)/i.exec(disposition)?.[1] ?? "copy.pdf");
}

/** @param {Blob} copy @param {string} name */
function save(copy, name) {
  const link = document.createElement("a");
  Object.assign(link, { href: URL.createObjectURL(copy), download: name });
  link.click();
  // Some browsers begin to read only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
