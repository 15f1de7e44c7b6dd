/** The code at the door, on the room display: it changes by itself, and is asked for anew each time. */
import { useEffect, useState } from "preact/hooks";
import { html, useRoom } from "kernel/hooks.js";
import { t } from "i18n";

/** @typedef {{ code: string, url: string, qr: string, valid_ms: number }} Door */

const AGAIN_MS = 5_000;

export function DoorCode() {
  const room = useRoom();
  const shows = room.may("attendance.show_door");
  const door = useDoor(room.boot.meeting, shows);
  if (!door) return null;
  return html`
    <div class="door-code" data-test="door-code">
      <img src=${door.qr} alt=${t("QR code to check in")} />
      <p><span>${t("Scan to check in")}</span><strong class="code" translate="no">${door.code.slice(0, 3)} ${door.code.slice(3)}</strong></p>
    </div>
  `;
}

/** @param {string} meeting @param {boolean} shows @returns {Door | null} null until it is known, and while the server is away */
function useDoor(meeting, shows) {
  const [door, setDoor] = useState(/** @type {Door | null} */ (null));
  useEffect(() => {
    if (!shows) return;
    let timer = 0;
    const ended = new AbortController();
    const ask = async () => {
      const now = await read(meeting, ended.signal);
      if (ended.signal.aborted) return;
      setDoor(now);
      timer = window.setTimeout(ask, now ? now.valid_ms : AGAIN_MS);
    };
    void ask();
    return () => (ended.abort(), clearTimeout(timer));
  }, [meeting, shows]);
  return door;
}

/** @param {string} meeting @param {AbortSignal} signal @returns {Promise<Door | null>} */
async function read(meeting, signal) {
  try {
    const answer = await fetch(`/api/v1/meetings/${meeting}/door`, { signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
