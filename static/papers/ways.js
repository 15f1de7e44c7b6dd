import { useState } from "preact/hooks";
import { turnedOn } from "papers/leaves.js";
import { useRemembered } from "papers/remembered.js";

/** @typedef {import("papers/leaves.js").Turn} Turn */
/**
 * @typedef {{paged: boolean, setPaged: (on: boolean) => void, book: boolean, setBook: (on: boolean) => void,
 *   night: boolean, setNight: (on: boolean) => void, thumbnails: boolean, setThumbnails: (on: boolean) => void,
 *   turns: Record<string, Turn>, rotate: (paper: string) => void}} Ways  turns: by paper
 */

/** How this person likes to read; all but the turning of a paper is remembered on this device. @returns {Ways} */
export function useWays() {
  const [paged, setPaged] = useRemembered("reader.paged");
  const [book, setBook] = useRemembered("reader.book");
  const [night, setNight] = useRemembered("reader.night");
  const [thumbnails, setThumbnails] = useRemembered("reader.thumbnails");
  const [turns, setTurns] = useState(/** @type {Record<string, Turn>} */ ({}));
  const rotate = (/** @type {string} */ paper) => setTurns({ ...turns, [paper]: turnedOn(turns[paper] ?? 0) });
  return { paged, setPaged, book, setBook, night, setNight, thumbnails, setThumbnails, turns, rotate };
}
