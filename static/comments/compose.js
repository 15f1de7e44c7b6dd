import { useRef, useState } from "preact/hooks";
import { t } from "i18n";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { called, calling, mentionedIn, proposed } from "comments/mentions.js";

/** @typedef {import("kernel/types.js").Participant} Participant */

const LONGEST = 2_000;

/**
 * Where one writes a comment. "@" and the beginning of a name mention somebody.
 * @param {{people: Participant[], say: (text: string, mentions: string[]) => any, first?: string, isFirst?: boolean, cancel?: () => void}} props
 *   people: who can be mentioned; first: what stands there already
 */
export function Compose({ people, say, first = "", isFirst = false, cancel }) {
  const field = useRef(/** @type {any} */ (null));
  const [text, setText] = useState(first);
  const [caret, setCaret] = useState(first.length);
  const [chosen, setChosen] = useState(0);
  const call = calling(text, caret);
  const names = proposed(people, call);
  const write = (/** @type {any} */ { target }) => (setText(target.value), setCaret(target.selectionStart), setChosen(0));

  async function send() {
    const words = text.trim();
    if (!words) return;
    write({ target: { value: "", selectionStart: 0 } });
    const answer = await say(words, mentionedIn(words, people));
    // Refused: the words are not lost, unless others stand there by now.
    if (answer?.error) setText((now) => now || words);
  }
  /** @param {Participant} one */
  function mention(one) {
    if (!call) return;
    const { text: words, caret: at } = called(text, call, one.name);
    field.current.value = words;
    field.current.setSelectionRange(at, at);
    write({ target: field.current });
    field.current.focus();
  }
  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return event.preventDefault(), void send();
    if (event.key === "Escape" && cancel) return event.preventDefault(), event.stopPropagation(), cancel();
    if (!names.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((chosen + step + names.length) % names.length);
    else if (event.key === "Enter" || event.key === "Tab") mention(names[chosen]);
    else if (event.key === "Escape") setCaret(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return html`
    <form class="compose" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), void send())}>
      ${names.length > 0 && html`<${Names} names=${names} chosen=${chosen} mention=${mention} />`}
      <textarea class="control" ref=${field} rows="2" maxlength=${LONGEST} value=${text} role="combobox" aria-expanded=${names.length > 0} aria-controls="mention-names"
        aria-activedescendant=${names.length ? `mention-${names[chosen].person}` : undefined} aria-autocomplete="list"
        aria-label=${isFirst ? t("Write a comment") : t("Write an answer")} placeholder=${people.length ? t("@ mentions somebody") : ""}
        onInput=${write} onKeyDown=${press} onClick=${(/** @type {any} */ { target }) => setCaret(target.selectionStart)}></textarea>
      <div class="row">
        ${cancel && html`<button type="button" class="button" onClick=${cancel}>${t("Cancel")}</button>`}
        <button type="submit" class="button primary" disabled=${!text.trim()} data-test="send-comment"><${Icon} name="send" />${t("Send")}</button>
      </div>
    </form>
  `;
}

/** @param {{names: Participant[], chosen: number, mention: (one: Participant) => void}} props */
function Names({ names, chosen, mention }) {
  return html`
    <ul class="mention-names" id="mention-names" role="listbox" aria-label=${t("Mention somebody")} data-test="mention-names">
      ${names.map((one, i) => html`
        <li key=${one.person} id=${`mention-${one.person}`} role="option" aria-selected=${i === chosen} onPointerDown=${(/** @type {Event} */ event) => (event.preventDefault(), mention(one))}>
          <strong>${one.name}</strong> <span class="quiet-text small-text">${one.title}</span>
        </li>
      `)}
    </ul>
  `;
}
