import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { commentOn } from "comments/talk.js";
import { isTyping } from "papers/keys.js";
import { EVERYBODY, ICONS, kindOf, MINE, wordsFor } from "ink/audience.js";
import { AudienceChoices } from "ink/audience_choices.js";
import { Dropdown } from "ink/dropdown.js";
import { useInk } from "ink/ink.js";
import { handlesOf } from "ink/lasso.js";
import { Choices } from "ink/looks.js";
import { erasePicked, give, nudge, pickedMarks, pickNext, restyle, scale } from "ink/picked.js";
import { useWatched } from "ink/watched.js";

/** @typedef {import("ink/ink.js").Ink} Ink */
/** @typedef {import("kernel/types.js").Stroke} Stroke */
/** @typedef {{ink: Ink, marks: Stroke[], ratio: number}} Props */

const STEP = 60; // of a press on an arrow, in page space: less than a line of print
const FACTOR = 1.1;

/** @typedef {{paper: import("papers/pages.js").Paper, page: number, ratio: number}} Here */

/** What can be done with the marks that are chosen; while none is, how to choose some. @param {Here} props */
export function PickedBar(props) {
  const ink = useInk();
  return ink.tool === "marks" ? html`<${Bar} ink=${ink} ...${props} />` : null;
}

/** @param {Here & {ink: Ink}} props */
function Bar({ ink, paper, page, ratio }) {
  useRoom();
  useRecords("strokes");
  useWatched(ink.picked);
  const marks = pickedMarks(ink);
  usePickedKeys(ink, marks, ratio);
  const place = { paper: paper.id, page };
  useLetGo(ink, place);
  const any = ink.on(paper.id, page).length > 0;
  return html`
    <div class="selection-bar picked-bar" role="group" aria-label=${t("Chosen marks")} data-test="picked-bar">
      ${marks.length
        ? html`<${Chosen} ink=${ink} marks=${marks} ratio=${ratio} />`
        : html`<span class="hint">${t("Tap a mark, or draw round several.")}</span>`}
      <span class="group">
        <${Press} icon="chevron-left" name=${t("Mark before")} possible=${any} act=${() => pickNext(ink, place, -1)} />
        <${Press} icon="chevron-right" name=${t("Next mark")} possible=${any} act=${() => pickNext(ink, place, 1)} />
        ${marks.length > 0 && html`<${Press} icon="x" name=${t("Choose no marks")} act=${() => (ink.picked.value = null)} />`}
      </span>
    </div>
  `;
}

/** Whoever turns the page lets go of what they chose on another: nobody deletes what they do not see. @param {Ink} ink @param {import("ink/ink.js").Place} place */
function useLetGo(ink, { paper, page }) {
  useEffect(() => {
    const { value } = ink.picked;
    if (value && (value.paper !== paper || value.page !== page)) ink.picked.value = null;
  }, [paper, page]);
}

/** @param {Props} props */
function Chosen({ ink, marks, ratio }) {
  const mine = marks.every((mark) => mark.by === ink.me);
  const mayChange = marks.every((mark) => ink.mayChange(mark));
  const { tool, colour, width } = marks[0];
  const isOneKind = marks.every((mark) => mark.tool === tool);
  const room = useRoom();
  return html`
    <${Whose} marks=${marks} me=${ink.me} />
    ${mayChange && html`
      ${isOneKind && html`
        <${Dropdown} icon="palette" name=${t("Colour and thickness")} kind="strip">
          ${() => html`<${Choices} tool=${tool} style=${{ colour, width }} choose=${(/** @type {any} */ style) => restyle(ink, marks, style, ratio)} />`}
        <//>
      `}
      <${Dropdown} icon="move" name=${t("Move and resize")} kind="strip">${() => html`<${Moves} ink=${ink} marks=${marks} ratio=${ratio} />`}<//>
      ${marks.length === 1 && (tool === "note" || tool === "text") && html`
        <${Press} icon="pencil" name=${tool === "note" ? t("Write on the note") : t("Change the text")} act=${() => (ink.leaf.value = { mark: marks[0], fresh: false })} />
      `}
    `}
    ${marks.length === 1 && room.may("comments.write") && html`
      <${Press} icon="message-square-plus" name=${t("Comment on this mark")} act=${() => commentOn(room, marks[0])} />
    `}
    ${mine && html`<${Giving} ink=${ink} marks=${marks} mayChange=${mayChange} />`}
    <${Press} icon="trash-2" name=${t("Delete these marks")} possible=${marks.every((mark) => ink.mayErase(mark))} act=${() => erasePicked(ink, marks)} danger />
  `;
}

