// What Glibc's Swift module leaves out: variadic calls, macros and newer system calls.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <spawn.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// An environment variable, or NULL in a program with raised rights (secure_getenv(3)).
extern char *secure_getenv(const char *name);

/// Has the child close every descriptor from this one on (glibc 2.34, posix_spawn(3)).
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/// A descriptor that becomes readable when the process ends, or -1.
static inline int callreel_pidfd_open(pid_t process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

/// A blocked-signal descriptor for `count` signals, or -1.
static inline int callreel_signal_descriptor(const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
  if (sigprocmask(SIG_BLOCK, &set, NULL) < 0) return -1;
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/// The reading and the writing end of a pipe, closed on exec; -1 on failure.
static inline int callreel_pipe(int ends[2]) {
  return (int)syscall(SYS_pipe2, ends, O_CLOEXEC);
}

static const int callreel_kept_descriptor = 3;

/// A copy of this process with no descriptor but standard error and this one, under that number:
/// 0 in the copy, its own number here, or -1.
static inline pid_t callreel_fork_keeping(int descriptor) {
  pid_t child = fork();
  if (child != 0) return child;
  if (dup2(descriptor, callreel_kept_descriptor) < 0) _exit(70);
  close(0);
  close(1);
  // close_range(2), which headers show with _GNU_SOURCE only.
  if (syscall(SYS_close_range, callreel_kept_descriptor + 1, ~0u, 0) < 0) _exit(70);
  return 0;
}

/// A file without a name in memory, closed on exec, or -1.
static inline int callreel_memory_file(void) {
  return (int)syscall(SYS_memfd_create, "callreel", 1u /* MFD_CLOEXEC */);
}

/// Sends one packet at once or not at all, with at most four descriptors; the number of bytes, or -1.
static inline ssize_t callreel_send(int socket, const void *bytes, size_t count,
                                    const int *descriptors, int descriptor_count) {
  union { char space[CMSG_SPACE(4 * sizeof(int))]; struct cmsghdr align; } control;
  struct iovec part = { (void *)bytes, count };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
  if (descriptor_count > 4) { errno = EINVAL; return -1; }
  if (descriptor_count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = control.space;
    message.msg_controllen = CMSG_SPACE(descriptor_count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(descriptor_count * sizeof(int));
    memcpy(CMSG_DATA(header), descriptors, descriptor_count * sizeof(int));
  }
  return sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// Receives one packet; descriptors come close-on-exec. -1 with EMSGSIZE when it was cut.
static inline ssize_t callreel_receive(int socket, void *bytes, size_t capacity,
                                       int *descriptors, int *descriptor_count, int flags) {
  union { char space[CMSG_SPACE(4 * sizeof(int))]; struct cmsghdr align; } control;
  struct iovec part = { bytes, capacity };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1,
                            .msg_control = control.space, .msg_controllen = sizeof control };
  *descriptor_count = 0;
  ssize_t count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | flags);
  if (count < 0) return count;
  for (struct cmsghdr *h = CMSG_FIRSTHDR(&message); h; h = CMSG_NXTHDR(&message, h)) {
    if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS) continue;
    int here = (int)((h->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(descriptors + *descriptor_count, CMSG_DATA(h), here * sizeof(int));
    *descriptor_count += here;
  }
  if (message.msg_flags & MSG_TRUNC) { errno = EMSGSIZE; return -1; }
  return count;
}

/// No core dump, no ptrace by the same user; -1 on failure.
static inline int callreel_undumpable(void) {
  struct rlimit none = { 0, 0 };
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0) return -1;
  return setrlimit(RLIMIT_CORE, &none);
}

static inline unsigned callreel_status_exited(int status) { return WIFEXITED(status); }
static inline int callreel_status_code(int status) { return WEXITSTATUS(status); }
static inline int callreel_status_signal(int status) { return WTERMSIG(status); }

/// Whether something keeps the system's clock right: 1 or 0, or -1 where that is not known.
static inline int callreel_clock_is_kept(void) {
  struct timex clock = { .modes = 0 };
  int state = adjtimex(&clock);
  return state < 0 ? -1 : state != TIME_ERROR;
}

/// Landlock's version in this kernel; 0 where there is none (landlock(7)).
static inline int callreel_landlock_version(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : (int)version;
}

/// A new rule set that refuses these rights where no rule allows them, closed on exec; or -1.
static inline int callreel_landlock_rules(uint64_t refused) {
  struct landlock_ruleset_attr attributes = { .handled_access_fs = refused };
  return (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
}

/// Allows rights at a path and below it; of a file those that files have. 1 where it is missing.
static inline int callreel_landlock_allow(int rules, const char *path, uint64_t rights) {
  const uint64_t of_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                            LANDLOCK_ACCESS_FS_READ_FILE;
  struct stat status;
  // O_PATH, which headers show with _GNU_SOURCE only.
  int place = open(path, __O_PATH | O_CLOEXEC);
  if (place < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 1 : -1;
  if (fstat(place, &status) == 0 && !S_ISDIR(status.st_mode)) rights &= of_files;
  struct landlock_path_beneath_attr rule = { .allowed_access = rights, .parent_fd = place };
  long result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  int code = errno;
  close(place);
  errno = code;
  return (int)result;
}

/// Holds this thread and all that it starts to the rules for good; -1 on failure.
static inline int callreel_landlock_enter(int rules) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;
  return (int)syscall(SYS_landlock_restrict_self, rules, 0);
}

static const uint64_t callreel_landlock_reading =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t callreel_landlock_writing =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;
static const uint64_t callreel_landlock_executing = LANDLOCK_ACCESS_FS_EXECUTE;
static const uint64_t callreel_landlock_moving = LANDLOCK_ACCESS_FS_REFER;
