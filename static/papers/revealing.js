import { useRef } from "preact/hooks";
import { wordsOf } from "papers/words.js";
import { useQuery } from "search/query.js";
import { boxesOf } from "search/words.js";

/** @typedef {import("papers/view.js").View} View */
/** @typedef {import("papers/leaves.js").Leaf} Leaf */

/**
 * While something is looked for: when a page is opened, the first place that has it comes into sight.
 * @param {import("papers/pages.js").Paper} paper @param {number} page that is read
 * @returns {(view: View, leaf: Leaf) => void} to be told when a page has been opened
 */
export function useRevealing(paper, page) {
  const query = useQuery();
  const latest = useRef({ query, paper, page });
  latest.current = { query, paper, page };
  return (view, leaf) => {
    const isHere = () => latest.current.paper.id === leaf.paper.id && latest.current.page === leaf.page;
    const question = latest.current.query?.question;
    if (question) void reveal(view, leaf, question, isHere);
  };
}

/** @param {View} view @param {Leaf} leaf @param {import("search/words.js").Question} question @param {() => boolean} isHere */
async function reveal(view, { paper, page, turn }, question, isHere) {
  if (turn) return; // whoever turns a page looks about in it by hand
  const words = await wordsOf(paper, page);
  const boxes = boxesOf(words.map(({ box, text }) => [...box, text]), question);
  if (boxes.length && isHere()) view.reveal(Math.min(...boxes.map(([, top]) => top)));
}
