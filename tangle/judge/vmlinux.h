/* SPDX-License-Identifier: MIT */
/* The learner's object in a kernel of the book, in the place of one of its files. */
#ifndef JUDGE_VMLINUX_H
#define JUDGE_VMLINUX_H

#include "image.h"
#include "refusal.h"

/* Links task->kernel's objects with object, which has been audited, instead of task->replaces' into image->elf. */
enum verdict vmlinux_link(const struct sandbox *box, const struct judge_task *task, struct image *image, const char *object,
			  struct refused *refused, struct sandboxed *run);

/* Whether the instruction at an address in its code is a hlt, and not a byte of another one. */
bool vmlinux_halts(const struct image *image, u32 address);

#endif
