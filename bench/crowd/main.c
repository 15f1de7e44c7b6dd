/* crowd --port P --clients FILE --mode MODE [...]: connects all that FILE names, a line each:
 *
 *     CONNECT packet, tab, join event or nothing, tab, message, tab, message ...
 *
 * says as JSON how they came in, waits for a line on standard input, measures, and says as JSON what it found.
 *
 *   fan    the first --senders send their message --rate times a second, for --warm and then --seconds
 *   burst  everybody sends their first message at once, and after another line the second, ...
 *   hold   nothing: they are just there until the line comes
 */
#include "crowd.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define FOREVER (1000000 * SECOND)
#define DRAIN (3 * SECOND)

static const char *mode = "fan";
static int senders = 1, hearers, pings;
static double rate = 60, warm = 0.5, seconds = 2;

static void print_ending(void) {
    printf(", \"answered\": %llu, \"refused\": %llu, \"lost_connections\": %d", (unsigned long long)heard.answered,
           (unsigned long long)heard.refused, heard.lost_connections);
    if (*heard.refusal) {
        printf(", \"refusal\": \"");
        for (const char *at = heard.refusal; *at; at++) putchar(*at == '"' || *at == '\\' || *at < ' ' ? '\'' : *at);
        putchar('"');
    }
    puts("}");
    fflush(stdout);
}

static void print_joined(uint64_t began, double cpu) {
    Series times = {0}, each = {0};
    size_t least = SIZE_MAX, most = 0;
    uint64_t last = began;
    for (Tablet *tablet = tablets; tablet < tablets + plan.tablets; tablet++) {
        if (tablet->state != JOINED) continue;
        if (tablet->joined > last) last = tablet->joined;
        if (!*tablet->join) continue;
        series_add(&times, tablet->joined - began);
        series_add(&each, tablet->joined - tablet->began);
        if (tablet->join_bytes < least) least = tablet->join_bytes;
        if (tablet->join_bytes > most) most = tablet->join_bytes;
    }
    printf("{\"joined\": %zu, \"ms\": %.2f, \"cpu_s\": %.4f, \"bytes_least\": %zu, \"bytes_most\": %zu", times.count,
           (double)(last - began) / 1e6, cpu, times.count ? least : 0, most);
    series_print(&times, "");
    series_print(&each, "each_");
    print_ending();
}

/* --- fan --- */

static void send_what_is_due(uint64_t began, uint64_t *count, uint64_t at) {
    double gap = 1e9 / (rate * senders);
    for (; at >= began + (uint64_t)((double)*count * gap); ++*count) {
        Tablet *sender = &tablets[*count % (uint64_t)senders];
        if (sender->state == JOINED) tablet_send_stamped(sender, sender->messages[0]);
    }
    attend_once(began + (uint64_t)((double)*count * gap));
}

static void ping_if_due(uint64_t began, uint64_t *count, uint64_t at) {
    if (!pings || at < began + *count * SECOND / (uint64_t)pings) return;
    ++*count;
    Tablet *prober = &tablets[plan.tablets - 1];
    if (prober->state == JOINED) tablet_ping(prober);
}

static void drain(uint64_t expected) {
    uint64_t seen = heard.delivered, patience = now() + DRAIN;
    while (heard.delivered < expected && now() < patience) {
        attend_once(now() + SECOND / 100);
        if (heard.delivered != seen) patience = now() + DRAIN;
        seen = heard.delivered;
    }
}

static void fan(void) {
    uint64_t began = now(), sent = 0, pinged = 0, at;
    double cpu = 0, mine = 0;
    bool has_begun = false;
    heard.from = began + (uint64_t)(warm * SECOND);
    heard.until = heard.from + (uint64_t)(seconds * SECOND);
    while ((at = now()) < heard.until) {
        if (!has_begun && at >= heard.from) {
            cpu = cpu_of(plan.pid);
            mine = cpu_of_mine();
            has_begun = true;
        }
        ping_if_due(began, &pinged, at);
        send_what_is_due(began, &sent, at);
    }
    cpu = cpu_of(plan.pid) - cpu;
    mine = cpu_of_mine() - mine;
    uint64_t expected = heard.sent * (uint64_t)hearers, within = heard.delivered_within;
    drain(expected);
    printf("{\"sent\": %llu, \"expected\": %llu, \"delivered\": %llu, \"lost\": %lld, \"offered_per_s\": %.0f, "
           "\"per_s\": %.0f, \"cpu\": %.4f, \"cpu_mine\": %.4f, \"us_each\": %.3f, \"bytes_each\": %.1f",
           (unsigned long long)heard.sent, (unsigned long long)expected, (unsigned long long)heard.delivered,
           (long long)(expected - heard.delivered), rate * senders * hearers, (double)within / seconds, cpu / seconds,
           mine / seconds, within ? 1e6 * cpu / (double)within : 0, within ? (double)heard.bytes_within / (double)within : 0);
    series_print(&heard.latencies, "");
    series_print(&heard.answers, "answer_");
    series_print(&heard.pongs, "pong_");
    print_ending();
}

