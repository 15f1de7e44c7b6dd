/* Many tablets in one process: Socket.IO 5 over WebSocket on plain sockets, timed on one clock. */
#ifndef CROWD_H
#define CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECOND 1000000000ull
#define STAMP "@@@@@@@@@@@@@@@@@@@" /* what a message holds in place of the time it is sent at */
#define STAMP_LENGTH 19
#define MOST_MESSAGES 8

/* --- gauges.c: time, percentiles, the processor time of another process --- */

typedef struct {
    uint32_t *tenths; /* of a microsecond */
    size_t count, room;
} Series;

uint64_t now(void); /* ns */
void series_add(Series *series, uint64_t nanoseconds);
void series_clear(Series *series);
void series_print(Series *series, const char *name); /* p50, p95, p99 and the greatest, in ms, as JSON members */
double cpu_of(int pid);                              /* seconds, all threads that live; 0 for no process */
double cpu_of_mine(void);

/* --- tablets.c: who is connected, and what they say and hear --- */

typedef enum { CONNECTING, GREETING, OPEN, NAMED, JOINED, GONE } State;

typedef struct {
    char *bytes;
    size_t length, room;
} Buffer;

typedef struct {
    State state;
    int fd;
    bool is_deaf;      /* never reads once it has joined */
    bool is_writable_awaited;
    char *connect, *join, *messages[MOST_MESSAGES];
    Buffer in, out;
    uint64_t began, joined, asked;
    size_t join_bytes; /* of the answer to the join */
} Tablet;

typedef struct {
    int port, pid, tablets, most_connecting;
    const char *needle; /* stands before the time in every message that counts */
    int deaf;           /* the last so many of those that join */
} Plan;

typedef struct {
    uint64_t from, until;   /* only what was sent in between is timed */
    uint64_t sent, delivered, delivered_within, bytes_within;
    uint64_t answered, refused;
    Series latencies, answers, pongs;
    char refusal[300];
    int lost_connections;
} Heard;

extern Plan plan;
extern Heard heard;
extern Tablet *tablets;

void tablets_read(const char *path);
bool tablets_join(void); /* false if not all were in after a minute */
void tablet_send(Tablet *tablet, const char *text, size_t length);
void tablet_send_stamped(Tablet *tablet, const char *text);
void tablet_ping(Tablet *tablet);
bool attend(uint64_t until); /* receive for so long, at most; true as soon as a line came in on standard input */
void attend_once(uint64_t until);

/* --- wire.c: bytes of a connection --- */

enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 }; /* kinds of frames */

extern int poller;

void buffer_keep(Buffer *buffer, const char *bytes, size_t length);
void await_writable(Tablet *tablet, bool is_awaited);
void send_bytes(Tablet *tablet, const char *bytes, size_t length);
void send_kept(Tablet *tablet); /* what could not be sent before */
void send_frame(Tablet *tablet, int kind, const char *text, size_t length);
size_t frame_at(const unsigned char *bytes, size_t there, size_t *length);

#endif
