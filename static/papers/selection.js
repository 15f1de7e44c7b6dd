import { useEffect, useState } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { lastOf } from "comments/sorting.js";
import { commentOn } from "comments/talk.js";
import { useInk } from "ink/ink.js";
import { markWords } from "ink/marking.js";
import { chosen, useChosen } from "papers/chosen.js";
import { copyText } from "papers/copying.js";
import { isTyping } from "papers/keys.js";
import { percent } from "papers/links.js";
import { TOOLS } from "ink/tools.js";

/** @type {[import("ink/marking.js").TextTool, () => string][]} */
const MARKS = [["highlighter", () => t("Highlight")], ["underline", () => t("Underline")], ["strikeout", () => t("Strike out")]];

/** The chosen words on a page. @param {{paper: string, page: number, ratio: number}} props */
export function ChosenWords({ paper, page, ratio }) {
  const boxes = useChosen().boxesOn(paper, page);
  if (!boxes.length) return null;
  return html`
    <div class="page-chosen" aria-hidden="true" data-test="chosen">
      ${boxes.map(([x0, y0, x1, y1], i) => html`
        <span key=${i} style=${{ left: percent(x0), top: percent(y0 / ratio), width: percent(x1 - x0), height: percent((y1 - y0) / ratio) }}></span>
      `)}
    </div>
  `;
}

/** What can be done with the chosen words. @param {{mayMark: boolean}} props */
export function SelectionBar({ mayMark }) {
  const { choice, text } = useChosen();
  const ink = useInk();
  const room = useRoom();
  const [said, say] = useState("");
  useEffect(() => say(""), [choice]);
  const copy = () => void copyText(text).then((done) => say(done ? t("Copied") : t("This browser does not allow copying.")));
  useChosenKeys(choice !== null, copy);
  if (!choice) return null;
  const mark = (/** @type {import("ink/marking.js").TextTool} */ tool) => (markWords(ink, choice, tool), chosen.choose(null));
  const comment = () => {
    mark("highlighter");
    const made = lastOf(ink.on(choice.paper, choice.page), ink.me);
    if (made) commentOn(room, made);
  };
  return html`
    <div class="selection-bar" role="group" aria-label=${t("Chosen words")} data-test="selection-bar">
      <button type="button" class="button primary" data-test="copy" onClick=${copy}><${Icon} name="copy" />${t("Copy")}</button>
      ${mayMark && MARKS.map(([tool, name]) => html`
        <button type="button" class="button" key=${tool} data-test=${`mark-${tool}`} onClick=${() => mark(tool)}><${Icon} name=${TOOLS[tool].icon} />${name()}</button>
      `)}
      ${mayMark && html`<button type="button" class="button" data-test="comment" onClick=${comment}><${Icon} name="message-square-plus" />${t("Comment")}</button>`}
      <span role="status">${said}</span>
      <button type="button" class="icon-button" aria-label=${t("Choose no words")} title=${t("Choose no words")}
        onClick=${() => chosen.choose(null)}><${Icon} name="x" /></button>
    </div>
  `;
}

/** Ctrl+C copies, Escape lets go. @param {boolean} enabled @param {() => void} copy */
function useChosenKeys(enabled, copy) {
  useEffect(() => {
    if (!enabled) return;
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (isTyping(event)) return;
      if (event.key === "Escape") chosen.choose(null);
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c") (event.preventDefault(), copy());
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
