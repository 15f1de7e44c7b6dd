/**
 * Asking the server; an answer that nobody waits for any more is not waited for.
 *
 * @typedef {{ text: string, found: boolean }} Piece
 * @typedef {{ id: string, title: string }} Named
 * @typedef {{ meeting: Named, starts_at: number, item: Named | null, paper: Named, title: Piece[] | null,
 *             pages: number[], hits: { page: number, excerpt: Piece[] }[] }} Found
 * @typedef {{ found: Found[], after: string | null }} Answer
 */

/**
 * @param {{ q: string, meeting?: string, paper?: string, after?: string }} asked
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>} rejects where there is no answer
 */
export async function ask(asked, signal) {
  const given = Object.entries(asked).filter(([, value]) => value);
  const response = await fetch(`/api/v1/search?${new URLSearchParams(given)}`, { signal });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
