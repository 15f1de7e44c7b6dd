/** The three places of the meeting: agenda, paper, actions. Where there is little room the sides fold away. */
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { t } from "i18n";
import { html } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { BroadcastBanner } from "messages/broadcast.js";

/** @typedef {"agenda" | "actions"} Side */
/** @typedef {Record<Side, boolean>} Sides */
/** @typedef {"narrow" | "medium" | "wide"} Size */

// In text heights, so that larger text folds the sides as well.
const WIDE_REM = 66;
const MEDIUM_REM = 48;

/**
 * @param {{ topbar: any, agenda: (done: () => void) => any, agendaWord?: string, actions: any, actionsWord: string,
 *           actionsIcon: string, glance?: (look: (place: string) => void) => any, bottom: any, reading: boolean, children?: any }} props
 *   glance: a band above all, from which one looks at places in the actions by their ids; reading: a paper lies in the middle; done: to be called when the reader has chosen and wants to see the paper
 */
export function Frame({ topbar, agenda, agendaWord = t("Agenda"), actions, actionsWord, actionsIcon, glance, bottom, reading, children }) {
  const size = useSize();
  const folding = { agenda: size === "narrow" || (size === "medium" && reading), actions: size === "narrow" };
  const folded = { agenda: !folding.agenda, actions: !folding.actions };
  const [shown, setShown] = useState(folded);
  useEffect(() => setShown(folded), [size, reading]);
  const toggle = (/** @type {Side} */ side) => setShown({ ...(folding[side] ? folded : shown), [side]: !shown[side] });
  const done = () => setShown({ agenda: shown.agenda && !folding.agenda, actions: shown.actions && !folding.actions });
  const look = useLook(() => setShown({ ...(folding.actions ? folded : shown), actions: true }));
  useEscape((folding.agenda && shown.agenda) || (folding.actions && shown.actions), done);
  return html`
    <div class="frame" data-size=${size}>
      ${topbar}
      <${BroadcastBanner} />
      ${glance?.(look)}
      <${SidePart} side="agenda" label=${agendaWord} shown=${shown.agenda} over=${folding.agenda}>${agenda(done)}<//>
      <section class="centre" aria-label=${t("Paper")}>${children}</section>
      <${SidePart} side="actions" label=${actionsWord} shown=${shown.actions} over=${folding.actions}>${actions}<//>
      <footer class="bottom">
        <${SideButton} words=${agendaWord} icon="list-tree" side="agenda" shown=${shown.agenda} toggle=${toggle} />
        <div class="fill">${bottom}</div>
        <${SideButton} words=${actionsWord} icon=${actionsIcon} side="actions" shown=${shown.actions} toggle=${toggle} />
      </footer>
    </div>
  `;
}

/** Shows the side and brings a place in it into sight. @param {() => void} show @returns {(place: string) => void} */
function useLook(show) {
  const [wanted, want] = useState(/** @type {{ place: string } | null} */ (null));
  useLayoutEffect(() => {
    if (wanted) document.getElementById(wanted.place)?.scrollIntoView({ block: "start" });
  }, [wanted]);
  return (place) => {
    show();
    want({ place });
  };
}

/** @param {{ side: Side, label: string, shown: boolean, over: boolean, children?: any }} props over: lies over the paper */
function SidePart({ side, label, shown, over, children }) {
  return html`<aside id=${`side-${side}`} class="side ${side} ${over ? "over" : ""}" aria-label=${label} hidden=${!shown} tabindex="-1">${children}</aside>`;
}

/** @param {{ words: string, icon: string, side: Side, shown: boolean, toggle: (side: Side) => void }} props */
function SideButton({ words, icon, side, shown, toggle }) {
  return html`
    <button type="button" class="button quiet side-button" title=${words} aria-expanded=${shown} aria-controls=${`side-${side}`}
            onClick=${() => toggle(side)}>
      <${Icon} name=${icon} /><span>${words}</span>
    </button>
  `;
}

/** @returns {Size} */
function useSize() {
  const [size, setSize] = useState(measured);
  useEffect(() => {
    const measure = () => setSize(measured());
    const root = new MutationObserver(measure);
    root.observe(document.documentElement, { attributeFilter: ["data-text"] });
    addEventListener("resize", measure);
    return () => (root.disconnect(), removeEventListener("resize", measure));
  }, []);
  return size;
}

/** @returns {Size} */
function measured() {
  const rems = innerWidth / parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (rems >= WIDE_REM) return "wide";
  return rems >= MEDIUM_REM ? "medium" : "narrow";
}

/** @param {boolean} active @param {() => void} close */
function useEscape(active, close) {
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && close();
    if (active) addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [active]);
}
