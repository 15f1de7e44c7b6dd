/** A word to everybody: over the page of every tablet until it is dismissed there, on the displays as long as it holds. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

/** @typedef {import("kernel/types.js").Broadcast} Broadcast */

/** What is said to all at this moment. @returns {Broadcast | undefined} */
export function useBroadcast() {
  const said = useRecord("broadcast/now");
  const now = useTick(1000);
  return said && (said.until === null || said.until > now) ? said : undefined;
}

export function BroadcastBanner() {
  const [dismissed, dismiss] = useState(lastDismissed);
  const said = useBroadcast();
  const name = useRecord(`participants/${said?.by ?? ""}`)?.name ?? "";
  const away = () => {
    remember(said?.id ?? "");
    dismiss(said?.id ?? "");
  };
  return html`
    <div class="broadcast" role="status" data-test="broadcast">
      ${said && said.id !== dismissed && html`
        <p class="words"><${Icon} name="megaphone" /><span><strong>${said.text}</strong><span class="by">${name}</span></span></p>
        <button type="button" class="button" onClick=${away}><${Icon} name="check" />${t("I have read it")}</button>
      `}
    </div>
  `;
}

/** On the wall it takes the place of what was shown. @param {{ said: Broadcast }} props */
export function BroadcastScene({ said }) {
  return html`
    <section class="words-scene broadcast-scene" data-test="broadcast-scene">
      <p class="caption"><${Icon} name="megaphone" />${t("Message to everybody")}</p>
      <h1>${said.text}</h1>
    </section>
  `;
}

const KEPT = "icabinet.broadcast";

/** A reload does not bring back what was dismissed. */
const lastDismissed = () => sessionStorage.getItem(KEPT) ?? "";
/** @param {string} id */
const remember = (id) => sessionStorage.setItem(KEPT, id);
