/* SPDX-License-Identifier: MIT */
/* Kernels with a learner's files in the place of the book's. */
#ifndef GRADE_KERNEL_H
#define GRADE_KERNEL_H

#include "catalogue.h"
#include "files.h"

struct swap {
	const char *file;   /* the kernel's: lib/number.c */
	const char *name;   /* what the compiler and an oops are to call it: work/01-boot/number.c */
	struct bytes text;
};

/* Writes the tree of build/PREFIX/src with the swaps to FOLDER/src, builds FOLDER/kernel.elf and boots it: does not
 * return where that works. Returns false if the kernel cannot be built: the compiler has said why. */
bool kernel_boot(const char *prefix, const char *folder, const struct swap *swaps, u32 count);

#endif
