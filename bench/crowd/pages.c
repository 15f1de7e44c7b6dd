/* pages --port P --clients N --seconds S --paths FILE [--token T]: asks for the paths of FILE (a line each) over and over,
 * on N connections that stay open, one question at a time on each; says as JSON how many answers came, and how soon. */
#define _GNU_SOURCE
#include "crowd.h"

#include <arpa/inet.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_PATHS 100000

typedef struct {
    int fd;
    uint64_t asked;
    size_t length, left; /* of the head that has come so far; of the body that is to come */
    char head[1 << 14];
} Reader;

static char *paths[MOST_PATHS];
static size_t path_count, next_path;
static const char *token = "";
static uint64_t answers, failures, bytes_in;
static Series times;

static void ask(Reader *reader) {
    char request[2048];
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n",
                          paths[next_path++ % path_count], token);
    reader->asked = now();
    reader->length = reader->left = 0;
    if (send(reader->fd, request, (size_t)length, MSG_NOSIGNAL) != length) abort();
}

static void is_answered(Reader *reader, bool is_good) {
    answers += is_good;
    failures += !is_good;
    series_add(&times, now() - reader->asked);
    ask(reader);
}

/* Take in what has come; a body that is not whole yet is only counted. */
static void take(Reader *reader, const char *bytes, size_t came) {
    bytes_in += came;
    if (reader->left) {
        reader->left -= came < reader->left ? came : reader->left;
        if (!reader->left) is_answered(reader, true);
        return;
    }
    size_t room = sizeof reader->head - 1 - reader->length, before = reader->length, kept = came < room ? came : room;
    memcpy(reader->head + reader->length, bytes, kept);
    reader->length += kept;
    reader->head[reader->length] = 0;
    char *end = strstr(reader->head, "\r\n\r\n"), *size = strcasestr(reader->head, "\r\nContent-Length: ");
    if (!end && reader->length == sizeof reader->head - 1) abort();
    if (!end) return;
    bool is_good = !strncmp(reader->head, "HTTP/1.1 200", 12);
    size_t body = size && size < end ? strtoul(size + 18, NULL, 10) : 0;
    size_t there = before + came - (size_t)(end + 4 - reader->head);
    if (there >= body)
        is_answered(reader, is_good);
    else
        reader->left = body - there;
}

static void read_paths(const char *name) {
    FILE *file = fopen(name, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    if (!file) abort();
    for (; path_count < MOST_PATHS && (length = getline(&line, &room, file)) > 0; line = NULL, room = 0) {
        line[strcspn(line, "\n")] = 0;
        paths[path_count++] = line;
    }
    fclose(file);
    if (!path_count) abort();
}

static int connected(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) abort();
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return fd;
}

static const struct option OPTIONS[] = {
    {"port", 1, 0, 'p'}, {"clients", 1, 0, 'c'}, {"seconds", 1, 0, 's'}, {"paths", 1, 0, 'f'}, {"token", 1, 0, 't'}, {0},
};

int main(int count, char **words) {
    static char bytes[1 << 18];
    static struct epoll_event events[64];
    int port = 0, clients = 1, poller = epoll_create1(0);
    double seconds = 1;
    for (int option; (option = getopt_long(count, words, "", OPTIONS, NULL)) != -1;) switch (option) {
            case 'p': port = atoi(optarg); break;
            case 'c': clients = atoi(optarg); break;
            case 's': seconds = atof(optarg); break;
            case 'f': read_paths(optarg); break;
            case 't': token = optarg; break;
            default: return 2;
        }
    uint64_t began = now(), until = began + (uint64_t)(seconds * SECOND);
    for (int each = 0; each < clients; each++) {
        Reader *reader = calloc(1, sizeof *reader);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = reader};
        reader->fd = connected(port);
        epoll_ctl(poller, EPOLL_CTL_ADD, reader->fd, &event);
        ask(reader);
    }
    while (now() < until) {
        int ready = epoll_wait(poller, events, 64, 50);
        for (int each = 0; each < ready; each++) {
            Reader *reader = events[each].data.ptr;
            ssize_t came = recv(reader->fd, bytes, sizeof bytes, MSG_DONTWAIT);
            if (came <= 0) return 1;
            take(reader, bytes, (size_t)came);
        }
    }
    double taken = (double)(now() - began) / SECOND;
    printf("{\"answers\": %llu, \"failures\": %llu, \"per_s\": %.1f, \"bytes_each\": %.0f, \"cpu_mine\": %.4f",
           (unsigned long long)answers, (unsigned long long)failures, (double)answers / taken,
           answers ? (double)bytes_in / (double)answers : 0, cpu_of_mine() / taken);
    series_print(&times, "");
    puts("}");
    return 0;
}
