/** On pages that the server shows when nobody is signed in: what lies on this tablet is locked, or wiped. */
import { sessionOver } from "kernel/vault.js";

await sessionOver().catch(() => {}); // a browser that keeps nothing has nothing to wipe
