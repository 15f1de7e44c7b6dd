/** Searching in the room: one types, and sees at once in which papers and on which pages it is. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { ask } from "search/asking.js";
import { lookFor, useQuery } from "search/query.js";
import { Results } from "search/results.js";
import { read } from "search/words.js";

const TYPED_MS = 150;
const LONGEST = 200;

/** @param {{ book: import("live/follow.js").Book, close: () => void }} props */
export function SearchPanel({ book, close }) {
  const { boot } = useRoom();
  const [typed, setTyped] = useState(useQuery()?.typed ?? "");
  const [everywhere, setEverywhere] = useState(false);
  const { answer, state, more } = useAnswer(typed, everywhere ? "" : boot.meeting);
  /** @type {import("search/results.js").Open} */
  const open = (one, page) => {
    if (one.meeting.id !== boot.meeting) return location.assign(placeIn(one, page, typed));
    lookFor(typed);
    book.go(one.paper.id, page);
    close();
  };
  return html`
    <${Sheet} close=${close}>
      <div role="search" class="stack tight">
        <${Field} typed=${typed} type=${setTyped} />
        <label class="choice"><input type="checkbox" checked=${everywhere} onChange=${() => setEverywhere(!everywhere)} />${t("In all my meetings")}</label>
      </div>
      <p class="search-state quiet-text" role="status">${said(state, answer)}</p>
      ${answer && html`<${Results} found=${answer.found} meeting=${boot.meeting} open=${open} />`}
      ${answer?.after && html`<button type="button" class="button" onClick=${more}><${Icon} name="chevron-down" />${t("More results")}</button>`}
    <//>
  `;
}

/** @param {{ close: () => void, children?: any }} props */
function Sheet({ close, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    dialog.current?.showModal();
    // What was looked for last may be gone on with, or typed over.
    dialog.current?.querySelector("input")?.focus();
    dialog.current?.querySelector("input")?.select();
  }, []);
  const beside = (/** @type {Event} */ event) => event.target === dialog.current && close();
  return html`
    <dialog class="sheet search-sheet" ref=${dialog} aria-labelledby="search-title" data-test="search" onClose=${close} onClick=${beside}>
      <header>
        <h2 id="search-title">${t("Search the papers")}</h2>
        <button type="button" class="icon-button" aria-label=${t("Close")} onClick=${close}><${Icon} name="x" /></button>
      </header>
      ${children}
    </dialog>
  `;
}

/** @param {{ typed: string, type: (typed: string) => void }} props */
function Field({ typed, type }) {
  return html`
    <input class="control" type="search" value=${typed} maxlength=${LONGEST} autocomplete="off" enterkeyhint="search"
           aria-label=${t("Words to look for")} placeholder=${t("Words to look for")}
           onInput=${(/** @type {any} */ event) => type(event.target.value)} />
  `;
}

/** @param {"idle" | "asking" | "here" | "away"} state @param {import("search/asking.js").Answer | null} answer */
function said(state, answer) {
  if (state === "away") return t("The search cannot be reached right now.");
  if (state === "asking" && !answer) return t("Searching…");
  if (!answer) return t("Diacritics may be left out: “bien ban” finds “biên bản”. Words between quotation marks are looked for as they stand.");
  if (!answer.found.length) return t("Nothing was found.");
  return answer.after ? t("{count} papers and more", { count: answer.found.length }) : t("Found in {count} papers", { count: answer.found.length });
}

/** What the server finds of what is typed, a moment after typing. @param {string} typed @param {string} meeting "": all */
function useAnswer(typed, meeting) {
  const [answer, setAnswer] = useState(/** @type {import("search/asking.js").Answer | null} */ (null));
  const [state, setState] = useState(/** @type {"idle" | "asking" | "here" | "away"} */ ("idle"));
  const asking = useRef(new AbortController());
  const begin = () => (asking.current.abort(), (asking.current = new AbortController()).signal);
  const failed = (/** @type {Error} */ { name }) => name !== "AbortError" && setState("away");

  useEffect(() => {
    const { words, phrases } = read(typed);
    const signal = begin();
    if (!words.length && !phrases.length) return (setAnswer(null), setState("idle"));
    setState("asking");
    const timer = setTimeout(() => ask({ q: typed, meeting }, signal).then((got) => (setAnswer(got), setState("here")), failed), TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed, meeting]);
  useEffect(() => () => asking.current.abort(), []);

  const more = () =>
    ask({ q: typed, meeting, after: answer?.after ?? "" }, begin()).then(
      (got) => setAnswer({ ...got, found: joined(answer?.found ?? [], got.found) }),
      failed,
    );
  return { answer, state, more };
}

/** A paper that is found again gains pages. @param {import("search/asking.js").Found[]} before @param {import("search/asking.js").Found[]} found */
function joined(before, found) {
  const known = new Map([...before, ...found].map((one) => [`${one.meeting.id}/${one.paper.id}`, one]));
  return [...known.values()];
}

/** @param {import("search/asking.js").Found} one @param {number} page @param {string} typed */
function placeIn(one, page, typed) {
  return `/meetings/${one.meeting.id}?${new URLSearchParams({ paper: one.paper.id, page: String(page), q: typed })}`;
}
