// Which files this process opens for reading. The library stands before the C library when a name is looked up, so its
// `open` and its like see every call, whichever library makes it.
#ifndef LABBOOK_FILE_WATCH_H
#define LABBOOK_FILE_WATCH_H

/// Forgets what was opened so far and begins to watch.
void labbook_file_watch_begin(void);

/// Ends watching and returns the paths that were opened, or could not be because nothing is there, as they were given,
/// each followed by a line feed. The caller frees the text; null where memory ran out.
char *labbook_file_watch_end(void);

/// What was opened so far, like `labbook_file_watch_end`; watching goes on.
char *labbook_file_watch_look(void);

/// Notes a path as if it had been opened.
void labbook_file_watch_note(const char *path);

#endif
