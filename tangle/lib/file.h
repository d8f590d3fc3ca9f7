// SPDX-License-Identifier: MIT
// Files as a whole.
#pragma once
#include <stdbool.h>
#include <stddef.h>

// The whole file in memory (NUL-terminated; *n = its length), or NULL with errno set. The caller frees it.
char *read_file(const char *path, size_t *n);
// The same of what an open file, or a pipe, still has to give.
char *read_all(int fd, size_t *n);
// Writes beside `path` and renames: a reader sees the old file or the whole new one. Dies on failure.
void write_file(const char *path, const char *s, size_t n);
// The same where nobody else writes `path` at the time: a file that holds this already is left as it is, for make looks at its
// time, and what a killed run left beside it goes.
void save_file(const char *path, const char *s, size_t n);
// Writes everything, waiting where the other side is slow; false when it is gone.
bool write_all(int fd, const char *s, size_t n);
// The folders that `path` lies in. Dies where that fails.
void make_parents(const char *path);
