/** Opens the meeting and shows the screen that belongs to this person's part in it. */
import { render } from "preact";
import { t } from "i18n";
import { boot } from "kernel/boot.js";
import { html, RoomContext, useRoom } from "kernel/hooks.js";
import { openRoom } from "kernel/room.js";
import { chairNews } from "chairing/notices.js";
import { mentionNews } from "comments/notices.js";
import { conclusionNews } from "conclusions/notices.js";
import { openVault } from "kernel/vault.js";
import { announcements } from "live/announcer.js";
import { Chair } from "live/chair.js";
import { Display } from "live/display.js";
import { Participant } from "live/participant.js";
import { notify, Toasts } from "live/toasts.js";
import { TurnedAway } from "live/turned_away.js";
import { messageNews } from "messages/notices.js";
import { consentNews } from "positions/notices.js";
import { presenterNews } from "presenting/notices.js";
import { Written } from "slips/written.js";
import { keepOffline, openShelf } from "offline/offline.js";
import { askKey } from "offline/server.js";

const SCREENS = { chair: Chair, secretary: Chair, auditor: Chair, member: Participant, guest: Participant, display: Display };

function Live() {
  const room = useRoom();
  if (room.connection.state === "refused") return html`<${TurnedAway} code=${room.connection.code} />`;
  if (!room.ready) return html`<p class="opening" role="status">${t("Opening the meeting…")}</p>`;
  const written = room.store.get(`meetings/${room.boot.meeting}`)?.written;
  return html`<${written ? Written : SCREENS[room.viewer.role]} /><${Toasts} />`;
}

/** @param {import("kernel/room.js").Room} room */
function announce(room) {
  room.outbox.onRefused = ({ id }, { code, message }) => {
    const words = message ?? t("This was refused ({code}).", { code });
    const kept = room.outbox.refused.some((action) => action.id === id);
    notify(kept ? `${words} ${t("What you wrote is kept on this tablet, under “not taken”.")}` : words, "danger");
  };
  if (room.boot.role === "display") return;
  room.store.subscribe((changed) => {
    if (!room.ready) return;
    const me = room.viewer.person;
    const listener = { me, entitled: room.store.get(`participants/${me}`)?.entitled ?? false, desk: room.may("meetings.run") };
    const get = (/** @type {string} */ key) => room.store.records.get(key);
    /** @type {import("live/announcer.js").Announcement[]} */
    const said = [
      ...announcements(changed, get, listener),
      ...presenterNews(changed, get, me),
      ...mentionNews(changed, get, me),
      ...messageNews(changed, get, { me, serves: room.may("messages.serve") }),
      ...chairNews(changed, get, me),
      ...consentNews(changed, get),
      ...conclusionNews(changed, get, me),
    ];
    for (const { words, tone, together } of said) notify(words, tone, together);
  });
}

const place = /** @type {HTMLElement} */ (document.getElementById("room"));
const opening = openVault(boot().person, askKey);
const room = await openRoom(boot(), opening);
const vault = await opening;
const shelf = vault && (await openShelf(room, vault));
announce(room);
place.replaceChildren();
render(html`<${RoomContext.Provider} value=${room}><${Live} /><//>`, place);
if (vault && shelf) void keepOffline(room, vault, shelf);
// Opened from what was kept, with the token of an older page: the server's own page is to be had again.
if (room.boot.kept) room.subscribe(() => room.connection.code === "bad_csrf" && location.reload());
