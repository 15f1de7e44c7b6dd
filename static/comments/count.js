import { t } from "i18n";
import { html, useRecords } from "kernel/hooks.js";
import { Icon } from "kernel/icon.js";
import { openOn } from "comments/sorting.js";

/** How many threads on these papers are not settled. @param {{papers: string[]}} props */
export function ThreadCount({ papers }) {
  const threads = useRecords("threads");
  const count = papers.reduce((sum, paper) => sum + openOn(threads, paper).length, 0);
  if (!count) return null;
  const words = t("{n} comments not settled", { n: count });
  return html`<span class="chip thread-count" title=${words} data-test="thread-count"><${Icon} name="message-square" label=${words} /><span class="numbers" aria-hidden="true">${count}</span></span>`;
}
