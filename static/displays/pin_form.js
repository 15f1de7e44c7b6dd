/** What a display is to show: chosen in one step, or, with words or a time, in two. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { VIEWS, viewWord } from "displays/words.js";

/** @typedef {import("kernel/types.js").View} View */
/** @typedef {import("kernel/types.js").DisplayPin} Pin */

const FOLLOW = "follow";
const HERE = "here";
const LONGEST_TEXT = 300;
const MINUTE_MS = 60_000;
const BREAKS = [5, 10, 15, 20, 30, 60];

/** @param {{ display: { person: string, name: string }, pin: Pin | undefined, book: import("live/follow.js").Book }} props */
export function PinForm({ display, pin, book }) {
  const room = useRoom();
  const id = display.person;
  const [asked, ask] = useState(/** @type {"message" | "countdown" | null} */ (null));
  const pinTo = (/** @type {View} */ view, more = {}) => void room.act("displays.pin", { id, view, ...more });
  const choose = (/** @type {any} */ { target }) => {
    const { value } = target;
    ask(value === "message" || value === "countdown" ? value : null);
    if (value === FOLLOW) room.act("displays.release", { id });
    else if (value === HERE && book.paper) pinTo("page", { paper: book.paper.id, page: book.page });
    else if (value !== "message" && value !== "countdown") pinTo(value);
  };
  const value = asked ?? (pin ? (pin.paper ? HERE : pin.view) : FOLLOW);
  const words = t("What {name} shows", { name: display.name });
  return html`
    <select class="control" aria-label=${words} data-test="display-view" value=${value} onChange=${choose}>
      <option value=${FOLLOW}>${t("Follow the meeting")}</option>
      ${VIEWS.map((view) => html`<option key=${view} value=${view}>${view === "page" ? t("The page that is presented") : viewWord(view)}</option>`)}
      ${(book.paper || pin?.paper) && html`<option value=${HERE}>${t("The page that I read now, and stay there")}</option>`}
    </select>
    ${asked && html`<${Told} key=${asked} asked=${asked} pinTo=${pinTo} close=${() => ask(null)} />`}
  `;
}

/** @param {{ asked: "message" | "countdown", pinTo: (view: View, more: object) => void, close: () => void }} props */
function Told({ asked, pinTo, close }) {
  const room = useRoom();
  const [text, setText] = useState("");
  const [minutes, setMinutes] = useState(10);
  const counts = asked === "countdown";
  const show = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (!counts && !text.trim()) return;
    pinTo(asked, { text: text.trim(), ...(counts ? { until: room.serverNow() + minutes * MINUTE_MS } : {}) });
    close();
  };
  return html`
    <form class="stack tight" onSubmit=${show} data-test="display-told">
      <input class="control" aria-label=${t("What it says")} placeholder=${counts ? t("What it says, such as “Break”") : t("What it says")} maxlength=${LONGEST_TEXT}
             autocomplete="off" value=${text} onInput=${(/** @type {any} */ { target }) => setText(target.value)} />
      <div class="row tight">
        ${counts && html`
          <select class="control short" aria-label=${t("For how long")} value=${minutes} onChange=${(/** @type {any} */ { target }) => setMinutes(Number(target.value))}>
            ${BREAKS.map((n) => html`<option key=${n} value=${n}>${t("{minutes} minutes", { minutes: n })}</option>`)}
          </select>
        `}
        <button class="button primary">${t("Show")}</button>
        <button type="button" class="button" onClick=${close}>${t("Cancel")}</button>
      </div>
    </form>
  `;
}
