/**
 * Handwriting as a digitizer tells it, by the model of Plamondon: every stroke of the hand is a vector whose speed is
 * lognormal, and they overlap. Pure; the same seed writes the same.
 * @param {number} seed @param {number} hz points a second @param {number} size of a letter, units of the page
 */
export function handwriting(seed, hz, size) {
  const random = randomFrom(seed);
  const strokes = [];
  let begins = 0;
  for (let left = 6 + Math.floor(random() * 10); left > 0; left--) {
    const shape = { mu: -1.9 + 0.2 * random(), sigma: 0.25 + 0.1 * random(), length: size * (0.5 + random()) };
    strokes.push({ ...shape, begins, from: random() * 2 * Math.PI, bend: (random() - 0.5) * 3 });
    begins += 0.07 + 0.05 * random();
  }
  const [step, ends] = [0.001, begins + 0.4];
  const points = [];
  let [x, y, next] = [3000, 3000, 0];
  for (let now = 0; now < ends; now += step) {
    let [vx, vy] = [size, 0];
    for (const stroke of strokes) {
      const [speed, angle] = velocity(stroke, now - stroke.begins);
      [vx, vy] = [vx + speed * Math.cos(angle), vy + speed * Math.sin(angle)];
    }
    [x, y] = [x + vx * step, y + vy * step];
    if (now < next) continue;
    next += 1 / hz;
    const pressed = 0.25 + 0.5 * (1 - Math.exp(-20 * now)) * (1 - Math.exp(-20 * (ends - now))) + 0.1 * Math.sin(9 * now);
    const trembles = () => 0.4 * (random() - 0.5);
    points.push(Math.round(x + trembles()), Math.round(y + trembles()), Math.round(1000 * pressed + 10 * trembles()));
  }
  return points;
}

/** @param {{mu: number, sigma: number, length: number, from: number, bend: number}} stroke @param {number} since s */
function velocity({ mu, sigma, length, from, bend }, since) {
  if (since <= 0.001) return [0, 0];
  const spread = (Math.log(since) - mu) / sigma;
  const speed = (length / (sigma * Math.sqrt(2 * Math.PI) * since)) * Math.exp(-(spread ** 2) / 2);
  return [speed, from + (bend / 2) * (1 + Math.tanh(spread / 1.4))];
}

/** @param {number} seed */
function randomFrom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
