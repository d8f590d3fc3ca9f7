/* SPDX-License-Identifier: MIT */
/*
 * Runs the program scribes, with the words that seed=, steps= and every= say, while somebody holds their pages (holder.h), and asks
 * what has not come back.
 */
#define CHAPTER 1
#include <asm/setup.h>
#include <asm/traps.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/monitor.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include "holder.h"
#include "told.h"

/* As in steps.h. One process at a time changes it. */
static struct {
	u32 state, sum, turn, left, gone;
} common;

/* Until it is this one's turn: true, and what they have in common. False if it is to end. */
static long await(u32 me, void *to)
{
	while (common.left && common.turn != me && common.gone != me) {
		if (trap_count[6])
			panic("whoever has met a bug may hold a lock, and nobody gets on");
		schedule();
	}
	return common.left && common.gone != me && !copy_to_user(to, &common, sizeof(common));
}
syscall(400, await);

static long pass(const void *from)
{
	return copy_from_user(&common, from, sizeof(common));
}
syscall(401, pass);

/* The signal that a touch of n bytes would bring; or 0. */
static long would(u32 address, u32 n, u32 write)
{
	u32 at = address & PAGE_MASK;

	for (; at < address + n; at += PAGE_SIZE) {
		const struct vm_area_struct *vma = find_vma(current->mm, at);

		if (!vma || at < vma->vm_start || !(vma->vm_flags & (write ? VM_WRITE : VM_READ)))
			return SIGSEGV;
		if (vma->vm_pgoff + (at - vma->vm_start) / PAGE_SIZE >= PFN_UP(vma->vm_file->f_dentry->d_inode->i_size))
			return SIGBUS;
	}
	return 0;
}
syscall(402, would);

static void scribes(void)
{
	static char seed[32], steps[32], every[32];
	u32 before, entries, number = 0;

	option("seed", seed);
	option("steps", steps);
	option("every", every);
	parse_number(seed, &number);
	settle();
	before = nr_free_pages();
	entries = all_entries();
	begin_to_hold("scribes", number);
	obs("exit", "%d", run_program((const char *const[]){ "scribes", seed, steps, every, NULL }));
	end_to_hold();
	settle();
	obs("lost", "%d", (int)(before - nr_free_pages()));
	obs("entries", "%d", (int)(all_entries() - entries));
}
experiment("scribes", "three write into the same files", scribes);
