// Finished ink in slices, with all that may happen meanwhile, looks like ink drawn at once. Gives the worst difference of a pixel.
async ({ strokes, ratio }) => {
  const { Settled } = await import("ink/settled.js");
  const { Picture } = await import("ink/picture.js");
  const holder = document.createElement("div");
  holder.className = "ink settled";
  document.body.append(holder);
  const settled = new Settled(holder, `test ${Math.random()}`, ratio, () => {});
  const done = async () => {
    while (holder.hasAttribute("data-drawing")) await new Promise(requestAnimationFrame);
  };
  const near = [0.3, 0.4, 0.6, 0.7];

  settled.look(500, near);
  settled.show(strokes.slice(0, -20));
  const before = strokes.slice(0, -20).map(({ id }) => settled.has(id));
  settled.show(strokes); // some are drawn while others below them are not there yet
  const early = strokes.slice(-20).every(({ id }) => settled.has(id));
  const changed = strokes.map((stroke, i) => (i % 17 === 5 ? { ...stroke, colour: "#00aa00", width: stroke.width * 2 } : stroke));
  const wanted = changed.filter((_, i) => i % 7);
  settled.show(wanted);
  await done();
  settled.look(9000, near); // close up
  settled.show(wanted.slice(0, -1));
  settled.show(wanted);
  await done();

  const pictures = [...holder.children].map((canvas) => worst(canvas, wanted));
  const widths = [...holder.children].map(({ width }) => width);
  settled.look(500, null);
  settled.close();
  return { early, wasInSlices: before.includes(false), pictures, widths, left: holder.children.length, strokes: Number(holder.dataset.strokes) };

  function worst(canvas, all) {
    const [left, top, width] = ["left", "top", "width"].map((side) => parseFloat(canvas.style[side]) / 100);
    const whole = Math.round(canvas.width / width);
    const x = Math.round(left * whole);
    const y = Math.round(top * whole * ratio);
    const picture = new Picture({ width: whole, left: x, top: y, right: x + canvas.width, bottom: y + canvas.height }, ratio);
    picture.add(all);
    const [a, b] = [canvas, picture.canvas].map(pixels);
    return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
  }

  function pixels(canvas) {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    copy.fillStyle = "white"; // where there is hardly any ink its colour is hardly known
    copy.fillRect(0, 0, canvas.width, canvas.height);
    copy.drawImage(canvas, 0, 0);
    return copy.getImageData(0, 0, canvas.width, canvas.height).data;
  }
};
