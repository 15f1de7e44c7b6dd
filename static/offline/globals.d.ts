// What the server writes before the service worker (icabinet/web/offline.py).
declare const VERSION: string;
declare const FILES: string[];