/* --- burst --- */

static void burst(int number) {
    uint64_t began = now(), last, patience = began + 60 * SECOND, asked = 0;
    double cpu = cpu_of(plan.pid);
    heard.answered = heard.refused = heard.sent = 0;
    series_clear(&heard.answers);
    for (Tablet *tablet = tablets; tablet < tablets + plan.tablets; tablet++)
        if (*tablet->messages[number] && tablet->state == JOINED) {
            tablet_send_stamped(tablet, tablet->messages[number]);
            asked++;
        }
    while (heard.answered + heard.refused < asked && now() < patience) attend_once(now() + SECOND / 100);
    last = now();
    printf("{\"asked\": %llu, \"ms\": %.2f, \"per_s\": %.0f, \"cpu_s\": %.4f", (unsigned long long)asked,
           (double)(last - began) / 1e6, 1e9 * (double)heard.answered / (double)(last - began), cpu_of(plan.pid) - cpu);
    series_print(&heard.answers, "");
    print_ending();
}

static void bursts(void) {
    for (int number = 0; number < MOST_MESSAGES && *tablets[plan.tablets - 1].messages[number]; number++) {
        if (number && !attend(now() + FOREVER)) return;
        burst(number);
    }
}

/* --- */

static const struct option OPTIONS[] = {
    {"port", 1, 0, 'p'},  {"clients", 1, 0, 'c'}, {"mode", 1, 0, 'm'},    {"pid", 1, 0, 'P'},     {"senders", 1, 0, 's'},
    {"rate", 1, 0, 'r'},  {"warm", 1, 0, 'w'},    {"seconds", 1, 0, 't'}, {"hearers", 1, 0, 'h'}, {"needle", 1, 0, 'n'},
    {"deaf", 1, 0, 'd'},  {"pings", 1, 0, 'g'},   {"connecting", 1, 0, 'C'}, {0},
};

static const char *read_options(int count, char **words) {
    const char *clients = NULL;
    plan = (Plan){.most_connecting = 64, .needle = "\"id\":\"b"};
    for (int option; (option = getopt_long(count, words, "", OPTIONS, NULL)) != -1;) switch (option) {
            case 'p': plan.port = atoi(optarg); break;
            case 'P': plan.pid = atoi(optarg); break;
            case 'd': plan.deaf = atoi(optarg); break;
            case 'n': plan.needle = optarg; break;
            case 'C': plan.most_connecting = atoi(optarg); break;
            case 'c': clients = optarg; break;
            case 'm': mode = optarg; break;
            case 's': senders = atoi(optarg); break;
            case 'r': rate = atof(optarg); break;
            case 'w': warm = atof(optarg); break;
            case 't': seconds = atof(optarg); break;
            case 'h': hearers = atoi(optarg); break;
            case 'g': pings = atoi(optarg); break;
            default: exit(2);
        }
    return clients;
}

int main(int count, char **words) {
    const char *clients = read_options(count, words);
    struct rlimit files;
    signal(SIGPIPE, SIG_IGN);
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    tablets_read(clients);
    heard.from = heard.until = UINT64_MAX;
    uint64_t began = now();
    double cpu = cpu_of(plan.pid);
    bool are_in = tablets_join();
    print_joined(began, cpu_of(plan.pid) - cpu);
    if (!are_in || !attend(now() + FOREVER)) return 1;
    if (!strcmp(mode, "fan")) fan();
    if (!strcmp(mode, "burst")) bursts();
    return 0;
}
