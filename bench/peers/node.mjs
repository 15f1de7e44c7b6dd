/**
 * The same job by Socket.IO's own server: join a room and get a snapshot, act and have everybody told, signal.
 * It keeps nothing: an act is numbered, told and acknowledged from memory, a ballot only acknowledged.
 */
import { createServer } from "node:http";
import { Server } from "socket.io";

const port = Number(process.argv[2]);
const heads = new Map();
const snapshots = new Map();

function snapshot(bytes) {
  const records = {};
  for (let length = 0, at = 0; length < bytes; at++) {
    const id = String(at).padStart(26, "0");
    const record = { id, page: at % 12, colour: "#102030", width: 20, points: Array(24).fill(1234 + (at % 9)) };
    records[`strokes/${id}`] = record;
    length += JSON.stringify(record).length + 40;
  }
  return records;
}

function snapshotOf(bytes) {
  if (!snapshots.has(bytes)) snapshots.set(bytes, snapshot(bytes));
  return snapshots.get(bytes);
}

const http = createServer((_, response) => response.writeHead(404).end());
const io = new Server(http, { transports: ["websocket"] });
io.on("connection", (socket) => {
  const by = socket.handshake.auth.token;
  socket.on("join", ({ meeting, bytes }, answer) => {
    socket.join(`meeting:${meeting}`);
    answer({ ok: { streams: { [`meeting:${meeting}`]: { seq: 0, records: snapshotOf(bytes) } } } });
  });
  socket.on("act", ({ stream, name, args }, answer) => {
    const seq = (heads.get(stream) ?? 0) + 1;
    const at = Date.now();
    heads.set(stream, seq);
    answer({ ok: { seq, data: null, at } });
    if (name !== "ink.draw") return;
    const changes = { [`strokes/${args.id}`]: { ...args, by, at, shared: true } };
    io.to(stream).emit("entries", { stream, entries: [{ seq, at, by, fact: "ink.drawn", changes }] });
  });
  socket.on("signal", (body) => socket.to(`meeting:${body.meeting}`).emit("signal", { ...body, by }));
});
http.listen(port, "127.0.0.1", 4096);
