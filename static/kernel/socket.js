import { io } from "socket.io-client";
import { ServerClock } from "kernel/time.js";

/** @typedef {import("kernel/types.js").Boot} Boot */
/** @typedef {import("kernel/types.js").Action} Action */
/** @typedef {import("kernel/types.js").Answer} Answer */
/** @typedef {import("kernel/types.js").Connection} Connection */
/** @typedef {import("kernel/types.js").Signal} Signal */
/** @typedef {{ viewer: import("kernel/types.js").Viewer, now: number, online: string[],
 *              streams: Record<string, import("kernel/types.js").Part> }} Joined */

const ANSWER_WITHIN_MS = 12_000;
const SILENT_AFTER_MS = 11_000; // the server's head comes every 4 s: two of them are missing
const OFFLINE_AFTER_MS = 4_000;
// What time it is: asked some times in a row after joining, and now and then later on.
const ASKS = 4;
const ASK_EVERY_MS = 30_000;
// However long the network was away, it is tried again soon enough for all to be right 5 s after its return (P5).
export const COMES_BACK = { reconnectionDelay: 500, reconnectionDelayMax: 3000, timeout: 8000 };
const TRY_AGAIN = new Set(["too_many", "unavailable", "restarting"]);
const TRY_AGAIN_AFTER_MS = 2_000;

/**
 * The one live connection of this page.
 * @param {{ boot: Boot, store: import("kernel/store.js").Store, onState: (connection: Connection) => void,
 *           onJoined: (joined: Joined) => void, onSignal: (signal: Signal) => void }} options
 */
export function connectRoom({ boot, store, onState, onJoined, onSignal }) {
  const clock = new ServerClock();
  const socket = io({
    path: boot.socket_path,
    transports: ["websocket"],
    auth: { csrf: boot.csrf },
    query: { meeting: boot.meeting }, // for a proxy, so that it can bring a whole meeting to one process
    ...COMES_BACK,
  });
  /** @type {Connection} */
  let connection = { state: "connecting", since: clock.now(), heard_at: boot.kept?.at ?? null };

  /** @param {Connection["state"]} state @param {Partial<Connection>} [more] */
  function turn(state, more = {}) {
    const lost = connection.state !== "online" && state !== "online";
    connection = { ...connection, since: lost ? connection.since : clock.now(), code: undefined, state, ...more };
    onState(connection);
  }

  function heard() {
    connection.heard_at = clock.now();
    lastHeard = performance.now();
  }

  /** Changes `since` are enough only for a tablet whose role is still the same, so it says which one it had. */
  async function join() {
    const asked = { meeting: boot.meeting, since: Object.fromEntries(store.heads), role };
    const answer = await socket.timeout(ANSWER_WITHIN_MS).emitWithAck("join", asked);
    if (answer.error) return turnedAway(answer.error.code);
    role = answer.ok.viewer.role;
    clock.hear(answer.ok.now);
    for (const [stream, part] of Object.entries(answer.ok.streams)) store.snapshot(stream, part);
    heard();
    onJoined(answer.ok);
    turn("online");
    void askTime(ASKS);
  }

  /** Asked several times, for the quickest answer says most. @param {number} times */
  async function askTime(times) {
    for (; times > 0 && socket.connected; times--) {
      const asked = clock.asks();
      const answer = await socket.timeout(ANSWER_WITHIN_MS).emitWithAck("clock", {}).catch(() => null);
      if (answer?.ok) clock.answered(answer.ok.now, asked);
    }
  }

  /** @param {string} code */
  function turnedAway(code) {
    socket.disconnect();
    if (TRY_AGAIN.has(code)) setTimeout(() => socket.connect(), TRY_AGAIN_AFTER_MS * (1 + Math.random()));
    else turn("refused", { code });
  }

  /** Closing only the transport lets socket.io come back by itself. */
  const reconnect = () => socket.io.engine?.close();

  function watch() {
    if (connection.state === "online" && performance.now() - lastHeard > SILENT_AFTER_MS) reconnect();
    if (connection.state === "connecting" && clock.now() - connection.since > OFFLINE_AFTER_MS) turn("offline");
  }

  store.onGap = async (stream, since) => {
    const answer = await socket.timeout(ANSWER_WITHIN_MS).emitWithAck("catch_up", { stream, since });
    return answer.ok ?? null;
  };

  let lastHeard = performance.now();
  let role = "";
  socket.on("connect", () => void join().catch(reconnect));
  socket.on("rejoin", () => void join().catch(reconnect));
  socket.on("disconnect", (reason) => {
    if (connection.state === "online") turn("connecting");
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", (error) => {
    const code = /** @type {any} */ (error).data?.code;
    if (code) turnedAway(code);
  });
  socket.on("entries", (batch) => (heard(), store.receive(batch)));
  socket.on("signal", (signal) => (heard(), onSignal(signal)));
  socket.on("head", ({ heads, now }) => (clock.hear(now), heard(), store.beat(heads)));
  socket.on("bye", ({ code }) => turnedAway(code));
  addEventListener("offline", reconnect);
  setInterval(watch, 1000);
  setInterval(() => connection.state === "online" && void askTime(1), ASK_EVERY_MS);

  return {
    serverNow: () => clock.now(),
    /** @param {Action} action @returns {Promise<Answer>} */
    send: ({ id, stream, name, args }) => answered(socket, reconnect, { id, stream, name, args }),
    /** @param {string} name @param {Record<string, any>} body */
    signal: (name, body) => void socket.volatile.emit("signal", { meeting: boot.meeting, name, body }),
  };
}

/**
 * An answer that does not come means a connection that cannot be trusted: it is made anew.
 * @param {import("socket.io-client").Socket} socket
 * @param {() => void} reconnect
 * @param {object} action
 */
async function answered(socket, reconnect, action) {
  try {
    return await socket.timeout(ANSWER_WITHIN_MS).emitWithAck("act", action);
  } catch (error) {
    if (socket.connected) reconnect();
    throw error;
  }
}
