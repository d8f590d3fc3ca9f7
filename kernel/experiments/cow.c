/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#define CHAPTER 12
#include <asm/net.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/replay.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 12: experiment: two owners */
static struct page *seen[4];
static u32 nr_seen;

static char letter_of(struct page *page)
{
	u32 i;

	for (i = 0; i < nr_seen; i++)
		if (seen[i] == page)
			return 'A' + i;
	if (nr_seen == ARRAY_SIZE(seen))
		return '?';
	seen[nr_seen] = page;
	return 'A' + nr_seen++;
}
/* Chapter 12: experiment: two owners */

static long look(u32 which, u32 address)
{
	static const u8 row[] = { 1, 2, 2, 3, 3, 4 };
	pte_t pte = *lookup_address(current->mm->pgd, address);
	const char *may = pte_write(pte) ? "writable" : "read-only";
	char letter = letter_of(pte_page(pte)), key[8];
	u32 count = page_count(pte_page(pte));

	printk("%s: frame %c, held by %u, %s\n",
	       which == 2 || which == 4 ? "child" : "parent", letter,
	       count, may);
	snprintf(key, sizeof(key), "c%u", which);
	obs(key, "%c %u %s", letter, count, may);
	/* Chapter 12: look: for the figure */
	if (which < ARRAY_SIZE(row))
		dat("cow", "%sbox c%u %u %u \"%c, held by %u\\n%s\"",
		    letter == 'A' ? "" : "*", which, which == 2 || which == 4,
		    row[which], letter, count, may);
	if (which == 2)
		dat("cow", "box c1 0 2 \"%c, held by %u\\n%s\"", letter,
		    count, may);
	return 0;
}
syscall(515, look);
/* Chapter 12: experiment: two owners */

static void cow(void)
{
	open_ledger();
	nr_seen = 0;
	close_ledger(run("cow"));
}
experiment("cow", "two owners, one frame", cow);
/* Chapter 12: experiment: which entries */
static long entry_of(u32 address)
{
	return lookup_address(current->mm->pgd, address)->pte &
	       ~(_PAGE_ACCESSED | _PAGE_DIRTY);
}
syscall(516, entry_of);

static void which(void)
{
	open_ledger();
	close_ledger(run("which"));
}
experiment("which", "which entries change", which);
/* Chapter 12: experiment: a store before anybody runs */
static long fork_and_store(u32 address)
{
	struct pt_regs *regs = (struct pt_regs *)init_tss.esp0 - 1;
	long pid;

	BUG_ON(put_user(7, (u32 *)address));
	pid = do_fork(SIGCHLD, regs->esp, regs);
	BUG_ON(put_user(8, (u32 *)address));
	return pid;
}
syscall(517, fork_and_store);

static void stale(void)
{
	open_ledger();
	close_ledger(run("stale"));
}
experiment("stale", "a store before anybody runs", stale);
/* Chapter 12: experiment: the damage */
static void damage(void)
{
	open_ledger();
	close_ledger(run("damage"));
}
experiment("damage", "the kernel's stores ask nobody", damage,
	   .cmdline = "wp=off");

static void no_damage(void)
{
	damage();
}
experiment("no-damage", "the kernel's stores ask", no_damage);
/* Chapter 12: experiment: a plain copy */
static void plain_store(void *at)
{
	*(volatile u32 *)at = 8;
}

static long store_plainly(u32 address)
{
	obs("plain", "%u", !probe(plain_store, (void *)address, NULL));
	return 0;
}
syscall(518, store_plainly);

static void plain(void)
{
	open_ledger();
	close_ledger(run("plain"));
}
experiment("plain-cow", "a plain store to a shared page", plain);
/* Chapter 12: experiment: a fork that failed */
static long failing_fork(u32 k)
{
	struct pt_regs *regs = (struct pt_regs *)init_tss.esp0 - 1;
	long pid;

	fail_alloc = k;
	pid = do_fork(SIGCHLD, regs->esp, regs);
	fail_alloc = 0;
	return pid;
}
syscall(519, failing_fork);

static void half_fork(void)
{
	open_ledger();
	close_ledger(run("half_fork"));
}
experiment("half-fork", "a fork that failed", half_fork);
/* Chapter 12: experiment: a fork that failed */

static void cow_fails(void)
{
	fork_fails();
}
experiment("cow-fails", "any request may fail, shared pages too",
	   cow_fails);
/* Chapter 12: experiment: two stores at once */
static long start_two(void)
{
	replay_schedule = "c";
	return 0;
}
syscall(520, start_two);

static void two_stores(void)
{
	open_ledger();
	close_ledger(run("two_stores"));
	replay_schedule = NULL;
}
experiment("two-stores", "two stores, one entry", two_stores);
/* Chapter 12: experiment: what it costs */
static void cow_cost(void)
{
	open_ledger();
	close_ledger(run("fork_cost", "64"));
	obs("alone", "%u", told[0]);
	obs("per.mib", "%u", (told[4] - told[0]) / 64);
	obs("frames", "%u", told[12]);
}
experiment("cow-cost", "fork, exit and wait, without copies",
	   cow_cost, .mem = 128,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 12: experiment: what it costs */

static void cow_price(void)
{
	open_ledger();
	close_ledger(run("cow_price"));
	obs("copy", "%u", told[0]);
	obs("reuse", "%u", told[1]);
}
experiment("cow-price", "what the one pays who writes", cow_price,
	   .qemu_only = "v86's time-stamp counter counts time");
