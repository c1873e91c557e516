/* Peak memory of a program in kB, on stderr:  peak PROGRAM ARGS...
 *
 * The kernel counts what the parent held when it started the program, so the
 * parent has to be small; Python is not. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  struct rusage usage;
  int status = 0;
  const pid_t pid = argc > 1 ? fork() : -1;
  if (pid < 0) return 2;
  if (pid == 0) {
    execv(argv[1], argv + 1);
    _exit(127);
  }
  if (wait4(pid, &status, 0, &usage) != pid) return 1;
  fprintf(stderr, "%ld\n", usage.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
