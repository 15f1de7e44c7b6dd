#define _GNU_SOURCE
#include "crowd.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

void series_add(Series *series, uint64_t nanoseconds) {
    if (series->count == series->room) {
        series->room = series->room ? 2 * series->room : 1 << 16;
        series->tenths = realloc(series->tenths, series->room * sizeof *series->tenths);
        if (!series->tenths) abort();
    }
    uint64_t tenths = nanoseconds / 100;
    series->tenths[series->count++] = tenths > UINT32_MAX ? UINT32_MAX : (uint32_t)tenths;
}

void series_clear(Series *series) { series->count = 0; }

static int compare(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static double percentile(const Series *series, double part) {
    return series->tenths[(size_t)(part * (double)(series->count - 1))] / 10000.0;
}

void series_print(Series *series, const char *name) {
    if (!series->count) return;
    qsort(series->tenths, series->count, sizeof *series->tenths, compare);
    printf(", \"%sp50\": %.3f, \"%sp95\": %.3f, \"%sp99\": %.3f, \"%smax\": %.3f", name, percentile(series, 0.5), name,
           percentile(series, 0.95), name, percentile(series, 0.99), name, percentile(series, 1));
}

/* schedstat counts nanoseconds; the clock ticks of `stat` are too coarse for a window of two seconds. */
static double cpu_of_thread(int pid, const char *thread) {
    char path[320];
    unsigned long long nanoseconds = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", pid, thread);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    if (fscanf(file, "%llu", &nanoseconds) != 1) nanoseconds = 0;
    fclose(file);
    return (double)nanoseconds / SECOND;
}

double cpu_of(int pid) {
    char path[64];
    double seconds = 0;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *threads = pid ? opendir(path) : NULL;
    if (!threads) return 0;
    for (struct dirent *entry; (entry = readdir(threads));)
        if (entry->d_name[0] != '.') seconds += cpu_of_thread(pid, entry->d_name);
    closedir(threads);
    return seconds;
}

double cpu_of_mine(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}
