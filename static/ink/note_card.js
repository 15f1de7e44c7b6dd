import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime, date } from "kernel/time.js";
import { t } from "i18n";
import { ICONS, kindOf, wordsFor } from "ink/audience.js";
import { useInk } from "ink/ink.js";
import { useKeeping } from "ink/leaving.js";
import { TextCard } from "ink/text_card.js";
import { useWatched } from "ink/watched.js";

/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {import("ink/ink.js").Ink} Ink */

const LONGEST = 2000;
const NEARLY = 1800;

/** The note that was touched, or the text that is typed, at the foot of the page. @param {{view: {current: import("papers/view.js").View | null}}} props */
export function NoteCard({ view }) {
  const ink = useInk();
  const leaf = useWatched(ink.leaf);
  if (!leaf) return null;
  const Form = leaf.mark.tool === "text" ? TextCard : Card;
  return leaf.fresh ? html`<${Form} key=${leaf.mark.id} ink=${ink} mark=${leaf.mark} view=${view} fresh />` : html`<${Kept} ...${{ ink, Form, view }} id=${leaf.mark.id} />`;
}

/** @param {{ink: Ink, id: string, Form: any, view: any}} props */
function Kept({ ink, id, Form, view }) {
  useRoom();
  useRecords("strokes");
  const mark = ink.mark(id);
  return mark ? html`<${Form} key=${id} ...${{ ink, mark, view }} fresh=${false} />` : html`<${Gone} ink=${ink} />`;
}

/** It was erased while it was open. @param {{ink: Ink}} props */
function Gone({ ink }) {
  useEffect(() => void (ink.leaf.value = null), []);
  return null;
}

/** @param {{ink: Ink, mark: Stroke, fresh: boolean}} props */
function Card({ ink, mark, fresh }) {
  const people = useRecords("participants");
  const [text, setText] = useState(mark.text);
  const card = useRef(/** @type {any} */ (null));
  const mayWrite = fresh || ink.mayChange(mark);
  // At once: who sees the note may write, or put it away by a key.
  useLayoutEffect(() => card.current.querySelector(mayWrite ? "textarea" : ".close").focus(), []);
  const name = people.find(({ person }) => person === mark.by)?.name ?? t("Somebody");
  const keep = useKeeping(() => mayWrite && settle(ink, mark, text, fresh));
  const close = () => {
    keep();
    ink.leaf.value = null;
    document.getElementById(`pin-${mark.id}`)?.focus();
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" && !(event.key === "Enter" && event.ctrlKey)) return;
    event.stopPropagation();
    close();
  };
  return html`
    <section class="note-card" role="dialog" aria-labelledby="note-by" ref=${card} onKeyDown=${press} data-test="note-card">
      <header>
        <p id="note-by"><strong>${name}</strong> <span class="quiet-text small-text">${clockTime(mark.at)} ${date(mark.at)}</span></p>
        <span class=${`chip ${mark.shared ? "warn" : ""}`}><${Icon} name=${ICONS[kindOf(mark)]} />${wordsFor(mark, people)}</span>
        ${!fresh && ink.mayErase(mark) && html`
          <button type="button" class="icon-button danger" aria-label=${t("Delete the note")} title=${t("Delete the note")}
            onClick=${() => (keep(() => ink.erase([mark])), (ink.leaf.value = null))}><${Icon} name="trash-2" /></button>
        `}
        ${mayWrite
          ? html`<button type="button" class="button primary close" onClick=${close}><${Icon} name="check" />${t("Keep the note")}</button>`
          : html`<button type="button" class="icon-button close" aria-label=${t("Close")} title=${t("Close")} onClick=${close}><${Icon} name="x" /></button>`}
      </header>
      ${mayWrite
        ? html`<textarea class="control" rows="3" maxlength=${LONGEST} aria-label=${t("What the note says")} placeholder=${t("Write here. It is kept when you close the note.")}
            value=${text} onInput=${(/** @type {any} */ { target }) => setText(target.value)}></textarea>
            ${text.length >= NEARLY && html`
              <p class="small-text quiet-text" role="status">${t("{n} of {most} characters", { n: text.length, most: LONGEST })}</p>
            `}`
        : html`<p class="words">${mark.text}</p>`}
    </section>
  `;
}

/** What was written is kept; a note without words is none. @param {Ink} ink @param {Stroke} mark @param {string} typed @param {boolean} fresh */
function settle(ink, mark, typed, fresh) {
  const text = typed.normalize("NFC").trim();
  if (fresh && text) ink.draw({ ...mark, text });
  else if (fresh || !ink.mark(mark.id)) return;
  else if (!text) ink.erase([mark]);
  else if (text !== mark.text) ink.change([{ before: mark, after: { ...mark, text } }]);
}
