/** How this device shows the meeting, and which keys do what. */
import { t } from "i18n";
import { html, useRedraw, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { locale } from "i18n";
import { appearance, setHand, setLanguage, setText, setTheme, SIZES } from "live/appearance.js";
import { Dialog } from "live/dialog.js";
import { OnThisTablet } from "offline/settings.js";

/** @param {{ close: () => void }} props */
export function Settings({ close }) {
  return html`
    <${Dialog} title=${t("Settings and help")} close=${close}>
      <div class="settings stack">
        <${TextSize} /><${Colours} /><${Language} /><${WritingHand} /><${OnThisTablet} /><${Keys} />
        <p class="quiet-text">${t("On record for chair, secretaries and auditors: who first opened which page, when and on what device.")}</p>
      </div>
    <//>
  `;
}

function TextSize() {
  const redraw = useRedraw();
  const { text } = appearance();
  const choose = (/** @type {string} */ size) => (setText(size), redraw());
  return html`
    <${Choices} legend=${t("Text size")} value=${text} choose=${choose}
                options=${SIZES.map((size) => ({ value: size, words: `${size} %` }))} />
  `;
}

function Colours() {
  const redraw = useRedraw();
  const { theme } = appearance();
  const options = [
    { value: "", words: t("As the device") },
    { value: "light", words: t("Light") },
    { value: "dark", words: t("Dark") },
  ];
  const choose = (/** @type {import("live/appearance.js").Theme} */ value) => (setTheme(value), redraw());
  return html`<${Choices} legend=${t("Colours")} value=${theme} choose=${choose} options=${options} />`;
}

function Language() {
  const options = [
    { value: "vi", words: "Tiếng Việt" },
    { value: "en", words: "English" },
  ];
  return html`<${Choices} legend=${t("Language")} value=${locale()} choose=${setLanguage} options=${options} />`;
}

/** What the other hand touches lies on its side. */
function WritingHand() {
  const redraw = useRedraw();
  const options = [
    { value: "right", words: t("The right hand") },
    { value: "left", words: t("The left hand") },
  ];
  const choose = (/** @type {import("live/appearance.js").Hand} */ value) => (setHand(value), redraw());
  return html`<${Choices} legend=${t("I write with")} value=${appearance().hand} choose=${choose} options=${options} />`;
}

/** @param {{ legend: string, value: string, choose: (value: string) => void, options: { value: string, words: string }[] }} props */
function Choices({ legend, value, choose, options }) {
  return html`
    <fieldset class="stack tight">
      <legend>${legend}</legend>
      <div class="row tight">
        ${options.map(
          (option) => html`
            <button type="button" class="button" key=${option.value} aria-pressed=${option.value === value}
                    onClick=${() => choose(option.value)}>${option.words}</button>
          `,
        )}
      </div>
    </fieldset>
  `;
}

function Keys() {
  const room = useRoom();
  const keys = [
    ["← →", t("Previous and next page")],
    ["Home End", t("First and last page")],
    ["G", t("Go to page")],
    ["+ −", t("Larger and smaller")],
    ["R", t("Turn the page")],
    ["1 2 3", t("Vote: yes, no, abstain")],
    ["H", t("Ask to speak, or withdraw")],
    ["F", t("Follow the presenter again")],
    ["/", t("Search the papers")],
    ["V T", t("Move the page, choose words")],
    ["P M E", t("Take up a tool: pen, highlighter, eraser")],
    ["U X", t("Underline, strike out")],
    ["L A B O", t("Line, arrow, box, ellipse")],
    ["W N S", t("Typed text, note, stamp")],
    ["C", t("Choose and change marks")],
    ["← + Del", t("Move, resize, delete chosen marks")],
    ["Ctrl Z", t("Undo what was drawn")],
    ["?", t("This help")],
  ];
  const runs = [
    ["J", t("Do what is proposed next")],
    ["Z", t("Take the last step back")],
    ["K", t("Pause the speech, or let it go on")],
    ["Y", t("One minute more for the speaker")],
    ["Q", t("Look at the speakers")],
    ["W", t("Look at the votes")],
    ["D", t("Look at who is present")],
    ["I", t("Look at the line to the secretary")],
  ];
  return html`
    <section class="stack tight">
      <h3><${Icon} name="keyboard" /> ${t("Keyboard")}</h3>
      <dl class="facts keys">
        ${[...keys, ...(room.may("meetings.run") ? runs : [])].map(([key, words]) => html`<dt key=${key}><kbd>${key}</kbd></dt><dd>${words}</dd>`)}
      </dl>
    </section>
  `;
}
