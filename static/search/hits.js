/** The words that are looked for, marked on a page. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { html } from "kernel/hooks.js";
import { ratioOf } from "papers/pages.js";
import { useQuery } from "search/query.js";
import { boxesOf } from "search/words.js";

const AROUND = 0.003;

/** Lies over the page's image, as large as it. @param {{ paper: import("kernel/types.js").Paper, page: number }} props */
export function Hits({ paper, page }) {
  const query = useQuery();
  const rows = useWords(query ? `/papers/${paper.sha}/pages/${page}/words` : "");
  const boxes = useMemo(() => (query && rows ? boxesOf(rows, query.question) : []), [query, rows]);
  if (!boxes.length) return null;
  const ratio = ratioOf(paper, page);
  return html`
    <svg class="hits" viewBox=${`0 0 1 ${ratio}`} preserveAspectRatio="none" aria-hidden="true" data-test="hits">
      ${boxes.map(
        ([left, top, right, bottom]) => html`
          <rect x=${left - AROUND} y=${top - AROUND} width=${right - left + 2 * AROUND} height=${bottom - top + 2 * AROUND} rx="0.003" />
        `,
      )}
    </svg>
  `;
}

/** The words of a page with their boxes; null until they are here, or where they cannot be had. @param {string} url */
function useWords(url) {
  const [known, setKnown] = useState({ url: "", rows: /** @type {any[][] | null} */ (null) });
  useEffect(() => {
    if (!url || known.url === url) return;
    const leaving = new AbortController();
    fetch(url, { signal: leaving.signal })
      .then((response) => (response.ok ? response.json() : { words: [] }))
      .then(({ words }) => setKnown({ url, rows: words }))
      .catch(() => {}); // The page itself can be read; it is only not marked.
    return () => leaving.abort();
  }, [url]);
  return known.url === url ? known.rows : null;
}
