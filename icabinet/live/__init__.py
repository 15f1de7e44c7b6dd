"""The Socket.IO door: connecting, joining, acting, signals, and telling the tablets what happened."""
