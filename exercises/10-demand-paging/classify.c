/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/mm.h>

enum { HEAL, GROW, MAPERR, ACCERR };

/*
 * What is to become of a fault at address, below TASK_SIZE? vma: the
 * lowest that ends above it, or NULL. error_code: 1, there was an
 * entry (never where no vma is); 2, a store; 4, by the program
 * itself. esp: its stack pointer, any number. Changes nothing. The
 * caller holds mmap_sem.
 */
int classify(const struct vm_area_struct *vma, u32 address,
	     u32 error_code, u32 esp)
{
	return -1;
}
