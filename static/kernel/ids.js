const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const LENGTH = 20;
// Bytes from 252 on would make the first letters more likely than the others.
const FAIR = 256 - (256 % ALPHABET.length);

/** A new random id: 20 characters, about 103 bits. */
export function newId() {
  let id = "";
  while (id.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < FAIR && id.length < LENGTH) id += ALPHABET[byte % ALPHABET.length];
    }
  }
  return id;
}
