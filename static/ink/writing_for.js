import { html, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";
import { EVERYBODY, ICONS, kindOf, MINE, wordsFor } from "ink/audience.js";
import { AudienceChoices } from "ink/audience_choices.js";
import { Dropdown } from "ink/dropdown.js";

/** @typedef {import("ink/ink.js").Ink} Ink */

/** For whom one writes, always in sight. @param {{ink: Ink}} props */
export function WritingFor({ ink }) {
  const room = useRoom();
  const people = useRecords("participants");
  useRecords("presenting");
  if (!room.may("ink.draw_shared")) return html`<span class="chip"><${Icon} name="lock" />${t("Only you see your ink")}</span>`;
  const { audience } = ink;
  const kind = kindOf(audience);
  const isOther = kind === "named" || kind === "presenters";
  return html`
    <div class="group audience" role="group" aria-label=${t("Who sees what you draw")}>
      <button type="button" class="button" aria-label=${t("Private")} aria-pressed=${kind === "mine"} onClick=${() => ink.writeFor(MINE)}>
        <${Icon} name="lock" /><span class="words">${t("Private")}</span>
      </button>
      <button type="button" class="button" aria-label=${t("Shared")} aria-pressed=${kind === "everybody"} disabled=${!ink.mayShare}
        onClick=${() => ink.writeFor(EVERYBODY)}>
        <${Icon} name="users" /><span class="words">${t("Shared")}</span>
      </button>
      ${(ink.mayShare || ink.presents) && html`
        <${Dropdown} icon=${isOther ? ICONS[kind] : "chevron-down"} name=${t("Choose who sees it")} on=${isOther}
          words=${isOther ? wordsFor(audience, people) : ""}>
          ${() => html`<${AudienceChoices} ink=${ink} audience=${audience} choose=${(/** @type {any} */ choice) => ink.writeFor(choice)} />`}
        <//>
      `}
    </div>
  `;
}
