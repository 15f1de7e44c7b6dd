// Notes in the page what can only be seen there. Times: ms since 1970, on the one clock of the machine.
//
//   frames   how long each took, by the browser's own count
//   moves    [when, x, y]: where the pen was, in units of the page
//   lifts    [when]: the pen was lifted
//   heard    [when, x, y]: the tip of somebody's growing stroke was on the screen
//   solid    [when, how many]: so many finished strokes were on the screen
globalThis.bench = (() => {
  const clock = (at = performance.now()) => performance.timeOrigin + at;
  const drawn = (done) => requestAnimationFrame(() => setTimeout(() => done(clock())));
  let found = null;

  function count(frames, before = 0) {
    requestAnimationFrame((now) => {
      if (found?.frames !== frames) return;
      if (before) frames.push(now - before);
      count(frames, now);
    });
  }

  function noteInput() {
    const note = async (event) => {
      const { toPage } = await import("ink/geometry.js");
      const page = document.querySelector("[data-test=page][aria-current] [data-test=ink]");
      if (!found || !page || !event.buttons) return;
      const place = page.getBoundingClientRect();
      for (const one of event.getCoalescedEvents()) found.moves.push([clock(one.timeStamp), ...toPage(one.clientX, one.clientY, place)]);
    };
    addEventListener("pointermove", note, true);
    addEventListener("pointerup", (event) => found?.lifts.push(clock(event.timeStamp)), true);
  }

  async function noteInk() {
    const { Others } = await import("ink/others.js");
    const { grow } = Others.prototype;
    Others.prototype.grow = function (piece) {
      grow.call(this, piece);
      const [x, y] = piece.points.slice(-3);
      drawn((at) => found?.heard.push([at, x, y]));
    };
    const strokes = document.querySelector("[data-test=page][aria-current] [data-test=ink]");
    new MutationObserver(() => {
      const number = Number(strokes.dataset.strokes);
      drawn((at) => found?.solid.push([at, number]));
    }).observe(strokes, { attributeFilter: ["data-strokes"] });
  }

  let noting = null;
  return {
    async begin() {
      noting ??= noteInk().then(noteInput);
      await noting;
      found = { frames: [], moves: [], lifts: [], heard: [], solid: [] };
      count(found.frames);
    },
    async end() {
      // What is on the screen already, but not noted yet, is noted before the next frame has been drawn.
      await new Promise(drawn);
      const result = found;
      found = null;
      return result;
    },
  };
})();
