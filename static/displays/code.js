/** The code that lets one screen in: typed on its keyboard or remote control, or scanned. */
import { useEffect, useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRoom } from "kernel/hooks.js";
import { clockTime, date } from "kernel/time.js";
import { Dialog } from "live/dialog.js";

/** @typedef {{ code: string, url: string, qr: string, expires_at: number }} Code */

const DAY_HOURS = 24;

/** @param {{ display: { person: string, name: string }, close: () => void }} props */
export function CodeDialog({ display, close }) {
  const { boot } = useRoom();
  const [code, setCode] = useState(/** @type {Code | null} */ (null));
  const [failed, fail] = useState(false);
  useEffect(() => {
    issue(boot, display.person).then(setCode, () => fail(true));
  }, [display.person]);
  return html`
    <${Dialog} title=${t("Code for {name}", { name: display.name })} close=${close}>
      ${code && html`
        <div class="display-code" data-test="display-code-shown">
          <img src=${code.qr} alt=${t("QR code")} width="180" height="180" />
          <div class="stack tight">
            <p>${t("On the screen, open this address and type the code:")}</p>
            <p><strong>${new URL("/join", code.url).href}</strong></p>
            <p class="code" translate="no">${code.code.slice(0, 5)}-${code.code.slice(5)}</p>
            <p class="quiet-text small-text numbers">${t("Once, until {time}", { time: `${clockTime(code.expires_at)} ${date(code.expires_at)}` })}</p>
          </div>
        </div>
      `}
      ${failed && html`<p class="notice danger" role="alert">${t("The server cannot be reached. Please try again.")}</p>`}
    <//>
  `;
}

/** @param {import("kernel/types.js").Boot} boot @param {string} person @returns {Promise<Code>} */
async function issue({ meeting, csrf }, person) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  const body = JSON.stringify({ person, hours: DAY_HOURS });
  const answer = await fetch(`/api/v1/meetings/${meeting}/codes`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`code: ${answer.status}`);
  return answer.json();
}
