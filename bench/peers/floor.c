/* floor PORT: the least that a server of rooms can do. It knows four messages by their first bytes, reads no JSON, and
 * passes on what it gets as it is:
 *
 *     42N["join",{"meeting":"ID","bytes":SIZE}]   into the room of that name, answered with as many bytes
 *     42N["act",…                                 answered with next to nothing
 *     42["entries",…                              to all in the room
 *     42["signal",…                               to all others in the room
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_ROOMS 256
#define MOST_MEMBERS 8192
#define LARGEST (1 << 16)

typedef struct {
    char *bytes;
    size_t length, room;
} Buffer;

typedef struct Room Room;

typedef struct {
    int fd;
    bool is_greeted;
    Room *room;
    Buffer in, out;
} Client;

struct Room {
    char name[40];
    Client *members[MOST_MEMBERS];
    int count;
};

static Room *rooms[MOST_ROOMS];
static int poller;
static unsigned char frame[1 << 22];

static void keep(Buffer *buffer, const void *bytes, size_t length) {
    if (!length) return;
    if (buffer->length + length > buffer->room) {
        buffer->room = 2 * (buffer->length + length);
        buffer->bytes = realloc(buffer->bytes, buffer->room);
        if (!buffer->bytes) abort();
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

static void await_writable(Client *client, bool is_awaited) {
    struct epoll_event event = {.events = EPOLLIN | (is_awaited ? EPOLLOUT : 0), .data.ptr = client};
    epoll_ctl(poller, EPOLL_CTL_MOD, client->fd, &event);
}

static void send_bytes(Client *client, const void *bytes, size_t length) {
    ssize_t gone = client->out.length ? 0 : send(client->fd, bytes, length, MSG_NOSIGNAL);
    if (gone < 0) gone = 0;
    if ((size_t)gone == length) return;
    if (!client->out.length) await_writable(client, true);
    keep(&client->out, (const char *)bytes + gone, length - (size_t)gone);
}

static void send_kept(Client *client) {
    ssize_t gone = send(client->fd, client->out.bytes, client->out.length, MSG_NOSIGNAL);
    if (gone <= 0) return;
    client->out.length -= (size_t)gone;
    memmove(client->out.bytes, client->out.bytes + gone, client->out.length);
    if (!client->out.length) await_writable(client, false);
}

/* Make a frame of a text; return its length. */
static size_t frame_of(const void *text, size_t length) {
    size_t head = length < 126 ? 2 : length < LARGEST ? 4 : 10;
    if (head + length > sizeof frame) abort();
    frame[0] = 0x81;
    frame[1] = (unsigned char)(length < 126 ? length : length < LARGEST ? 126 : 127);
    for (size_t at = head, left = length; head > 2 && at > 2; left >>= 8) frame[--at] = (unsigned char)left;
    memmove(frame + head, text, length);
    return head + length;
}

static void say(Client *client, const char *text) { send_bytes(client, frame, frame_of(text, strlen(text))); }

static void pass_on(Client *sender, const char *text, size_t length, bool to_all) {
    size_t size = frame_of(text, length);
    for (int each = 0; sender->room && each < sender->room->count; each++)
        if (to_all || sender->room->members[each] != sender) send_bytes(sender->room->members[each], frame, size);
}

static Room *room_of(const char *name, size_t length) {
    int each = 0;
    while (rooms[each] && (strlen(rooms[each]->name) != length || memcmp(rooms[each]->name, name, length) != 0)) each++;
    if (each == MOST_ROOMS - 1 || length >= sizeof rooms[each]->name) abort();
    if (!rooms[each]) {
        rooms[each] = calloc(1, sizeof(Room));
        memcpy(rooms[each]->name, name, length);
    }
    return rooms[each];
}

static void join(Client *client, int number, const char *text) {
    static char answer[1 << 21];
    char name[40] = "";
    int bytes = 0;
    sscanf(text, "[\"join\",{\"meeting\":\"%39[0-9a-z]\",\"bytes\":%d", name, &bytes);
    if (bytes < 0 || (size_t)bytes > sizeof answer - 64) abort();
    client->room = room_of(name, strlen(name));
    if (client->room->count == MOST_MEMBERS) abort();
    client->room->members[client->room->count++] = client;
    int head = sprintf(answer, "43%d[{\"ok\":\"", number);
    memset(answer + head, 'x', (size_t)bytes);
    strcpy(answer + head + bytes, "\"}]");
    say(client, answer);
}

