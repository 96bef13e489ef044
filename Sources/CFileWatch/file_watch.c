#define _GNU_SOURCE
#include "file_watch.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

// The header of the C library may define the names below as macros of their 64-bit twins.
#undef open
#undef openat
#undef fopen

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int watching;
static int (*may_change)(const char *path);
static char *notes;
static size_t length, capacity;

static void note(char kind, const char *what) {
    size_t count = strlen(what);
    pthread_mutex_lock(&lock);
    if (watching && strchr(what, '\n') == NULL) {
        if (length + count + 3 > capacity) {
            size_t wanted = 2 * (length + count + 3);
            char *larger = realloc(notes, wanted);
            if (larger == NULL) abort(); // A file that is not noted would make a later build serve an old result.
            notes = larger;
            capacity = wanted;
        }
        notes[length++] = kind;
        memcpy(notes + length, what, count);
        length += count;
        notes[length++] = '\n';
        notes[length] = 0;
    }
    pthread_mutex_unlock(&lock);
}

static char *taken(int ends) {
    pthread_mutex_lock(&lock);
    if (ends) watching = 0;
    char *copy = malloc(length + 1);
    if (copy != NULL) {
        if (length > 0) memcpy(copy, notes, length);
        copy[length] = 0;
        length = 0;
    }
    pthread_mutex_unlock(&lock);
    return copy;
}

void labbook_file_watch_begin(int (*answer)(const char *path)) {
    pthread_mutex_lock(&lock);
    length = 0;
    may_change = answer;
    watching = 1;
    pthread_mutex_unlock(&lock);
}

char *labbook_file_watch_end(void) { return taken(1); }
char *labbook_file_watch_look(void) { return taken(0); }

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// A path that is relative to another folder than the current one is found by way of that folder's name.
typedef struct {
    char space[8192];
} whole_path;

static const char *found(int folder, const char *path, whole_path *whole) {
    if (folder == AT_FDCWD || path[0] == '/') return path;
    int error = errno;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t count = readlink(link, whole->space, 4096);
    errno = error;
    if (count < 0) return path;
    snprintf(whole->space + count, sizeof whole->space - (size_t)count, "/%s", path);
    return whole->space;
}

// MARK: Reading

// A file opened only for writing, or made anew, holds nothing that could reach a result.
static int reads(int flags) { return (flags & O_ACCMODE) != O_WRONLY && !(flags & O_TRUNC); }

static void note_reading(int folder, const char *path, int failed) {
    if (!watching || path == NULL) return;
    if (failed && errno != ENOENT && errno != ENOTDIR) return;
    whole_path whole;
    int error = errno;
    note(LABBOOK_READ, found(folder, path, &whole));
    errno = error;
}

// MARK: Changing

// A block changes nothing outside of the folders that are its own, in a sandbox or not.
static int refuses_change(int folder, const char *path) {
    if (!watching || path == NULL) return 0;
    whole_path whole;
    const char *name = found(folder, path, &whole);
    if (may_change(name)) return 0;
    note(LABBOOK_CHANGED, name);
    errno = EROFS;
    return 1;
}

static int changes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)); }

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list arguments; \
        va_start(arguments, flags); \
        mode = va_arg(arguments, mode_t); \
        va_end(arguments); \
    }

#define OPEN(name, folder, parameters, ...) \
    int name parameters { \
        MODE(flags) \
        if (changes(flags) && refuses_change(folder, path)) return -1; \
        int file = NEXT(name)(__VA_ARGS__, mode); \
        if (reads(flags)) note_reading(folder, path, file < 0); \
        return file; \
    }

OPEN(open, AT_FDCWD, (const char *path, int flags, ...), path, flags)
OPEN(open64, AT_FDCWD, (const char *path, int flags, ...), path, flags)
OPEN(openat, folder, (int folder, const char *path, int flags, ...), folder, path, flags)
OPEN(openat64, folder, (int folder, const char *path, int flags, ...), folder, path, flags)

#define FOPEN(name) \
    FILE *name(const char *path, const char *mode) { \
        if (strpbrk(mode, "wa+") != NULL && refuses_change(AT_FDCWD, path)) return NULL; \
        FILE *file = NEXT(name)(path, mode); \
        if (mode[0] == 'r') note_reading(AT_FDCWD, path, file == NULL); \
        return file; \
    }

