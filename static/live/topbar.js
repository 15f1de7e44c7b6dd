/** Always in sight: which meeting, whether we are connected, what is private; text size and help in one tap. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { ICONS, kindOf } from "ink/audience.js";
import { useInk } from "ink/ink.js";
import { nextSize, setText } from "live/appearance.js";
import { ConnectionState, Unsent } from "live/connection.js";
import { FollowState } from "live/follow.js";
import { useKeys } from "live/keys.js";
import { Settings } from "live/settings.js";
import { CallButton } from "messages/call.js";
import { Search } from "search/search.js";

/** @param {{ book: import("live/follow.js").Book }} props */
export function Topbar({ book }) {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const [settings, showSettings] = useState(false);
  useKeys({ "?": () => showSettings(true) });
  return html`
    <header class="bar topbar">
      <a class="icon-button" href="/" aria-label=${t("Back to my meetings")} title=${t("Back to my meetings")}><${Icon} name="house" /></a>
      <div class="fill">
        <h1>${meeting?.title}</h1>
        <div class="states">
          <${ConnectionState} />
          <${Unsent} />
          <${MeetingState} meeting=${meeting} />
          <${FollowState} book=${book} />
          <${Privacy} />
        </div>
      </div>
      <${Clock} />
      <div class="tools">
        <${Search} book=${book} />
        <${OnlineLink} meeting=${meeting} />
        <${CallButton} />
        <button type="button" class="icon-button" aria-label=${t("Larger text")} title=${t("Larger text")} onClick=${() => setText(nextSize())}>
          <${Icon} name="a-large-small" />
        </button>
        <button type="button" class="icon-button" aria-label=${t("Settings and help")} title=${t("Settings and help")} onClick=${() => showSettings(true)}>
          <${Icon} name="settings" />
        </button>
      </div>
      ${settings && html`<${Settings} close=${() => showSettings(false)} />`}
    </header>
  `;
}

/** @param {{ meeting: import("kernel/types.js").Meeting | undefined }} props */
function MeetingState({ meeting }) {
  if (!meeting || meeting.written) return null;
  const { state, starts_at } = meeting;
  if (state === "live") return html`<span class="chip in-session">${t("In session")}</span>`;
  const words = state === "ended" ? t("Ended") : t("Starts at {time}", { time: clockTime(starts_at) });
  return html`<span class="chip">${words}</span>`;
}

/** To the meeting's own link, for whoever takes part from afar. @param {{ meeting: import("kernel/types.js").Meeting | undefined }} props */
function OnlineLink({ meeting }) {
  if (!meeting?.online_url || meeting.state === "ended" || meeting.written) return null;
  const words = t("Join the meeting online");
  return html`
    <a class="icon-button" href=${meeting.online_url} target="_blank" rel="noopener noreferrer" aria-label=${words} title=${words} data-test="join-online">
      <${Icon} name="video" />
    </a>
  `;
}

function Privacy() {
  const kind = kindOf(useInk().audience);
  if (!useRoom().may("ink.draw_private")) return null;
  const words = { mine: t("Notes: private"), everybody: t("Writing for everybody"), named: t("Writing for some"), presenters: t("Writing as presenter") };
  return html`<span class="chip privacy ${kind === "mine" ? "" : "warn"}"><${Icon} name=${ICONS[kind]} />${words[kind]}</span>`;
}

function Clock() {
  const now = useTick(1000);
  return html`<time class="clock numbers">${clockTime(now)}</time>`;
}
