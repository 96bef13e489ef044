// What this process does that its result may depend on, or that it must not do: the files it opens for reading, what it
// changes, the network, other programs. The library stands before the C library when a name is looked up, so its `open`
// and its like see every call, whichever library makes it. They see no call that the C library makes of its own.
#ifndef LABBOOK_FILE_WATCH_H
#define LABBOOK_FILE_WATCH_H

/// The kinds of what is noted. All but reading is refused: the call fails.
enum {
    LABBOOK_READ = 'r',
    LABBOOK_CHANGED = 'c',
    LABBOOK_NETWORK = 'n',
    LABBOOK_STARTED = 's',
};

/// Forgets what was noted so far and begins to watch. `may_change` says whether a file or folder may be made, changed or
/// removed; where it may not, the call fails as on a read-only file system.
void labbook_file_watch_begin(int (*may_change)(const char *path));

/// Ends watching and returns what was noted since it was last asked for, each a kind, then a path as it was given (or a host, or a program) and a line
/// feed. A path is that of a file that was opened, or could not be because nothing is there. The caller frees the text;
/// null where memory ran out.
char *labbook_file_watch_end(void);

/// The same, and watching goes on.
char *labbook_file_watch_look(void);

#endif
