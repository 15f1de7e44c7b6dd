/** @typedef {{ file: File, path: string }} Found path: the folders above the file, "02. Budget/annexes/", or "" */

// Enough for any meeting; whoever drops a whole disk gets the beginning of it.
const MOST = 1_000;
const HIDDEN = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/;

/**
 * All files of what was dropped, those in folders with their way there; what programs hide there is left out.
 * @param {DataTransfer} dropped
 * @returns {Promise<Found[]>}
 */
export async function filesIn(dropped) {
  // The list is emptied as soon as the event is over: all entries are taken at once.
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry != null);
  if (!entries.some((entry) => entry.isDirectory)) return [...dropped.files].map((file) => ({ file, path: "" }));
  /** @type {Found[]} */
  const found = [];
  for (const entry of entries) await walk(entry, "", found);
  return found;
}

/** Files chosen with a field; a folder's say their way themselves. @param {FileList | null} files @returns {Found[]} */
export function filesOf(files) {
  const found = [...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath.replace(/[^/]*$/, "") }));
  return found.filter(({ file }) => !HIDDEN.test(file.name)).slice(0, MOST);
}

/** @param {FileSystemEntry} entry @param {string} path @param {Found[]} found */
async function walk(entry, path, found) {
  if (HIDDEN.test(entry.name) || found.length >= MOST) return;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    found.push({ file, path });
    return;
  }
  for (const below of await entriesOf(/** @type {FileSystemDirectoryEntry} */ (entry))) await walk(below, `${path}${entry.name}/`, found);
}

/** A folder is told in portions; the last is empty. @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function entriesOf(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all.sort((a, b) => a.name.localeCompare(b.name, "vi", { numeric: true }));
    all.push(...some);
  }
}
