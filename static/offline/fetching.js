/** Fetching what is to be kept. */

/** It is not for this person, or not any more. */
export class Gone extends Error {}

/** There is no room for more. */
export class TooMuch extends Error {}

/**
 * A part of a paper from the server. It says that it is to be kept, for it is not being looked at; and the browser keeps
 * no copy of its own, which would lie there in the open.
 * @param {string} url @returns {Promise<Blob>}
 */
export async function fetchPart(url) {
  const answer = await fetch(url, { cache: "no-store", headers: { "X-Keep": "1" } });
  if (answer.status === 404 || answer.status === 403) throw new Gone(url);
  // A paper that became guarded meanwhile is for nobody's shelf.
  if (answer.headers.get("Cache-Control")?.includes("no-store")) throw new Gone(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.blob();
}
