/* SPDX-License-Identifier: MIT */
#pragma once

/*
 * Print "FILE:LINE: what; remedy" on standard error. `format` holds both parts, the second in
 * the imperative. Nothing stops: a reader wants all mistakes at once.
 */
void report(const char *file, unsigned line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* How many reports there were. */
unsigned reports(void);