static void on_text(Client *client, char *text, size_t length) {
    char answer[64];
    if (length < 2 || text[0] != '4') return;
    if (text[1] == '0') say(client, "40{\"sid\":\"floor\"}");
    if (text[1] != '2') return;
    char *body = memchr(text, '[', length);
    if (!body) return;
    if (!strncmp(body, "[\"entries\"", 10)) pass_on(client, text, length, true);
    if (!strncmp(body, "[\"signal\"", 9)) pass_on(client, text, length, false);
    if (!strncmp(body, "[\"join\"", 7)) join(client, atoi(text + 2), body);
    if (strncmp(body, "[\"act\"", 6) != 0) return;
    sprintf(answer, "43%d[{\"ok\":{\"seq\":1,\"data\":null,\"at\":0}}]", atoi(text + 2));
    say(client, answer);
}

/* Return how many bytes the frame takes, 0 if it is not all there. */
static size_t take_frame(Client *client, char *bytes, size_t there) {
    static char text[LARGEST + 1];
    size_t length = there < 2 ? 0 : bytes[1] & 127, head = 6;
    if (there < 8) return 0;
    if (length == 127) abort();
    if (length == 126) {
        head = 8;
        length = (size_t)(unsigned char)bytes[2] << 8 | (unsigned char)bytes[3];
    }
    if (there < head + length) return 0;
    for (size_t at = 0; at < length; at++) text[at] = (char)(bytes[head + at] ^ bytes[head - 4 + (at & 3)]);
    text[length] = 0;
    if ((bytes[0] & 15) == 1) on_text(client, text, length);
    if ((bytes[0] & 15) == 9) {
        size_t size = frame_of(text, length);
        frame[0] = 0x8a;
        send_bytes(client, frame, size);
    }
    return head + length;
}

static size_t take_greeting(Client *client, const char *bytes, size_t there) {
    static const char welcome[] =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        "x\r\n\r\n";
    const char *end = memmem(bytes, there, "\r\n\r\n", 4);
    if (!end) return 0;
    client->is_greeted = true;
    send_bytes(client, welcome, sizeof welcome - 1);
    say(client, "0{\"sid\":\"floor\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":65536}");
    return (size_t)(end + 4 - bytes);
}

static void leave(Client *client) {
    for (int each = 0; client->room && each < client->room->count; each++)
        if (client->room->members[each] == client) client->room->members[each] = client->room->members[--client->room->count];
    close(client->fd);
    free(client->in.bytes);
    free(client->out.bytes);
    free(client);
}

static void read_from(Client *client) {
    static char bytes[LARGEST];
    ssize_t came = recv(client->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    size_t taken = 0, size;
    if (came <= 0) {
        leave(client);
        return;
    }
    keep(&client->in, bytes, (size_t)came);
    if (!client->is_greeted) taken = take_greeting(client, client->in.bytes, client->in.length);
    while (client->is_greeted && (size = take_frame(client, client->in.bytes + taken, client->in.length - taken))) taken += size;
    client->in.length -= taken;
    memmove(client->in.bytes, client->in.bytes + taken, client->in.length);
}

static void let_in(int listener) {
    int yes = 1;
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        Client *client = calloc(1, sizeof *client);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
        client->fd = fd;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
    }
}

int main(int count, char **words) {
    static struct epoll_event events[1024];
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(count > 1 ? words[1] : "0"))};
    struct epoll_event first = {.events = EPOLLIN, .data.ptr = NULL};
    struct rlimit files;
    int yes = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0) return 1;
    poller = epoll_create1(0);
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &first);
    for (;;) {
        int ready = epoll_wait(poller, events, 1024, -1);
        for (int each = 0; each < ready; each++) {
            Client *client = events[each].data.ptr;
            if (!client) {
                let_in(listener);
                continue;
            }
            if (events[each].events & EPOLLOUT) send_kept(client);
            if (events[each].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_from(client);
        }
    }
}
