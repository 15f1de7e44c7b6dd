import { html, useRoom } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { t } from "i18n";

/** @typedef {import("papers/pages.js").Paper} Paper */

/** @type {Record<string, () => string>} by the reason in the paper's record */
const REASONS = {
  encrypted: () => t("It is protected by a password."),
  no_pages: () => t("It has no pages."),
  too_many_pages: () => t("It has too many pages."),
  broken: () => t("The file is damaged."),
  unpacks_too_large: () => t("It is too large when unpacked."),
  not_a_paper: () => t("It is of no kind that can be shown."),
  has_doctype: () => t("It contains instructions that no Office program writes."),
  image_too_large: () => t("The picture is too large."),
  old_office: () => t("It is in the Office format of before 2007."),
  needs_office: () => t("The server has no program for Office files of this kind."),
  not_converted: () => t("The Office program could not convert it."),
  takes_too_long: () => t("Converting it takes too long."),
};

/** A paper that cannot be read, or not yet: why, in words. @param {{paper: Paper}} props */
export function Unread({ paper }) {
  return html`
    <section class="unread-paper" aria-label=${paper.title} data-test="paper-${paper.state}">
      <h2>${paper.title}</h2>
      ${paper.state === "failed" ? html`<${Failed} paper=${paper} />` : html`<${Underway} state=${paper.state} />`}
    </section>
  `;
}

/** @param {{state: string}} props */
function Underway({ state }) {
  const words = state === "converting" ? t("The pages are being prepared…") : t("Received. Its pages will be prepared shortly.");
  return html`
    <p role="status">${words}</p>
    <progress class="progress" aria-label=${words}></progress>
  `;
}

/** @param {{paper: Paper}} props */
function Failed({ paper }) {
  const room = useRoom();
  const original = `/meetings/${room.boot.meeting}/papers/${paper.id}/original`;
  return html`
    <p role="alert">${t("The pages of this paper could not be prepared.")} ${REASONS[paper.reason ?? ""]?.()}</p>
    <div class="row">
      ${room.may("papers.file") &&
      html`<button type="button" class="button" onClick=${() => room.act("papers.retry", { id: paper.id })}>
        <${Icon} name="refresh-cw" />${t("Try again")}
      </button>`}
      <a class="button" href=${original} download><${Icon} name="download" />${t("Download the original")}</a>
    </div>
  `;
}
