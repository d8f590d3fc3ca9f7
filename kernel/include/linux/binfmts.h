/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once
#include <linux/types.h>

struct task_struct;
struct pt_regs;

#define STACK_BOTTOM	0xbfffc000	/* four pages below 3 GiB */

/* The strings of a program: argc + envc of them, zero bytes too. */
struct bin_strings {
	char *bytes;
	u32 size, argc, envc;
};

/*
 * Builds the words that a program finds on its stack: argc, argv,
 * 0, envp, 0, and auxc pairs. The strings will lie in the program's
 * memory at address strings. out has room for max words. Returns
 * how many words there are, or -E2BIG if they are more than max.
 */
int entry_words(u32 *out, u32 max, const struct bin_strings *b,
		u32 strings, const u32 (*auxv)[2], u32 auxc);

/* Chapter 6: binfmts.h: starting programs */
/*
 * Runs the program argv[0] to its end; its exit code, or the error
 * of execve. argv ends with NULL.
 */
s32 run_program(const char *const *argv);
void enter_user_mode(struct pt_regs *regs) __attribute__((noreturn));
/* Chapter 7: binfmts.h: starting programs */
/*
 * A task that will become the program argv[0], once it is woken.
 * argv is read when it runs, so it must still be there. NULL: no
 * slot or no memory.
 */
struct task_struct *new_program(const char *const *argv);
