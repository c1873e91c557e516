/* Measures how long programs take from start to end.
 *
 *   spawn BATCHES RUNS -- PROGRAM ARGS... -- PROGRAM ARGS... ...
 *
 * Runs each program RUNS times per batch; within a batch the programs take
 * turns, so that a busy moment of the machine falls on all of them. Prints one
 * line per program: the median of all its runs, the lowest and the highest
 * median of a batch, all in microseconds, and the exit status.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { kMostPrograms = 32 };

static double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a;
  const double y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(const double *values, int count, double *scratch) {
  memcpy(scratch, values, (size_t)count * sizeof *values);
  qsort(scratch, (size_t)count, sizeof *scratch, ascending);
  return count % 2 ? scratch[count / 2]
                   : (scratch[count / 2 - 1] + scratch[count / 2]) / 2;
}

/* Output goes to /dev/null: what is timed is the program, not a terminal. */
static double run_once(char **words, posix_spawn_file_actions_t *quiet,
                       int *status) {
  pid_t pid;
  struct rusage usage;
  const double begin = now_us();
  const int error = posix_spawnp(&pid, words[0], quiet, NULL, words, environ);
  if (error != 0) {
    fprintf(stderr, "spawn: %s: %s\n", words[0], strerror(error));
    exit(1);
  }
  if (wait4(pid, status, 0, &usage) != pid) {
    perror("spawn: wait4");
    exit(1);
  }
  return now_us() - begin;
}

int main(int argc, char **argv) {
  const int batches = argc > 3 ? atoi(argv[1]) : 0;
  const int runs = argc > 3 ? atoi(argv[2]) : 0;
  char **programs[kMostPrograms];
  int count = 0;
  for (int i = 3; i < argc; ++i) {
    if (strcmp(argv[i], "--") != 0) continue;
    argv[i] = NULL; /* ends the words of the program before */
    if (i + 1 < argc && count < kMostPrograms) programs[count++] = argv + i + 1;
  }
  if (batches < 1 || runs < 1 || count < 1) {
    fprintf(stderr, "usage: spawn BATCHES RUNS -- PROGRAM ARGS... [-- ...]\n");
    return 2;
  }
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);

  const int all = batches * runs;
  double *times = malloc((size_t)count * (size_t)all * sizeof *times);
  double *scratch = malloc((size_t)all * sizeof *scratch);
  int status[kMostPrograms] = {0};
  if (!times || !scratch) return 1;
  for (int p = 0; p < count; ++p) run_once(programs[p], &quiet, &status[p]);
  for (int i = 0; i < all; ++i) {
    for (int p = 0; p < count; ++p) {
      times[p * all + i] = run_once(programs[p], &quiet, &status[p]);
    }
  }
  for (int p = 0; p < count; ++p) {
    const double *mine = times + (size_t)p * (size_t)all;
    double low = 1e300;
    double high = 0;
    for (int b = 0; b < batches; ++b) {
      const double m = median(mine + b * runs, runs, scratch);
      if (m < low) low = m;
      if (m > high) high = m;
    }
    printf("%.1f\t%.1f\t%.1f\t%d\n", median(mine, all, scratch), low, high,
           WIFEXITED(status[p]) ? WEXITSTATUS(status[p]) : -1);
  }
  free(times);
  free(scratch);
  return 0;
}
