/** The server will not have us: what happened, and the way on. */
import { t } from "i18n";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";

/** @param {{ code: string | undefined }} props */
export function TurnedAway({ code }) {
  return html`
    <section class="turned-away card" role="alert">
      <h1><${Icon} name="cloud-off" /> ${t("You are no longer in this meeting")}</h1>
      <p>${reason(code)}</p>
      <div class="row">
        <button type="button" class="button primary" onClick=${() => location.reload()}><${Icon} name="refresh-cw" />${t("Try again")}</button>
        <a class="button" href="/">${t("Back to my meetings")}</a>
      </div>
    </section>
  `;
}

/** @param {string | undefined} code */
function reason(code) {
  if (code === "not_signed_in" || code === "session_ended") return t("Your session on this device has ended. Please sign in again.");
  if (code === "not_allowed" || code === "not_found") return t("You are not among the participants of this meeting.");
  if (code === "too_many_tablets") return t("You have opened meetings on too many devices. The newest ones stay connected.");
  return t("The server closed the connection ({code}).", { code: code ?? "" });
}
