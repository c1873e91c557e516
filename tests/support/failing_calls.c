// Loaded into the program with LD_PRELOAD (tests/cli/faults.py): makes a system
// call that writes fail.
//
//   FAULT_AT=N       the Nth such call fails
//   FAULT_FROM=N     the Nth and all after it
//   FAULT_BYTES=N    N bytes can be written to files, then the disk is full
//   FAULT_ERROR=E    the error, as a number
//   FAULT_LOG=FILE   the name of each call that was made to fail, a line each
//
// Standard error never fails: it is where the program says what went wrong.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { kFiles = 1024 };

static long at = -1, from = -1, budget = -1, error = ENOSPC;
static long count = 0;
static const char* log_name = NULL;
static unsigned char writes[kFiles];  // files opened to be written

static long number(const char* name) {
  const char* text = getenv(name);
  return text ? atol(text) : -1;
}

__attribute__((constructor)) static void begin(void) {
  at = number("FAULT_AT");
  from = number("FAULT_FROM");
  budget = number("FAULT_BYTES");
  if (number("FAULT_ERROR") > 0) error = number("FAULT_ERROR");
  log_name = getenv("FAULT_LOG");
}

static void note(const char* call) {
  if (!log_name) return;
  const long file = syscall(SYS_openat, AT_FDCWD, log_name,
                            O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) return;
  syscall(SYS_write, file, call, strlen(call));
  syscall(SYS_write, file, "\n", 1);
  syscall(SYS_close, file);
}

static int fails(const char* call) {
  ++count;
  if (count != at && (from < 0 || count < from)) return 0;
  note(call);
  errno = (int)error;
  return 1;
}

static int opened(int file, int flags) {
  if (file >= 0 && file < kFiles) {
    writes[file] = (flags & (O_WRONLY | O_RDWR)) != 0;
  }
  return file;
}

// What may still be written of `size` bytes; -1 = nothing, and errno is set.
static ssize_t allowed(const char* call, int file, size_t size) {
  if (file == STDERR_FILENO) return (ssize_t)size;
  if (fails(call)) return -1;
  if (budget < 0 || file < 3) return (ssize_t)size;
  if (budget == 0 && size > 0) {
    note(call);
    errno = ENOSPC;
    return -1;
  }
  const size_t part = size < (size_t)budget ? size : (size_t)budget;
  budget -= (long)part;
  return (ssize_t)part;
}

#define NEXT(result, name, ...)                        \
  static result (*next)(__VA_ARGS__) = NULL;           \
  if (!next) next = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define OPEN(name)                                              \
  int name(const char* path, int flags, ...) {                  \
    NEXT(int, #name, const char*, int, ...);                    \
    va_list rest;                                               \
    va_start(rest, flags);                                      \
    const mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                               \
    if ((flags & (O_WRONLY | O_RDWR)) && fails("open")) return -1; \
    return opened(next(path, flags, mode), flags);              \
  }
OPEN(open)
OPEN(open64)

int mkostemp(char* path, int flags) {
  NEXT(int, "mkostemp", char*, int);
  return fails("mkostemp") ? -1 : opened(next(path, flags), O_RDWR);
}

#define WRITE(name, ...)                                              \
  ssize_t name(int file, const void* bytes, size_t size __VA_OPT__(, ) __VA_ARGS__)

WRITE(write) {
  NEXT(ssize_t, "write", int, const void*, size_t);
  const ssize_t part = allowed("write", file, size);
  return part < 0 ? -1 : next(file, bytes, (size_t)part);
}
WRITE(pwrite, off_t where) {
  NEXT(ssize_t, "pwrite", int, const void*, size_t, off_t);
  const ssize_t part = allowed("pwrite", file, size);
  return part < 0 ? -1 : next(file, bytes, (size_t)part, where);
}
WRITE(pwrite64, off_t where) {
  NEXT(ssize_t, "pwrite64", int, const void*, size_t, off_t);
  const ssize_t part = allowed("pwrite", file, size);
  return part < 0 ? -1 : next(file, bytes, (size_t)part, where);
}
ssize_t writev(int file, const struct iovec* parts, int how_many) {
  NEXT(ssize_t, "writev", int, const struct iovec*, int);
  if (file != STDERR_FILENO && fails("writev")) return -1;
  return next(file, parts, how_many);
}

#define SIMPLE(name, declared, types, values) \
  int name declared {                         \
    NEXT(int, #name, types);                  \
    return fails(#name) ? -1 : next values;   \
  }
#define TYPES(...) __VA_ARGS__
SIMPLE(fsync, (int file), int, (file))
SIMPLE(fdatasync, (int file), int, (file))
SIMPLE(ftruncate, (int file, off_t size), TYPES(int, off_t), (file, size))
SIMPLE(ftruncate64, (int file, off_t size), TYPES(int, off_t), (file, size))
SIMPLE(fchmod, (int file, mode_t mode), TYPES(int, mode_t), (file, mode))
SIMPLE(mkdir, (const char* path, mode_t mode), TYPES(const char*, mode_t),
       (path, mode))
SIMPLE(rename, (const char* old, const char* path),
       TYPES(const char*, const char*), (old, path))
SIMPLE(link, (const char* old, const char* path),
       TYPES(const char*, const char*), (old, path))
SIMPLE(unlink, (const char* path), const char*, (path))

// The file is closed all the same, as the kernel does it.
int close(int file) {
  NEXT(int, "close", int);
  const int ours = file >= 0 && file < kFiles && writes[file];
  if (ours) writes[file] = 0;
  if (ours && fails("close")) {
    const int kept = errno;
    next(file);
    errno = kept;
    return -1;
  }
  return next(file);
}
