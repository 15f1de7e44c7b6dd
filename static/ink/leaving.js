import { useEffect, useRef } from "preact/hooks";

/**
 * What is written is kept once, however the note is left: closed, put away by another one, or with the page.
 * @param {() => void} write @returns {(instead?: () => void) => void}
 */
export function useKeeping(write) {
  const latest = useRef(write);
  const isKept = useRef(false);
  latest.current = write;
  const keep = (/** @type {() => void} */ how = () => latest.current()) => {
    if (!isKept.current) how();
    isKept.current = true;
  };
  useEffect(() => {
    const leave = () => keep();
    addEventListener("pagehide", leave);
    return () => (removeEventListener("pagehide", leave), keep());
  }, []);
  return keep;
}
