/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/monitor.h>
#include <linux/sched.h>
#include <linux/swap.h>

static void swapout(int argc, char **argv)
{
	struct mm_struct *mm;
	u32 pid, at;
	int error;

	if (argc != 3 || !parse_number(argv[1], &pid) ||
	    !parse_address(argv[2], &at)) {
		printk("swapout PID VA: send a page away\n");
		return;
	}
	mm = get_mm_by_pid(pid);
	if (!mm) {
		printk("no program has the number %u: see ps\n", pid);
		return;
	}
	error = swap_out(mm, at);
	mmput(mm);
	/* Chapter 21: swapout: what came of it */
	printk("%08x: %s; %u of %u slots are free\n", at,
	       !error ? "it has left" :
	       error == -EBUSY ? "it stays (held, used, or without a slot)" :
	       "no page of the program's is there: see vmas",
	       nr_swap_pages, total_swap_pages);
}
monitor_command("swapout", "PID VA", "send a page away", swapout);
