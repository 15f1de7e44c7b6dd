import { useState } from "preact/hooks";

/** A switch that this device remembers; off at first. @param {string} key @returns {[boolean, (on: boolean) => void]} */
export function useRemembered(key) {
  const [on, setOn] = useState(() => read(key));
  return [on, (next) => (write(key, next), setOn(next))];
}

/** @param {string} key @returns {boolean} */
export function read(key) {
  try {
    return localStorage.getItem(key) === "on";
  } catch {
    return false; // storage is forbidden on this device
  }
}

/** @param {string} key @param {boolean} on */
export function write(key, on) {
  try {
    localStorage.setItem(key, on ? "on" : "off");
  } catch {
    // storage is forbidden on this device: the switch lasts as long as the page
  }
}
