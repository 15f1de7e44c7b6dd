/** The page of a slip keeps the slip for a time without network, and what is answered while the server is away. */
import { boot } from "kernel/boot.js";
import { openRoom } from "kernel/room.js";
import { openVault } from "kernel/vault.js";
import { keepOffline, openShelf } from "offline/offline.js";
import { askKey } from "offline/server.js";

const opening = openVault(boot().person, askKey);
/** The slip's room, though nothing of it is shown here: it knows what waits to be sent, and sends it. */
export const room = await openRoom(boot(), opening);
const vault = await opening;
if (vault) void keepOffline(room, vault, await openShelf(room, vault));