FOPEN(fopen)
FOPEN(fopen64)

DIR *opendir(const char *path) {
    DIR *folder = NEXT(opendir)(path);
    note_reading(AT_FDCWD, path, folder == NULL);
    return folder;
}

#define CHANGE(name, folder, path, parameters, ...) \
    int name parameters { return refuses_change(folder, path) ? -1 : NEXT(name)(__VA_ARGS__); }

CHANGE(creat, AT_FDCWD, path, (const char *path, mode_t mode), path, mode)
CHANGE(mkstemp, AT_FDCWD, path, (char *path), path)
CHANGE(mkdir, AT_FDCWD, path, (const char *path, mode_t mode), path, mode)
CHANGE(mkdirat, folder, path, (int folder, const char *path, mode_t mode), folder, path, mode)
CHANGE(rmdir, AT_FDCWD, path, (const char *path), path)
CHANGE(unlink, AT_FDCWD, path, (const char *path), path)
CHANGE(unlinkat, folder, path, (int folder, const char *path, int flags), folder, path, flags)
CHANGE(remove, AT_FDCWD, path, (const char *path), path)
CHANGE(truncate, AT_FDCWD, path, (const char *path, off_t size), path, size)
CHANGE(chmod, AT_FDCWD, path, (const char *path, mode_t mode), path, mode)
CHANGE(symlink, AT_FDCWD, path, (const char *target, const char *path), target, path)
CHANGE(link, AT_FDCWD, path, (const char *target, const char *path), target, path)

int rename(const char *from, const char *to) {
    if (refuses_change(AT_FDCWD, from) || refuses_change(AT_FDCWD, to)) return -1;
    return NEXT(rename)(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    if (refuses_change(from_folder, from) || refuses_change(to_folder, to)) return -1;
    return NEXT(renameat)(from_folder, from, to_folder, to);
}

// MARK: The network and other programs

static int refuses(char kind, const char *what) {
    if (!watching) return 0;
    note(kind, what);
    errno = EACCES;
    return 1;
}

int socket(int domain, int type, int protocol) {
    int is_network = domain == AF_INET || domain == AF_INET6;
    return is_network && refuses(LABBOOK_NETWORK, "") ? -1 : NEXT(socket)(domain, type, protocol);
}

int getaddrinfo(
    const char *restrict node, const char *restrict service, const struct addrinfo *restrict hints,
    struct addrinfo **restrict result
) {
    if (refuses(LABBOOK_NETWORK, node == NULL ? "" : node)) return EAI_FAIL;
    return NEXT(getaddrinfo)(node, service, hints, result);
}

// What these start reads files that nobody notes. The program that writes a crash's back trace is started by `execvpe`.
#define SPAWN(name) \
    int name( \
        pid_t *restrict process, const char *restrict program, const posix_spawn_file_actions_t *actions, \
        const posix_spawnattr_t *restrict attributes, char *const *restrict arguments, \
        char *const *restrict variables \
    ) { \
        if (refuses(LABBOOK_STARTED, program)) return EACCES; \
        return NEXT(name)(process, program, actions, attributes, arguments, variables); \
    }

SPAWN(posix_spawn)
SPAWN(posix_spawnp)

int execve(const char *program, char *const *arguments, char *const *variables) {
    return refuses(LABBOOK_STARTED, program) ? -1 : NEXT(execve)(program, arguments, variables);
}

int execv(const char *program, char *const *arguments) {
    return refuses(LABBOOK_STARTED, program) ? -1 : NEXT(execv)(program, arguments);
}

int execvp(const char *program, char *const *arguments) {
    return refuses(LABBOOK_STARTED, program) ? -1 : NEXT(execvp)(program, arguments);
}

int system(const char *command) {
    return refuses(LABBOOK_STARTED, command == NULL ? "" : command) ? -1 : NEXT(system)(command);
}

FILE *popen(const char *command, const char *mode) {
    return refuses(LABBOOK_STARTED, command) ? NULL : NEXT(popen)(command, mode);
}
