/** What holds for one item alone: whether it is asked about, and until when. */
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { fromField, toField } from "kernel/time.js";

/** @param {{ standing: import("positions/standing.js").Standing }} props */
export function ItemSettings({ standing }) {
  const room = useRoom();
  const { item, asked, consent, state, closes_at, own } = standing;
  if (state === "listed" || state === "adopted") return null;
  const set = (/** @type {object} */ change) => room.act("positions.set_item", { item: item.id, asked, closes_at: consent?.closes_at ?? null, ...change });
  const chosen = (/** @type {any} */ { target }) => {
    const at = fromField(target.value);
    if (!Number.isNaN(at)) set({ closes_at: at });
  };
  return html`
    <div class="item-settings row">
      ${asked &&
      html`
        <label class="field"><span class="label small-text">${t("Until, for this item")}</span><input type="datetime-local" value=${toField(closes_at)} onChange=${chosen} /></label>
        ${own && html`<button type="button" class="button" onClick=${() => set({ closes_at: null })}>${t("As for the meeting")}</button>`}
      `}
      <button type="button" class="button" data-test="set-asked" onClick=${() => set({ asked: !asked })}>
        <${Icon} name=${asked ? "minus" : "plus"} />${asked ? t("Do not ask about it") : t("Ask about it")}
      </button>
    </div>
  `;
}