/** Whose marks they are, and who sees them. @param {{marks: Stroke[], me: string}} props */
function Whose({ marks, me }) {
  const people = useRecords("participants");
  const [first] = marks;
  const name = first.by === me ? t("My own") : (people.find(({ person }) => person === first.by)?.name ?? t("Somebody"));
  const isOne = marks.every((mark) => mark.by === first.by && wordsFor(mark, people) === wordsFor(first, people));
  const several = t("{n} marks", { n: marks.length });
  const words = isOne ? `${marks.length > 1 ? several : name} · ${wordsFor(first, people)}` : several;
  const icon = isOne ? ICONS[kindOf(first)] : "layers";
  return html`<span class=${`chip whose ${marks.some(({ shared }) => shared) ? "warn" : ""}`} data-test="whose"><${Icon} name=${icon} />${words}</span>`;
}

/** Shows private marks to others, and takes shared ones back. @param {{ink: Ink, marks: Stroke[], mayChange: boolean}} props */
function Giving({ ink, marks, mayChange }) {
  const shared = marks.filter((mark) => mark.shared);
  if (shared.length) {
    const back = () => give(ink, shared, MINE);
    return html`<button type="button" class="button" disabled=${!mayChange} onClick=${back}><${Icon} name="lock" />${t("Take back")}</button>`;
  }
  if (!ink.mayShare) return null;
  return html`
    <${Dropdown} icon="users" name=${t("Show to others")} words=${t("Share with…")}>
      ${(/** @type {() => void} */ close) => html`<${Givers} ink=${ink} done=${(/** @type {Audience} */ audience) => (close(), give(ink, marks, audience))} />`}
    <//>
  `;
}

/** @typedef {import("ink/audience.js").Audience} Audience */

/** Nobody sees anything before it is said who shall. @param {{ink: Ink, done: (audience: Audience) => void}} props */
function Givers({ ink, done }) {
  const [audience, setAudience] = useState(EVERYBODY);
  return html`
    <${AudienceChoices} ink=${ink} audience=${audience} choose=${setAudience} others />
    <button type="button" class="button primary last" onClick=${() => done(audience)}><${Icon} name="send" />${t("Share now")}</button>
  `;
}

/** A button for all that a hand does with the frame. @param {Props} props */
function Moves({ ink, marks, ratio }) {
  const move = (/** @type {number} */ dx, /** @type {number} */ dy) => nudge(ink, marks, dx * STEP, dy * STEP, ratio);
  const resizable = handlesOf(marks).length > 0;
  return html`
    <${Press} icon="arrow-left" name=${t("To the left")} act=${() => move(-1, 0)} />
    <${Press} icon="arrow-right" name=${t("To the right")} act=${() => move(1, 0)} />
    <${Press} icon="arrow-up" name=${t("Up")} act=${() => move(0, -1)} />
    <${Press} icon="arrow-down" name=${t("Down")} act=${() => move(0, 1)} />
    <${Press} icon="minus" name=${t("Make smaller")} possible=${resizable} act=${() => scale(ink, marks, 1 / FACTOR)} />
    <${Press} icon="plus" name=${t("Make larger")} possible=${resizable} act=${() => scale(ink, marks, FACTOR)} />
  `;
}

/** @param {{icon: string, name: string, act: () => void, possible?: boolean, danger?: boolean}} props */
function Press({ icon, name, act, possible = true, danger = false }) {
  return html`
    <button type="button" class="icon-button ${danger ? "danger" : ""}" aria-label=${name} title=${name} disabled=${!possible} onClick=${act}>
      <${Icon} name=${icon} />
    </button>
  `;
}

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Arrows move what is chosen, + and − resize it, Delete erases it, Escape lets it go. @param {Ink} ink @param {Stroke[]} marks @param {number} ratio */
function usePickedKeys(ink, marks, ratio) {
  // At once: who sees the frame may press a key.
  useLayoutEffect(() => {
    if (!marks.length) return;
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector(".ink-unfolded, dialog[open]")) return;
      const act = actOf(event, ink, marks, ratio);
      if (act) (event.preventDefault(), event.stopPropagation(), act());
    };
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  });
}

/** @param {KeyboardEvent} event @param {Ink} ink @param {Stroke[]} marks @param {number} ratio @returns {(() => void) | undefined} */
function actOf({ key, shiftKey }, ink, marks, ratio) {
  if (key === "Escape") return () => void (ink.picked.value = null);
  if (key === "Delete" || key === "Backspace") return marks.every((mark) => ink.mayErase(mark)) ? () => erasePicked(ink, marks) : undefined;
  if (!marks.every((mark) => ink.mayChange(mark))) return undefined;
  const step = shiftKey ? 10 : STEP;
  if (ARROWS[key]) return () => nudge(ink, marks, ARROWS[key][0] * step, ARROWS[key][1] * step, ratio);
  if ((key === "+" || key === "-") && handlesOf(marks).length) return () => scale(ink, marks, key === "+" ? FACTOR : 1 / FACTOR);
  return undefined;
}
