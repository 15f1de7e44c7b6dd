import { useEffect, useRef, useState } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { KeepPaper } from "offline/keep.js";
import { AnnotatedDialog } from "papers/annotated.js";
import { looking, useInFile, useLooking } from "papers/in_file.js";

/** @typedef {{paper: import("papers/pages.js").Paper, ways: import("papers/ways.js").Ways, rotate: () => void, readText: () => void}} Props */

/** How the pages lie and look: what is chosen once rather than again and again. @param {Props} props */
export function ViewMenu({ paper, ways, rotate, readText }) {
  const frame = useRef(/** @type {any} */ (null));
  const [open, setOpen] = useState(false);
  const [taking, setTaking] = useState(false);
  useClosing(frame, open, () => setOpen(false));
  const { paged, setPaged, book, setBook, night, setNight } = ways;
  return html`
    <div class="view-menu" ref=${frame}>
      <button type="button" class="icon-button" aria-label=${t("How pages are shown")} title=${t("How pages are shown")}
        aria-expanded=${open} onClick=${() => setOpen(!open)}><${Icon} name="sliders-horizontal" /></button>
      ${open && html`
        <div class="view-choices" role="group" aria-label=${t("How pages are shown")}>
          <${Choice} icon="rows-2" words=${t("One after the other")} on=${!paged} act=${() => setPaged(false)} />
          <${Choice} icon="square" words=${t("One page at a time")} on=${paged} act=${() => setPaged(true)} />
          <hr />
          <${Book} book=${book} setBook=${setBook} />
          <${Choice} icon="moon" words=${t("Dark pages")} on=${night} act=${() => setNight(!night)} />
          <${Choice} icon="rotate-cw" words=${t("Turn the page")} act=${rotate} />
          <${Choice} icon="type" words=${t("Text only")} act=${() => (setOpen(false), readText())} />
          <hr />
          <${NotesInFile} paper=${paper} done=${() => setOpen(false)} />
          <${KeepPaper} paper=${paper} />
          <${PutBy} paper=${paper} />
          <${TakeAway} paper=${paper} take=${() => (setOpen(false), setTaking(true))} />
        </div>
      `}
      ${taking && html`<${AnnotatedDialog} paper=${paper} close=${() => setTaking(false)} />`}
    </div>
  `;
}

/** All papers of the meeting, where there is one. @param {{book: boolean, setBook: (on: boolean) => void}} props */
function Book({ book, setBook }) {
  if (!useRoom().boot.meeting) return null;
  return html`<${Choice} icon="book-open" words=${t("Meeting book")} on=${book} act=${() => setBook(!book)} />`;
}

/** Into a folder of one's own, where the paper stays at hand after the meeting. @param {{paper: Props["paper"]}} props */
function PutBy({ paper }) {
  const { boot } = useRoom();
  if (!boot.folders || boot.kept) return null;
  const place = `/folders/papers?${new URLSearchParams({ meeting: boot.meeting, paper: paper.id })}`;
  return html`<a class="button quiet" href=${place} data-test="put-by"><${Icon} name="folder-input" />${t("Put into my folders")}</a>`;
}

/** Only where there are some. @param {{paper: Props["paper"], done: () => void}} props */
function NotesInFile({ paper, done }) {
  const count = Object.values(useInFile(paper)).flat().length;
  const on = useLooking().paper === paper.id;
  if (!count) return null;
  return html`<${Choice} icon="list" words=${t("Notes in the file ({n})", { n: count })} on=${on} act=${() => (looking.look(on ? null : paper.id), done())} />`;
}

/** For whoever may have the paper itself. @param {{paper: Props["paper"], take: () => void}} props */
function TakeAway({ paper, take }) {
  const room = useRoom();
  if (!room.boot.meeting || (paper.guarded && !room.may("papers.take_restricted"))) return null;
  return html`<${Choice} icon="download" words=${t("Copy with marks")} act=${take} />`;
}

/** @param {{icon: string, words: string, act: () => void, on?: boolean}} props  on: absent for what is done, not switched */
function Choice({ icon, words, act, on }) {
  return html`
    <button type="button" class="button quiet" aria-pressed=${on} onClick=${act}><${Icon} name=${icon} />${words}</button>
  `;
}

/** Closes at the next touch elsewhere, or at Escape. @param {{current: any}} frame @param {boolean} open @param {() => void} close */
export function useClosing(frame, open, close) {
  useEffect(() => {
    if (!open) return;
    const touch = (/** @type {Event} */ { target }) => frame.current.contains(target) || close();
    const press = (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && close();
    document.addEventListener("pointerdown", touch, true);
    document.addEventListener("keydown", press);
    return () => (document.removeEventListener("pointerdown", touch, true), document.removeEventListener("keydown", press));
  }, [open]);
}
