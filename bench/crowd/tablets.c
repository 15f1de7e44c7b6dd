#define _GNU_SOURCE
#include "crowd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE (180 * SECOND)

Plan plan;
Heard heard;
Tablet *tablets;
int poller = -1;
static int started, connecting, joined;
static bool was_told;

static const char HANDSHAKE[] =
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

void tablet_send(Tablet *tablet, const char *text, size_t length) { send_frame(tablet, TEXT, text, length); }

void tablet_send_stamped(Tablet *tablet, const char *text) {
    static char copy[1 << 16];
    char stamp[STAMP_LENGTH + 1];
    uint64_t at = now();
    size_t length = strlen(text);
    if (length >= sizeof copy) abort();
    memcpy(copy, text, length + 1);
    snprintf(stamp, sizeof stamp, "%019llu", (unsigned long long)at);
    for (char *place = copy; (place = strstr(place, STAMP));) memcpy(place, stamp, STAMP_LENGTH);
    tablet->asked = at;
    heard.sent++;
    tablet_send(tablet, copy, length);
}

void tablet_ping(Tablet *tablet) {
    uint64_t at = now();
    send_frame(tablet, PING, (const char *)&at, sizeof at);
}

/* --- bytes in --- */

static void is_in(Tablet *tablet, size_t bytes) {
    tablet->state = JOINED;
    tablet->joined = now();
    tablet->join_bytes = bytes;
    joined++;
    connecting--;
    if (tablet->is_deaf) epoll_ctl(poller, EPOLL_CTL_DEL, tablet->fd, NULL);
}

static void on_event(const char *text, size_t length, uint64_t at) {
    const char *end = text + length, *found = text;
    size_t size = strlen(plan.needle), count = 0;
    while ((found = memmem(found, (size_t)(end - found), plan.needle, size)) && end - found > (long)size + STAMP_LENGTH) {
        uint64_t sent = 0;
        found += size;
        for (int digit = 0; digit < STAMP_LENGTH; digit++) sent = 10 * sent + (uint64_t)(found[digit] - '0');
        if (sent >= heard.from && sent < heard.until) series_add(&heard.latencies, at - sent);
        count++;
    }
    heard.delivered += count;
    if (count && at >= heard.from && at < heard.until) {
        heard.delivered_within += count;
        heard.bytes_within += length;
    }
}

static void on_answer(Tablet *tablet, const char *text, size_t length, uint64_t at) {
    bool is_refused = memmem(text, length > 40 ? 40 : length, "[{\"error\"", 9) != NULL;
    if (is_refused) {
        heard.refused++;
        snprintf(heard.refusal, sizeof heard.refusal, "%.*s", (int)(length < 290 ? length : 290), text);
    }
    if (tablet->state == NAMED) {
        if (!is_refused) is_in(tablet, length);
        return;
    }
    heard.answered += !is_refused;
    series_add(&heard.answers, at - tablet->asked);
}

static void on_text(Tablet *tablet, const char *text, size_t length, uint64_t at) {
    if (length && text[0] == '2') tablet_send(tablet, "3", 1);
    if (length && text[0] == '0') tablet_send(tablet, tablet->connect, strlen(tablet->connect));
    if (length < 2 || text[0] != '4') return;
    if (text[1] == '2') {
        on_event(text, length, at);
    } else if (text[1] == '3') {
        on_answer(tablet, text, length, at);
    } else if (text[1] == '0') {
        tablet->state = NAMED;
        if (*tablet->join)
            tablet_send(tablet, tablet->join, strlen(tablet->join));
        else
            is_in(tablet, 0);
    }
}

static void lose(Tablet *tablet) {
    if (tablet->state != JOINED) connecting--;
    heard.lost_connections++;
    tablet->state = GONE;
    close(tablet->fd); /* takes it out of the poller, too */
}

static void on_frame(Tablet *tablet, int kind, const char *bytes, size_t length, uint64_t at) {
    if (kind == TEXT) on_text(tablet, bytes, length, at);
    if (kind == PONG && length == sizeof at) {
        uint64_t sent;
        memcpy(&sent, bytes, sizeof sent);
        if (sent >= heard.from && sent < heard.until) series_add(&heard.pongs, at - sent);
    }
    if (kind == CLOSE) lose(tablet);
}

static size_t take_frames(Tablet *tablet, const char *bytes, size_t there, uint64_t at) {
    size_t taken = 0, size, length;
    while (tablet->state != GONE && (size = frame_at((const unsigned char *)bytes + taken, there - taken, &length))) {
        taken += size;
        on_frame(tablet, bytes[taken - size] & 15, bytes + taken - length, length, at);
    }
    return taken;
}

