const MB = 1024 * 1024;

/** A number of bytes: "310 KB", "2.4 MB". @param {number} bytes */
export function weight(bytes) {
  return bytes >= MB ? `${(bytes / MB).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
