/**
 * The tracker under which a secret ballot is published. Only this device knows whose it is, so it stays here, per poll and person.
 */

const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"; // nothing that is misread: no 0 o, 1 i l
const LENGTH = 10;
const FAIR = 256 - (256 % ALPHABET.length); // bytes from here on would favour the first letters

/** @type {Map<string, string>} what a full or forbidden localStorage could not take, for as long as the page lives */
const unstored = new Map();

/** @param {string} poll @param {string} person */
const name = (poll, person) => `icabinet.tracker.${poll}.${person}`;

/** @returns {string} 10 letters and digits, about 49 random bits */
function newTracker() {
  let tracker = "";
  while (tracker.length < LENGTH) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < FAIR) tracker += ALPHABET[byte % ALPHABET.length];
  }
  return tracker;
}

/** @param {string} poll @param {string} person @param {string} tracker */
function keepTracker(poll, person, tracker) {
  try {
    localStorage.setItem(name(poll, person), tracker);
  } catch {
    unstored.set(name(poll, person), tracker);
  }
}

/** @param {string} poll @param {string} person @returns {string|null} */
export function keptTracker(poll, person) {
  try {
    return localStorage.getItem(name(poll, person)) ?? unstored.get(name(poll, person)) ?? null;
  } catch {
    return unstored.get(name(poll, person)) ?? null;
  }
}

/**
 * One tracker for every attempt at this poll: a second tab or a second try must not overwrite the one that was recorded.
 *
 * @param {string} poll @param {string} person
 */
export function trackerFor(poll, person) {
  const tracker = keptTracker(poll, person) ?? newTracker();
  keepTracker(poll, person, tracker);
  return tracker;
}
