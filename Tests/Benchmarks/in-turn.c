/* Runs commands in turn, so many times, and prints for each the median of what its whole process took, from start to
   exit, and the median of its ratio to the first command in the same turn.

     in-turn RUNS 'COMMAND ARGUMENT ...' ...

   Arguments are separated by single spaces, and can't have any. What the commands print is thrown away. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum { warmUps = 5, mostWords = 64 };

extern char **environ;

static int byValue(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static double median(double *values, int count) {
  qsort(values, count, sizeof *values, byValue);
  return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

/* How long one run took. */
static double run(char **words, posix_spawn_file_actions_t *actions) {
  pid_t child;
  int status = 0;
  double begin = microseconds();
  if (posix_spawn(&child, words[0], actions, NULL, words, environ) != 0 || waitpid(child, &status, 0) < 0 ||
      status != 0) {
    fprintf(stderr, "%s failed.\n", words[0]);
    exit(1);
  }
  return microseconds() - begin;
}

int main(int count, char **arguments) {
  int runs = count > 2 ? atoi(arguments[1]) : 0, commands = count - 2;
  if (runs < 1) {
    fprintf(stderr, "usage: in-turn RUNS COMMAND...\n");
    return 2;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  char *(*words)[mostWords] = calloc(commands, sizeof *words);
  double *times = calloc((size_t)commands * runs, sizeof *times), *ratios = calloc(runs, sizeof *ratios);
  char **names = calloc(commands, sizeof *names);
  for (int command = 0; command < commands; command++) {
    names[command] = strdup(arguments[2 + command]);
    int length = 0;
    for (char *word = strtok(arguments[2 + command], " "); word && length < mostWords - 1; word = strtok(NULL, " "))
      words[command][length++] = word;
  }
  for (int turn = -warmUps; turn < runs; turn++)
    for (int command = 0; command < commands; command++) {
      double time = run(words[command], &actions);
      if (turn >= 0) times[command * runs + turn] = time;
    }
  /* The ratios first: a median sorts. */
  double *medians = calloc(commands, sizeof *medians);
  for (int command = 0; command < commands; command++) {
    for (int turn = 0; turn < runs; turn++) ratios[turn] = times[command * runs + turn] / times[turn];
    medians[command] = median(ratios, runs);
  }
  for (int command = 0; command < commands; command++)
    printf("%8.0f microseconds %6.2f times  %s\n", median(times + command * runs, runs), medians[command], names[command]);
  return 0;
}
