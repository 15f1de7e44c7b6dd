/** Papers from this tablet, where the server cannot be reached. Everything works without it. */

/** @typedef {{ away: boolean, find: (url: string) => Promise<Blob | null> }} Shelf */

/** @type {Shelf | null} */
let shelf = null;

/** From now on this is where kept papers lie. @param {Shelf} kept */
export function readFrom(kept) {
  shelf = kept;
}

/** An image without network; to be let go of by `URL.revokeObjectURL`. @param {string} url @returns {Promise<string | null>} null: not here */
async function keptPicture(url) {
  const found = await shelf?.find(url);
  // What it is stays to be read at its end.
  return found ? `${URL.createObjectURL(found)}#${url}` : null;
}

/**
 * Puts a page's picture into an image: the server's, or the one that is kept.
 * @param {HTMLImageElement} image @param {string} url @returns {Promise<HTMLImageElement>} once it is decoded
 */
export function picture(image, url) {
  if (!shelf?.away) {
    image.src = url;
    return image.decode().then(() => image, (error) => fromShelf(image, url, error));
  }
  return fromShelf(image, url).catch(() => {
    image.src = url;
    return image.decode().then(() => image);
  });
}

/** For an image that failed to load. @param {Event} event @param {string} url */
export async function instead({ currentTarget }, url) {
  const image = /** @type {HTMLImageElement} */ (currentTarget);
  const kept = image.src.startsWith("blob:") ? null : await keptPicture(url);
  if (kept) image.src = kept;
}

/** @param {string} url @returns {Promise<any>} what the server answers, or what is kept of it; rejects if neither is to be had */
export async function json(url) {
  const kept = shelf?.away ? await shelf.find(url) : null;
  if (kept) return JSON.parse(await kept.text());
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return await answer.json();
  } catch (error) {
    const found = await shelf?.find(url);
    if (!found) throw error;
    return JSON.parse(await found.text());
  }
}

/** @param {HTMLImageElement} image @param {string} url @param {unknown} [error] */
async function fromShelf(image, url, error) {
  const kept = await keptPicture(url);
  if (!kept) throw error ?? new Error(`${url} is not here`);
  image.src = kept;
  await image.decode();
  return image;
}
