import { useEffect, useRef } from "preact/hooks";

/**
 * Brings into sight what has just appeared in a side that may be scrolled elsewhere.
 * @param {boolean} [wanted]
 * @returns {{current: any}} to be the `ref` of what shall be seen
 */
export function useInSight(wanted = true) {
  const element = useRef(/** @type {any} */ (null));
  useEffect(() => {
    if (wanted) element.current?.scrollIntoView({ block: "start" });
  }, []);
  return element;
}
