/** The room display, legible from ten metres: a page, a vote, a speaker, an item, or the meeting itself. */
import { useState } from "preact/hooks";
import { t } from "i18n";
import { html, useRecord, useRecords, useRoom, useTick } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { clockTime } from "kernel/time.js";
import { openItem } from "agenda/tree.js";
import { AgendaScene } from "displays/agenda.js";
import { CountdownScene } from "displays/countdown.js";
import { IdleScene } from "displays/idle.js";
import { SpeakerClock } from "floor/clock.js";
import { ComeNext } from "floor/come_next.js";
import { speaking } from "floor/queue.js";
import { officeOf } from "floor/words.js";
import { connectionWords } from "live/connection.js";
import { useGuide } from "live/follow.js";
import { useShownOn } from "displays/shown.js";
import { Shown } from "papers/reader.js";
import { BroadcastScene, useBroadcast } from "messages/broadcast.js";
import { PollDisplay } from "polls/display.js";
import { ConsentDisplay } from "positions/display.js";
import { Guiding } from "presenting/guiding.js";
import { SeatScene } from "seats/scene.js";

/** @typedef {import("kernel/types.js").Speaker} Speaker */
/** @typedef {import("kernel/types.js").Item} Item */

export function Display() {
  const room = useRoom();
  const meeting = useRecord(`meetings/${room.boot.meeting}`);
  const [items, speakers] = [useRecords("items"), useRecords("speakers")];
  const said = useBroadcast();
  const shown = useShownOn(room.viewer.person);
  const live = meeting?.state === "live";
  const item = live ? openItem(items) : undefined;
  const speaker = live ? speaking(speakers) : null;
  return html`
    <div class="display ${shown.name === "page" && !said ? "beside" : ""}">
      <${Head} title=${meeting?.title} />
      <div class="scene" data-test="scene">
        ${said ? html`<${BroadcastScene} said=${said} />` : html`<${SceneOf} shown=${shown} item=${item} meeting=${meeting} />`}
      </div>
      ${!WHOLE.has(shown.name) && html`<${Foot} item=${SAYS_ITEM.has(shown.name) ? undefined : item} speaker=${shown.name === "speaker" ? null : speaker} />`}
    </div>
  `;
}

// Scenes that say all there is to say, and those that name the item themselves.
const WHOLE = new Set(["idle", "message", "countdown"]);
const SAYS_ITEM = new Set(["item", "speaker", "agenda"]);

/** @param {{ title: string | undefined }} props */
function Head({ title }) {
  const { connection } = useRoom();
  const now = useTick(1000);
  return html`
    <header>
      <span class="title">${title}</span>
      ${connection.state !== "online" && html`<span class="chip warn" role="status"><${Icon} name="wifi-off" />${connectionWords(connection)}</span>`}
      <time class="numbers">${clockTime(now)}</time>
    </header>
  `;
}

/** @param {{ shown: import("live/scene.js").Scene, item: Item | undefined, meeting: import("kernel/types.js").Meeting | undefined }} props */
function SceneOf({ shown, item, meeting }) {
  switch (shown.name) {
    case "poll":
      return html`<${PollDisplay} poll=${shown.poll} />`;
    case "page":
      return html`<${ShownPage} paper=${shown.paper} page=${shown.page} />`;
    case "speaker":
      return html`<${OnTheFloor} speaker=${shown.speaker} item=${item} />`;
    case "item":
      return html`<${ItemScene} item=${shown.item} />`;
    case "consents":
      return html`<${ConsentDisplay} />`;
    case "withheld":
      return html`<${Withheld} />`;
    case "seats":
      return html`<${SeatScene} />`;
    case "agenda":
      return html`<${AgendaScene} />`;
    case "message":
      return html`<section class="words-scene"><h1 class="told">${shown.text}</h1></section>`;
    case "countdown":
      return html`<${CountdownScene} text=${shown.text} until=${shown.until} />`;
    case "idle":
      return html`<${IdleScene} meeting=${meeting} />`;
  }
}

/** The page, and of it what the presenter sees. @param {{ paper: import("kernel/types.js").Paper, page: number }} props */
function ShownPage({ paper, page }) {
  const presented = useRecord("presenting/now");
  const [guide] = useState(() => new Guiding());
  const isHere = presented?.paper === paper.id && presented.page === page;
  guide.part = { ...guide.part, follows: true, presented: isHere ? { ...presented, paper: paper.id, page } : undefined };
  useGuide(guide, presented);
  return html`<${Shown} paper=${paper} page=${page} guide=${guide} />`;
}

/** @param {{ speaker: Speaker, item: Item | undefined }} props */
function OnTheFloor({ speaker, item }) {
  const person = useRecord(`participants/${speaker.person}`);
  return html`
    <section class="words-scene on-the-floor">
      ${item && html`<p class="item-line">${item.number}. ${item.title}</p>`}
      <p class="caption"><${Icon} name="mic" />${t("Now speaking")}</p>
      <h1>${person?.name}</h1>
      <p class="office">${officeOf(person)}</p>
      ${speaker.subject && html`<p class="subject">${speaker.subject}</p>`}
      <${SpeakerClock} speaker=${speaker} large />
      <${ComeNext} />
    </section>
  `;
}

/** @param {{ item: Item }} props */
function ItemScene({ item }) {
  return html`
    <section class="words-scene item-scene">
      <p class="number">${t("Item {number}", { number: item.number })}</p>
      <h1>${item.title}</h1>
      ${item.presenter && html`<p class="office">${t("Presented by {name}", { name: item.presenter })}</p>`}
    </section>
  `;
}

function Withheld() {
  return html`
    <section class="words-scene">
      <p class="caption"><${Icon} name="lock" /></p>
      <h1>${t("A paper is being shown that is not for this screen")}</h1>
    </section>
  `;
}

/** @param {{ item: Item | undefined, speaker: Speaker | null }} props */
function Foot({ item, speaker }) {
  const person = useRecord(`participants/${speaker?.person ?? ""}`);
  if (!item && !speaker) return null;
  return html`
    <footer>
      <span class="item-line">${item && `${item.number}. ${item.title}`}</span>
      ${speaker && html`<span class="speaker"><${Icon} name="mic" /><strong>${person?.name}</strong><${SpeakerClock} speaker=${speaker} /></span>`}
    </footer>
  `;
}
