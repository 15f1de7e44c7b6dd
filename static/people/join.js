// The QR code opened this page in a real browser on purpose: one tap less.
/** @type {HTMLFormElement | null} */ (document.querySelector("form#join"))?.requestSubmit();
