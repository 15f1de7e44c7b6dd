import { t } from "i18n";
import { html, useRecords, useRoom } from "kernel/hooks.js";
import { ChoosePerson } from "live/choose_person.js";

const PRESENT = ["chair", "secretary", "member", "guest"];

/** Who shall present. @param {{ close: () => void }} props */
export function HandOver({ close }) {
  const room = useRoom();
  const people = useRecords("participants").filter(({ person, role }) => PRESENT.includes(role) && person !== room.viewer.person);
  return html`
    <${ChoosePerson}
      title=${t("Who shall present?")}
      words=${t("They show pages to everybody until you take the presenting back.")}
      people=${people} verb=${t("Hand over")} icon="presentation" close=${close}
      label=${(/** @type {string} */ name) => t("Hand over to {name}", { name })}
      choose=${(/** @type {string} */ person) => room.act("presenting.hand_over", { person })}
    />
  `;
}
