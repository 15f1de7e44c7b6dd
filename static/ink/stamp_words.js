import { useEffect, useState } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { ownStamps } from "ink/own_stamps.js";

/** @typedef {import("ink/ink.js").Ink} Ink */

const LONGEST = 60;

/** The first is the one that a new hand holds. @returns {string[]} */
const usual = () => [t("Agreed"), t("To be revised"), t("Initialled")];

/** What the stamp says: one of the usual sentences, or words of one's own, which this device remembers. @param {{ink: Ink}} props */
export function StampWords({ ink }) {
  const room = useRoom();
  const [own, setOwn] = useState(/** @type {string[]} */ ([]));
  const [typed, setTyped] = useState("");
  useEffect(() => void ownStamps(room).read().then(setOwn), []);
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    const words = typed.normalize("NFC").trim();
    if (!words) return;
    ink.set({ stamp: words });
    setTyped("");
    void ownStamps(room).add(words).then(setOwn);
  };
  return html`
    <div class="group stamps" role="group" aria-label=${t("Words of the stamp")}>
      ${[...usual(), ...own].map((words) => html`
        <button type="button" class="button" key=${words} aria-pressed=${ink.stamp === words} onClick=${() => ink.set({ stamp: words })}>${words}</button>
      `)}
      <form class="row tight one-line" onSubmit=${add}>
        <input class="control" maxlength=${LONGEST} aria-label=${t("Own words")} placeholder=${t("Own words")} value=${typed}
          onInput=${(/** @type {any} */ { target }) => setTyped(target.value)} />
        <button type="submit" class="icon-button" aria-label=${t("Use these words")} title=${t("Use these words")} disabled=${!typed.trim()}>
          <${Icon} name="check" />
        </button>
      </form>
    </div>
  `;
}
