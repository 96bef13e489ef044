#define _GNU_SOURCE
#include "file_watch.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The header of the C library may define the names below as macros of their 64-bit twins.
#undef open
#undef openat
#undef fopen

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int watching;
static char *paths;
static size_t length, capacity;

static void note(const char *path) {
    size_t count = strlen(path);
    pthread_mutex_lock(&lock);
    if (watching && strchr(path, '\n') == NULL) {
        if (length + count + 2 > capacity) {
            size_t wanted = 2 * (length + count + 2);
            char *larger = realloc(paths, wanted);
            if (larger == NULL) abort(); // A file that is not noted would make a later build serve an old result.
            paths = larger;
            capacity = wanted;
        }
        memcpy(paths + length, path, count);
        length += count;
        paths[length++] = '\n';
        paths[length] = 0;
    }
    pthread_mutex_unlock(&lock);
}

// A file opened only for writing, or made anew, holds nothing that could reach a result.
static void note_reading(const char *path, int flags, int failed) {
    if (!watching || path == NULL) return;
    if ((flags & O_ACCMODE) == O_WRONLY || (flags & O_TRUNC)) return;
    if (failed && errno != ENOENT && errno != ENOTDIR) return;
    int error = errno;
    note(path);
    errno = error;
}

static char *taken(int keeps_watching) {
    pthread_mutex_lock(&lock);
    watching = keeps_watching;
    char *copy = malloc(length + 1);
    if (copy != NULL) {
        if (length > 0) memcpy(copy, paths, length);
        copy[length] = 0;
    }
    pthread_mutex_unlock(&lock);
    return copy;
}

void labbook_file_watch_begin(void) {
    pthread_mutex_lock(&lock);
    length = 0;
    watching = 1;
    pthread_mutex_unlock(&lock);
}

char *labbook_file_watch_end(void) { return taken(0); }
char *labbook_file_watch_look(void) { return taken(1); }

void labbook_file_watch_note(const char *path) { note(path); }

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define MODE(flags, last) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list arguments; \
        va_start(arguments, last); \
        mode = va_arg(arguments, mode_t); \
        va_end(arguments); \
    }

int open(const char *path, int flags, ...) {
    MODE(flags, flags)
    int file = NEXT(open)(path, flags, mode);
    note_reading(path, flags, file < 0);
    return file;
}

int open64(const char *path, int flags, ...) {
    MODE(flags, flags)
    int file = NEXT(open64)(path, flags, mode);
    note_reading(path, flags, file < 0);
    return file;
}

// A path that is relative to another folder than the current one is found by way of that folder's name.
static void note_relative(int folder, const char *path, int flags, int failed) {
    if (!watching || path == NULL) return;
    if (folder == AT_FDCWD || path[0] == '/') return note_reading(path, flags, failed);
    int error = errno;
    char link[64], whole[8192];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t count = readlink(link, whole, 4096);
    if (count > 0) {
        snprintf(whole + count, sizeof whole - (size_t)count, "/%s", path);
        errno = error;
        note_reading(whole, flags, failed);
    }
    errno = error;
}

int openat(int folder, const char *path, int flags, ...) {
    MODE(flags, flags)
    int file = NEXT(openat)(folder, path, flags, mode);
    note_relative(folder, path, flags, file < 0);
    return file;
}

int openat64(int folder, const char *path, int flags, ...) {
    MODE(flags, flags)
    int file = NEXT(openat64)(folder, path, flags, mode);
    note_relative(folder, path, flags, file < 0);
    return file;
}

FILE *fopen(const char *path, const char *mode) {
    FILE *file = NEXT(fopen)(path, mode);
    if (mode[0] == 'r') note_reading(path, O_RDONLY, file == NULL);
    return file;
}

FILE *fopen64(const char *path, const char *mode) {
    FILE *file = NEXT(fopen64)(path, mode);
    if (mode[0] == 'r') note_reading(path, O_RDONLY, file == NULL);
    return file;
}

DIR *opendir(const char *path) {
    DIR *folder = NEXT(opendir)(path);
    note_reading(path, O_RDONLY, folder == NULL);
    return folder;
}
