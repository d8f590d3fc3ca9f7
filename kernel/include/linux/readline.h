/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Appendix (console) */
#pragma once

#define LINE_MAX 64	/* with the prompt, fits a row of 80 */

/*
 * Shows the prompt and reads a line, without its newline, into a
 * buffer that the next call reuses. NULL: end of input (^D).
 */
const char *readline(const char *prompt);
