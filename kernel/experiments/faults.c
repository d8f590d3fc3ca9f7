/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#define CHAPTER 10
#include <asm/net.h>
#include <asm/pgtable.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 10: experiment: four faults */
static const char *frame_of(pte_t pte)
{
	return !pte_present(pte) ? "empty" :
	       pte_page(pte) == ZERO_PAGE ? "zeros" : "a frame";
}

static long tell_entry(u32 round, u32 address)
{
	pte_t *at = lookup_address(current->mm->pgd, address);
	pte_t pte = at ? *at : (pte_t){ 0 };
	const char *may = !pte_present(pte) ? "" :
			  pte_write(pte) ? ", writable" : ", read-only";
	const char *dirty = pte.pte & _PAGE_DIRTY ? ", dirty" : "";
	char key[8];

	printk("%u: %s%s%s\n", round, frame_of(pte), may, dirty);
	snprintf(key, sizeof(key), "e%u", round);
	obs(key, "%s%s%s", frame_of(pte), may, dirty);
	/* Chapter 10: tell_entry: for the figure */
	static const u8 column[] = { 0, 1, 1, 0, 1, 0, 1 };
	static const u8 row[] = { 1, 1, 2, 3, 3, 4, 4 };

	if (round < ARRAY_SIZE(row))
		dat("faults", "%sbox e%u %u %u \"%s%s%s\"",
		    pte_present(pte) ? "*" : "", round, column[round],
		    row[round], frame_of(pte), may, dirty);
	return 0;
}
syscall(497, tell_entry);

static void faults(void)
{
	obs("exit", "%d", run("faults"));
}
experiment("faults", "four first times", faults);
/* Chapter 10: experiment: how many frames */
static long tell_free(void)
{
	return nr_free_pages();
}
syscall(510, tell_free);

static void first_touch(void)
{
	u32 before;

	schedule();		/* pid 1 gets what it needs */
	before = nr_free_pages();
	obs("exit", "%d", run("touches"));
	obs("lost", "%d", (int)(before - nr_free_pages()));
}
experiment("first-touch", "what 256 pages cost", first_touch);
/* Chapter 10: experiment: rights that only the list has */
static void rights(void)
{
	obs("exit", "%d", run("rights"));
}
experiment("rights", "rights that only the list has", rights,
	   .cmdline = "debug=poison");
/* Chapter 10: experiment: a stack that grows */
static void stack(void)
{
	static const char *const how[] = { "pusha", "wild", "kernel",
		"deep", "neighbour" };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(how); i++) {
		s32 code = run("deep", how[i]);

		printk("%s: %d\n", how[i], code);
		obs(how[i], "%d", code);
	}
}
experiment("grows", "a stack that grows", stack);
/* Chapter 10: experiment: errors of a call */
static void efault(void)
{
	obs("exit", "%d", run("efault"));
}
experiment("efault", "the check left to the fault", efault);
/* Chapter 10: experiment: errors of a call */

static void edge(void)
{
	obs("short", "%d", run("edge") >> 8);
}
experiment("edge", "a short count", edge);
/* Chapter 10: experiment: the lock */
static volatile bool held;

static void hold(void *mm)
{
	u32 i;

	down_write(&((struct mm_struct *)mm)->mmap_sem);
	held = true;
	for (i = 0; i < 10; i++)
		schedule();
	up_write(&((struct mm_struct *)mm)->mmap_sem);
	held = false;
}

static void plain_store(void *at)
{
	*(volatile u32 *)at = 7;
}
/* Chapter 10: experiment: the lock */

static void careful_store(void *at)
{
	BUG_ON(put_user(7, (u32 *)at));
}

static bool works(void (*store)(void *), u32 at, bool locked)
{
	struct task_struct *holder = NULL;
	bool landed;

	if (locked) {
		holder = kthread_create(hold, current->mm, "holder");
		BUG_ON(!holder);
		wake_up_process(holder);
		while (!held)
			schedule();
	}
	landed = probe(store, (void *)at, NULL);
	if (holder)
		wait_task(holder);
	printk("%s, the lock %s: %s\n",
	       store == plain_store ? "a plain store" : "put_user",
	       locked ? "held" : "free", landed ? "oops" : "works");
	return !landed;
}
/* Chapter 10: experiment: the lock */

static long four_stores(u32 at)
{
	obs("plain", "%u", works(plain_store, at, false));
	obs("careful", "%u", works(careful_store, at + PAGE_SIZE,
				   false));
	obs("plain.locked", "%u", works(plain_store,
					at + 2 * PAGE_SIZE, true));
	obs("careful.locked", "%u", works(careful_store,
					  at + 3 * PAGE_SIZE, true));
	return 0;
}
syscall(511, four_stores);

static void good(void)
{
	obs("exit", "%d", run("good"));
}
experiment("good", "a good pointer, and a lock", good);
/* Chapter 10: experiment: what a touch costs */
static u32 touch_told[9];

static long tell_touch(u32 which, u32 cost)
{
	if (which < ARRAY_SIZE(touch_told))
		touch_told[which] = cost;
	return 0;
}
syscall(495, tell_touch);

static void touch_cost(void)
{
	run("touch_cost");
	obs("store", "%u", touch_told[0]);
	obs("load", "%u", touch_told[1]);
	obs("after", "%u", touch_told[2]);
	obs("mmap", "%u", touch_told[3]);
	obs("mprotect", "%u", touch_told[4]);
	obs("brk", "%u", touch_told[5]);
	obs("among", "%u", touch_told[8]);
}
experiment("touch-cost", "instructions for a first touch", touch_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 10: experiment: no memory */
static void fail_each(void)
{
	u32 errors = 0, deaths = 0, odd = 0, before, k;
	s32 code = -1;

	schedule();
	before = nr_free_pages();
	for (k = 1; k < 1000; k++) {
		fail_alloc = k;
		code = run("needy");
		if (fail_alloc)
			break;
		errors += code == -ENOMEM;
		deaths += code == SIGKILL;
		odd += code != -ENOMEM && code != SIGKILL;
	}
	/* Chapter 10: fail_each: what came out */
	fail_alloc = 0;
	printk("%u errors of execve, %u deaths, %u other ends\n", errors,
	       deaths, odd);
	obs("last", "%d", code);
	obs("errors", "%u", errors);
	obs("deaths", "%u", deaths);
	obs("odd", "%u", odd);
	obs("lost", "%d", (int)(before - nr_free_pages()));
}
experiment("fail-each", "any allocation may fail", fail_each);
/* Chapter 10: experiment: pid 1 */
static u32 told;

static long patient(u32 number)
{
	if (!number)
		fail_alloc = 1;
	told = number;
	return 0;
}
syscall(496, patient);

static void pid_1(void)
{
	u32 i;

	for (i = 0; i < 100 && !told; i++)
		schedule();
	obs("told", "%u", told);
	printk("pid 1 has written %u\n", told);
}
experiment("pid-1", "a program that is not killed", pid_1,
	   .cmdline = "init=patient");
