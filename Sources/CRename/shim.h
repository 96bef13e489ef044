// Declared by glibc only under _GNU_SOURCE, which Swift's module of it does not define.
int renameat2(int oldfolder, const char *oldpath, int newfolder, const char *newpath, unsigned int flags);
#define LABBOOK_RENAME_EXCHANGE 2u