static size_t take_greeting(Tablet *tablet, const char *bytes, size_t there) {
    const char *end = memmem(bytes, there, "\r\n\r\n", 4);
    if (!end) return 0;
    if (memcmp(bytes, "HTTP/1.1 101", 12) != 0) {
        lose(tablet);
        return there;
    }
    tablet->state = OPEN;
    return (size_t)(end + 4 - bytes);
}

/* Take in what is there; return how much of it made whole frames. */
static size_t take(Tablet *tablet, const char *bytes, size_t there) {
    size_t taken = tablet->state == GREETING ? take_greeting(tablet, bytes, there) : 0;
    if (tablet->state > GREETING) taken += take_frames(tablet, bytes + taken, there - taken, now());
    return taken;
}

static void read_from(Tablet *tablet) {
    static char bytes[1 << 20];
    for (;;) {
        ssize_t came = recv(tablet->fd, bytes, sizeof bytes, 0);
        if (came < 0 && errno == EAGAIN) return;
        if (came <= 0) {
            lose(tablet);
            return;
        }
        Buffer *in = &tablet->in;
        if (in->length) { /* half a frame: it may be a long one */
            buffer_keep(in, bytes, (size_t)came);
            size_t taken = take(tablet, in->bytes, in->length);
            in->length -= taken;
            memmove(in->bytes, in->bytes + taken, in->length);
        } else {
            size_t taken = take(tablet, bytes, (size_t)came);
            buffer_keep(in, bytes + taken, (size_t)came - taken);
        }
        if (tablet->state == GONE || (size_t)came < sizeof bytes) return;
    }
}

static void start(Tablet *tablet) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)plan.port)};
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = tablet};
    int yes = 1, little = 4096;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    tablet->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (tablet->fd < 0) abort();
    setsockopt(tablet->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (tablet->is_deaf) setsockopt(tablet->fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
    tablet->began = now();
    tablet->is_writable_awaited = true;
    connecting++;
    epoll_ctl(poller, EPOLL_CTL_ADD, tablet->fd, &event);
    if (connect(tablet->fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) lose(tablet);
}

static void greet(Tablet *tablet) {
    tablet->state = GREETING;
    await_writable(tablet, false);
    send_bytes(tablet, HANDSHAKE, sizeof HANDSHAKE - 1);
}

static void on_ready(struct epoll_event event) {
    Tablet *tablet = event.data.ptr;
    if (!tablet) {
        char line[64];
        was_told = read(STDIN_FILENO, line, sizeof line) >= 0;
        return;
    }
    if (tablet->state == GONE) return;
    if (event.events & EPOLLOUT) tablet->state == CONNECTING ? greet(tablet) : send_kept(tablet);
    if (tablet->state != GONE && event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_from(tablet);
}

void attend_once(uint64_t until) {
    static struct epoll_event events[1024];
    uint64_t at = now(), left = until > at ? until - at : 0;
    struct timespec wait = {(time_t)(left / SECOND), (long)(left % SECOND)};
    int count = epoll_pwait2(poller, events, 1024, &wait, NULL);
    for (int each = 0; each < count; each++) on_ready(events[each]);
}

bool attend(uint64_t until) {
    for (was_told = false; !was_told && now() < until;) attend_once(until);
    return was_told;
}

/* --- the crowd --- */

static char *field(char **line) {
    char *found = strsep(line, "\t");
    return found ? found : "";
}

void tablets_read(const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    if (!file) abort();
    for (int count = 0; (length = getline(&line, &room, file)) > 0; line = NULL, room = 0) {
        tablets = realloc(tablets, (size_t)(count + 1) * sizeof *tablets);
        Tablet *tablet = &tablets[count++];
        memset(tablet, 0, sizeof *tablet);
        if (line[length - 1] == '\n') line[length - 1] = 0;
        tablet->connect = field(&line);
        tablet->join = field(&line);
        for (int each = 0; each < MOST_MESSAGES; each++) tablet->messages[each] = field(&line);
        plan.tablets = count;
    }
    fclose(file);
    for (int each = plan.tablets, deaf = plan.deaf; each-- && deaf;)
        if (*tablets[each].join) tablets[each].is_deaf = deaf-- > 0;
}

bool tablets_join(void) {
    uint64_t patience = now() + PATIENCE;
    struct epoll_event standard_input = {.events = EPOLLIN, .data.ptr = NULL};
    poller = epoll_create1(0);
    epoll_ctl(poller, EPOLL_CTL_ADD, STDIN_FILENO, &standard_input);
    while (joined < plan.tablets && now() < patience && heard.lost_connections < 10) {
        while (started < plan.tablets && connecting < plan.most_connecting) start(&tablets[started++]);
        attend_once(now() + SECOND / 50);
    }
    return joined == plan.tablets;
}
