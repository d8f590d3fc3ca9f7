/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#define CHAPTER 6
#include <asm/pgtable.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>

static long get_or_put(u32 *at, u32 put)
{
	u32 word = 0xc3;

	return put ? put_user(word, at) : get_user(word, at);
}
syscall(499, get_or_put);

/* Chapter 6: user_rows.c: a row */
static s32 cell(const char *how, const char *what)
{
	s32 code = run_program((const char *const[]){ "touch", how,
						      what, NULL });

	return code == 0 ? -1 :
	       code == SIGSEGV ? (s32)current->thread.error_code :
	       code == (-EFAULT & 0xff) << 8 ? -EFAULT : -2;
}

static void row(bool wp, const char *what)
{
	static const char *const how[] = { "load", "store", "jump",
					   "get", "put" };
	char key[24], value[24];
	u32 i, n = 0;

	for (i = 0; i < 5; i++)
		n += snprintf(value + n, sizeof(value) - n, i ?
			      ",%d" : "%d", cell(how[i], what));
	snprintf(key, sizeof(key), "wp%u.%s", wp, what);
	printk("WP=%u %s: %s\n", wp, what, value);
	obs(key, "%s", value);
}
/* Chapter 6: user_rows.c: the experiment */

static void user_rows(void)
{
	static const char *const what[] = { "own", "fixed", "kernel",
					    "absent", "edge" };
	bool before = read_wp();
	u32 i;

	for (i = 0; i < 10; i++) {
		write_wp(i / 5);
		row(i / 5, what[i % 5]);
		write_wp(before);
	}
}
experiment("user-rows", "who may write, and through whom", user_rows);
