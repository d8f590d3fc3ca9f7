/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once
#include <linux/init.h>
#include <linux/kernel.h>

enum ends { ENDS_OK, ENDS_OOPS, ENDS_PANIC, ENDS_DOUBLE_FAULT,
	    ENDS_ENDLESS };

#define EXPERIMENT_VERSION 1

struct experiment {
	u32 version;		/* what these fields are */
	const char *name, *title;
	void (*run)(void);
	u32 chapter;
	const char *cmdline;	/* a boot of its own, with this; or 0 */
	u32 mem;		/* MiB, in a boot of its own; or 0 */
	const char *variant;	/* X: compiled with CONFIG_X; or 0 */
	u32 ends;		/* enum ends: how the machine ends */
	const char *where;	/* in this function, if it is fatal */
	const char *qemu_only;	/* why v86 cannot run it; or 0 */
	u32 bound, ring;	/* endless: billions of instructions,
				   and in which ring it is then */
};

/* Chapter 1: experiment.h: join the set */
#define experiment(name_, title_, fn, ...)			\
	static const struct experiment __experiment_##fn	\
		__set(experiment) = {				\
		.version = EXPERIMENT_VERSION, .name = name_,	\
		.title = title_, .run = fn, .chapter = CHAPTER,	\
		##__VA_ARGS__ }
/* Chapter 1: experiment.h: the data port */
/* Sends a line about the running experiment to the runner. */
void obs(const char *name, const char *fmt, ...) __printf(2, 3);
/* Sends one line of a figure's data. */
void dat(const char *figure, const char *fmt, ...) __printf(2, 3);
/* Sends raw text to the data port. */
void data(const char *text);
/* Runs what the command line asks for: the option exp. */
void do_experiments(void);
