/** Where a part of a paper lies: at the server by address, on this tablet by name. Pure. */

const ADDRESS = /^\/papers\/(\w+)\/(?:pages\/(\d+)(\/words)?|structure)(?:\?w=(\d+))?/;
export const STRUCTURE = "structure";

/**
 * What an address means: a picture of a page ("3/1200"), its words ("3/words"), or the structure of a paper.
 * @param {string} url @returns {{ sha: string, part: string } | null} null for what is kept nowhere
 */
export function meant(url) {
  const [whole, sha, page, words, width] = ADDRESS.exec(url) ?? [];
  if (!whole) return null;
  if (!page) return { sha, part: STRUCTURE };
  if (words) return { sha, part: `${page}/words` };
  return width ? { sha, part: `${page}/${width}` } : null;
}

/**
 * Which pictures of a page do, if the one asked for is not here: a larger one first.
 * @param {string} part @param {number[]} widths ascending @returns {string[]}
 */
export function instead(part, widths) {
  const [page, width] = part.split("/");
  const asked = Number(width);
  if (!asked) return [part];
  const larger = widths.filter((other) => other > asked);
  const smaller = widths.filter((other) => other < asked).reverse();
  return [part, ...[...larger, ...smaller].map((other) => `${page}/${other}`)];
}
