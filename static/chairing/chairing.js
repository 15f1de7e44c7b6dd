/** Who chairs in the chair's place: lent in two taps, taken or given back in one. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { ChoosePerson } from "live/choose_person.js";

/** Says who chairs in whose place, for as long as that is so. */
export function LentChair() {
  const room = useRoom();
  const lent = useRecord("chair/lent");
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const name = useRecord(`participants/${lent?.of}`)?.name ?? "";
  const deputy = useRecord(`participants/${lent?.to}`)?.name ?? "";
  if (!lent || meeting?.state === "ended") return null;
  const { person: me, role } = room.viewer;
  const mayReturn = lent.of === me || lent.to === me || role === "secretary";
  return html`
    <section class="card stack tight" data-test="chair-lent">
      <p>${lent.to === me ? t("You chair in the place of {name}.", { name }) : t("{deputy} chairs in the place of {name}.", { deputy, name })}</p>
      ${mayReturn && html`
        <button type="button" class="button" data-test="return-chair" onClick=${() => room.act("meetings.return_chair", {})}>
          <${Icon} name="gavel" />${lent.of === me ? t("Take the chair back") : t("Give the chair back")}
        </button>
      `}
    </section>
  `;
}

/** Lets the chair, or the secretary for the only chair, choose a deputy. */
export function LendChair() {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const people = useRecords("participants");
  const isLent = Boolean(useRecord("chair/lent"));
  const [choosing, choose] = useState(false);
  const chairs = people.filter(({ role }) => role === "chair");
  const whose = chairs.find(({ person }) => person === room.viewer.person) ?? (chairs.length === 1 ? chairs[0] : undefined);
  if (!room.may("meetings.lend_chair") || !whose || isLent || meeting?.state === "ended") return null;
  return html`
    <button type="button" class="button quiet" data-test="lend-chair" onClick=${() => choose(true)}>
      <${Icon} name="gavel" />${t("Let a deputy chair…")}
    </button>
    ${choosing && html`
      <${ChoosePerson}
        title=${t("Who shall chair?")}
        words=${t("They run the meeting in the place of {name} until the chair is taken or given back.", { name: whose.name })}
        people=${people.filter(({ role }) => role === "member")} verb=${t("Give the chair")} icon="gavel" close=${() => choose(false)}
        label=${(/** @type {string} */ name) => t("Give the chair to {name}", { name })}
        choose=${(/** @type {string} */ person) => room.act("meetings.lend_chair", { to: person })}
      />
    `}
  `;
}
