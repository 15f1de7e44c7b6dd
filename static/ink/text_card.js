import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { ratioOf } from "papers/pages.js";
import { ICONS, kindOf, wordsFor } from "ink/audience.js";
import { useKeeping } from "ink/leaving.js";
import { laidOut, roomOf, unbroken } from "ink/lettering.js";
import { Choices } from "ink/looks.js";
import { measured } from "ink/measuring.js";
import { cornerBox, cornersOf } from "ink/shapes.js";

/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {import("ink/ink.js").Ink} Ink */
/** @typedef {import("papers/view.js").View} View */

const LONGEST = 1000;
const EDGE_PX = 8;

/** Where text is typed: it stands on the page with every letter, as it will stay. @param {{ink: Ink, mark: Stroke, fresh: boolean, view: {current: View | null}}} props */
export function TextCard({ ink, mark, fresh, view }) {
  const people = useRecords("participants");
  const paper = /** @type {any} */ (useRecords("papers").find(({ id }) => id === mark.paper) ?? {});
  const [typed, setTyped] = useState(unbroken(mark.text));
  const [{ colour, width }, setStyle] = useState({ colour: mark.colour, width: mark.width });
  const room = useRef(roomOf(mark)).current;
  const card = useRef(/** @type {any} */ (null));
  const now = laidOut({ ...mark, colour, width }, typed, room, measured, ratioOf(paper, mark.page));
  const keep = useKeeping(() => settle(ink, mark, now, fresh));
  useLayoutEffect(() => card.current.querySelector("textarea").focus(), []);
  useShown(ink, mark, now);
  const isLow = useLow(card, now, view);
  const choose = (/** @type {Partial<import("ink/ink.js").Style>} */ style) => {
    setStyle({ colour, width, ...style });
    ink.style("text", style);
  };
  const close = () => {
    keep();
    ink.leaf.value = null;
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" && !(event.key === "Enter" && event.ctrlKey)) return;
    event.stopPropagation();
    close();
  };
  return html`
    <section class="note-card text-card ${isLow ? "above" : ""}" role="dialog" aria-label=${t("Typed text")} ref=${card} onKeyDown=${press} data-test="text-card">
      <header>
        <${Choices} tool="text" style=${{ colour, width }} choose=${choose} />
        <span class=${`chip ${mark.shared ? "warn" : ""}`}><${Icon} name=${ICONS[kindOf(mark)]} />${wordsFor(mark, people)}</span>
        ${!fresh && html`
          <button type="button" class="icon-button danger" aria-label=${t("Delete the text")} title=${t("Delete the text")}
            onClick=${() => (keep(() => ink.erase([mark])), (ink.leaf.value = null))}><${Icon} name="trash-2" /></button>
        `}
      </header>
      <div class="typing">
        <textarea class="control" rows="2" maxlength=${LONGEST} aria-label=${t("Text on the page")} placeholder=${t("Type here. It appears on the page.")}
          value=${typed} onInput=${(/** @type {any} */ { target }) => setTyped(target.value)}></textarea>
        <button type="button" class="button primary close" onClick=${close}><${Icon} name="check" />${t("Keep the text")}</button>
      </div>
    </section>
  `;
}

/** Shows the text as it is typed, in its frame, and hides what it was before. @param {Ink} ink @param {Stroke} before @param {Stroke} now */
function useShown(ink, before, now) {
  const { paper, page } = before;
  useLayoutEffect(() => {
    ink.preview.value = { paper, page, marks: now.text ? [now] : [], loop: cornersOf(cornerBox(now.points)) };
  }, [now.text, now.colour, now.width, String(now.points)]);
  useLayoutEffect(() => {
    ink.hide([before.id]);
    return () => {
      ink.preview.value = null;
      ink.hide([]);
    };
  }, []);
}

/**
 * Whether the text has come to lie beneath its card, which then stands above it; and what is typed below the window is brought into it.
 * @param {{current: any}} card @param {Stroke} now @param {{current: View | null}} view
 */
function useLow(card, now, view) {
  const [isLow, setLow] = useState(false);
  useEffect(() => {
    // The frame on the page is drawn with the next picture.
    const frame = requestAnimationFrame(() => {
      const place = card.current?.closest(".reader-place");
      const [drawn, pages] = [".ink-loop polygon", ".reader-window"].map((part) => place?.querySelector(part)?.getBoundingClientRect());
      if (!drawn || !pages) return;
      if (drawn.bottom > card.current.getBoundingClientRect().top) setLow(true);
      if (drawn.bottom > pages.bottom - EDGE_PX) view.current?.move(0, pages.bottom - EDGE_PX - drawn.bottom);
    });
    return () => cancelAnimationFrame(frame);
  }, [String(now.points)]);
  return isLow;
}

/** What was typed is kept; text without words is none. @param {Ink} ink @param {Stroke} mark @param {Stroke} now @param {boolean} fresh */
function settle(ink, mark, now, fresh) {
  if (fresh && now.text) ink.draw(now);
  else if (fresh || !ink.mark(mark.id)) return;
  else if (!now.text) ink.erase([mark]);
  else ink.change([{ before: mark, after: now }]);
}
