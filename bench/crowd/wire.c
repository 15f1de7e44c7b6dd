/* The bytes of a connection: WebSocket frames out and in, and what could not be sent at once. */
#define _GNU_SOURCE
#include "crowd.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

void buffer_keep(Buffer *buffer, const char *bytes, size_t length) {
    if (!length) return;
    if (buffer->length + length > buffer->room) {
        buffer->room = 2 * (buffer->length + length);
        buffer->bytes = realloc(buffer->bytes, buffer->room);
        if (!buffer->bytes) abort();
    }
    memmove(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

void await_writable(Tablet *tablet, bool is_awaited) {
    struct epoll_event event = {.events = EPOLLIN | (is_awaited ? EPOLLOUT : 0), .data.ptr = tablet};
    tablet->is_writable_awaited = is_awaited;
    epoll_ctl(poller, EPOLL_CTL_MOD, tablet->fd, &event);
}

void send_bytes(Tablet *tablet, const char *bytes, size_t length) {
    ssize_t gone = tablet->out.length ? 0 : send(tablet->fd, bytes, length, MSG_NOSIGNAL);
    if (gone < 0) gone = 0; /* a lost connection is noticed when it is read */
    if ((size_t)gone == length) return;
    buffer_keep(&tablet->out, bytes + gone, length - (size_t)gone);
    if (!tablet->is_writable_awaited) await_writable(tablet, true);
}

void send_kept(Tablet *tablet) {
    ssize_t gone = send(tablet->fd, tablet->out.bytes, tablet->out.length, MSG_NOSIGNAL);
    if (gone < 0) return;
    tablet->out.length -= (size_t)gone;
    memmove(tablet->out.bytes, tablet->out.bytes + gone, tablet->out.length);
    if (!tablet->out.length) await_writable(tablet, false);
}

void send_frame(Tablet *tablet, int kind, const char *text, size_t length) {
    static char frame[1 << 17];
    static const unsigned char mask[4] = {0x12, 0x34, 0x56, 0x78};
    size_t head = 2;
    if (length + 8 > sizeof frame) abort();
    frame[0] = (char)(0x80 | kind);
    if (length < 126) {
        frame[1] = (char)(0x80 | length);
    } else {
        frame[1] = (char)(0x80 | 126);
        frame[2] = (char)(length >> 8);
        frame[3] = (char)length;
        head = 4;
    }
    memcpy(frame + head, mask, sizeof mask);
    head += sizeof mask;
    for (size_t at = 0; at < length; at++) frame[head + at] = (char)(text[at] ^ mask[at & 3]);
    send_bytes(tablet, frame, head + length);
}

/* Return how many bytes a frame at `bytes` takes, 0 if it is not all there; its payload is the last `length` of them. */
size_t frame_at(const unsigned char *bytes, size_t there, size_t *length) {
    size_t head = 2;
    if (there < head) return 0;
    *length = bytes[1] & 127;
    if (*length == 126) {
        head = 4;
        if (there < head) return 0;
        *length = (size_t)bytes[2] << 8 | bytes[3];
    } else if (*length == 127) {
        head = 10;
        if (there < head) return 0;
        *length = 0;
        for (int at = 2; at < 10; at++) *length = *length << 8 | bytes[at];
    }
    return there < head + *length ? 0 : head + *length;
}
