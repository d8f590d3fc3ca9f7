/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#define CHAPTER 6
#include <asm/pgtable.h>
#include <asm/setup.h>
#include <asm/tlbflush.h>
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/initrd.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/string.h>

/* Chapter 6: experiment: run */
#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

static u32 free_frames(void)
{
	drain_hot_pages();
	return count_lists(&zones[ZONE_NORMAL]) +
	       count_lists(&zones[ZONE_HIGHMEM]);
}
/* Chapter 6: experiment: hello */
static void hello(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("hello", "one", "two"));
	obs("again", "%d", run("again"));
	obs("nobody", "%d", run("nobody"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("hello", "a program", hello);
/* Chapter 6: experiment: errors */
static void errors(void)
{
	obs("exit", "%d", run("errors"));
}
experiment("errors", "impossible requests", errors);
/* Chapter 6: experiment: user rows */
#define ODD 0xf0000000U		/* in the kernel's half */

struct user_row {
	const char *text, *key;
	u32 prot;
};

static const struct user_row user_rows[] = {
	{ "a page of its own", "own", PAGE_SHARED },
	{ "a read-only page", "fixed", PAGE_READONLY },
	{ "the kernel's page", "kernel", PAGE_KERNEL },
	{ "nothing there", "absent", 0 },
};
/* Chapter 6: experiment: user rows */

static int touch(const char *how)
{
	const char *const argv[] = { "touch", how, "f0000000", NULL };
	struct task_struct *task = new_program(argv);
	s32 code;

	BUG_ON(!task);
	wake_up_process(task);
	code = wait_task(task);
	return code == 0 ? -1 :
	       code == SIGSEGV ? (int)task->error_code : -2;
}
/* Chapter 6: experiment: user rows */

static void user_row(const struct user_row *row, bool wp)
{
	bool before = read_wp();
	int load, store;
	char key[24];

	write_wp(wp);
	load = touch("load");
	store = touch("store");
	write_wp(before);
	printk("WP=%u %-20s load %2d, store %2d\n", wp, row->text,
	       load, store);
	snprintf(key, sizeof(key), "wp%u.%s", wp, row->key);
	obs(key, "%d,%d", load, store);
}
/* Chapter 6: experiment: user rows */

static void wp_user(void)
{
	struct page *page = alloc_page(GFP_HIGHUSER);
	u32 i, wp;

	BUG_ON(!page ||
	       map_page(swapper_pg_dir, ODD, page, PAGE_SHARED));
	swapper_pg_dir[pgd_index(ODD)].pgd |= _PAGE_USER;
	for (wp = 0; wp < 2; wp++)
		for (i = 0; i < ARRAY_SIZE(user_rows); i++) {
			*pte_offset(swapper_pg_dir, ODD) =
				pfn_pte(page_to_pfn(page),
					user_rows[i].prot);
			__flush_tlb_one(ODD);
			user_row(&user_rows[i], wp);
		}
	/* Chapter 6: wp_user: clean up */
	*pte_offset(swapper_pg_dir, ODD) =
		pfn_pte(page_to_pfn(page), PAGE_SHARED);
	unmap_page(swapper_pg_dir, ODD);
	put_page(page);
}
experiment("wp-user", "who checks the program's stores?", wp_user);
/* Chapter 6: experiment: crimes */
static void crimes(void)
{
	static const char *const what[] = { "cli", "port", "divide",
		"illegal", "gate", "segment", "float",
		"breakpoint" };
	u32 before = free_frames(), i;

	for (i = 0; i < ARRAY_SIZE(what); i++)
		obs(what[i], "%d", run("crime", what[i]));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("crimes", "programs that do what they may not", crimes);
/* Chapter 6: experiment: turns */
static void turns(void)
{
	static const char *const a[] = { "turn", "a", NULL };
	static const char *const b[] = { "turn", "b", NULL };
	struct task_struct *first = new_program(a);
	struct task_struct *second = new_program(b);
	u32 before;

	BUG_ON(!first || !second);
	before = nr_switches;
	wake_up_process(first);
	wake_up_process(second);
	obs("first", "%d", wait_task(first));
	obs("second", "%d", wait_task(second));
	obs("switches", "%u", nr_switches - before);
}
experiment("turns", "two programs take turns", turns);
/* Chapter 6: experiment: preemption */
static void preemption(void)
{
	static const char *const a[] = { "spin", NULL };
	static const char *const b[] = { "turn", "meanwhile", NULL };
	struct task_struct *spin = new_program(a);
	struct task_struct *other = new_program(b);

	BUG_ON(!spin || !other);
	wake_up_process(spin);
	wake_up_process(other);
	wait_task(other);
	obs("spinning", "%u", spin->state == TASK_RUNNING);
	wait_task(spin);
}
experiment("preemption", "a program that never stops", preemption);
/* Chapter 6: experiment: what the clock does */
static volatile u32 visits;

static void visit(void *arg)
{
	visits++;
}

static struct task_struct *visitor(void)
{
	struct task_struct *task = kernel_thread("guest", visit, NULL);

	BUG_ON(!task);
	wake_up_process(task);
	return task;
}

static void stay(u32 ticks)
{
	u32 start = jiffies;

	while (jiffies - start < ticks)
		asm volatile("hlt");
}
/* Chapter 6: experiment: what the clock does */

static void stopped(void)
{
	struct task_struct *first, *second;

	preempt_disable();
	first = visitor();
	stay(10);
	obs("disabled", "%u", visits);
	preempt_enable();
	obs("enabled", "%u", visits);
	second = visitor();
	stay(10);
	obs("stopped", "%u", visits);
	printk("%u visits, and nobody asked for one\n", visits);
	wait_task(first);
	wait_task(second);
	visits = 0;
}
experiment("stopped", "the kernel, stopped in its work", stopped);
/* Chapter 6: experiment: what the clock does */

static void sleeps(void)
{
	obs("short", "%d", run("nap") >> 8);
}
experiment("sleeps", "a sleep that is long enough", sleeps,
	   .qemu_only = "v86's time-stamp counter has another unit");
/* Chapter 6: experiment: costs */
static void costs(void)
{
	static const char *const yield[] = { "cost", "switch", NULL };
	struct task_struct *other = new_program(yield);

	obs("null", "%d", run("cost", "null") >> 8);
	obs("fault", "%d", run("cost", "fault") >> 5);
	BUG_ON(!other);
	wake_up_process(other);
	obs("switch", "%d", run("cost", "switch") >> 5);
	wait_task(other);
}
experiment("call-cost", "instructions for a call", costs,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 6: experiment: junk */
static void junk(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("junk"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("junk", "any register content", junk);
/* Chapter 6: experiment: bad files */
static u8 *copy_of(const void *bytes, u32 size, struct page **page)
{
	*page = alloc_pages(GFP_KERNEL, 4);
	BUG_ON(!*page || size > 16 * PAGE_SIZE);
	return memcpy(page_address(*page), bytes, size);
}

static u32 odd_answers(u8 *file, u32 size)
{
	static const u8 values[] = { 0, 1, 0x7f, 0xff };
	u32 i, k, odd = 0;

	for (i = 0; i < 200; i++)
		odd += elf_check(file, i, STACK_BOTTOM) != -ENOEXEC;
	for (i = 0; i < 200; i++)
		for (k = 0; k < 4; k++) {
			u8 was = file[i];
			int answer;

			file[i] = values[k];
			answer = elf_check(file, size, STACK_BOTTOM);
			odd += answer && answer != -ENOEXEC;
			file[i] = was;
		}
	return odd;
}
/* Chapter 6: experiment: bad files */

static u32 outside(u8 *archive, u32 size)
{
	struct initrd_file f;
	u32 at = 0, steps = 0, wrong = 0;

	while (steps++ < 1000 &&
	       newc_entry(archive, size, at, &f) > 0) {
		const u8 *name = (const u8 *)f.name;

		wrong += name < archive || name >= archive + size ||
			 f.bytes < archive || f.size > size ||
			 f.bytes + f.size > archive + size ||
			 f.next <= at;
		at = f.next;
	}
	return wrong + (steps > 1000);
}

/* Chapter 6: experiment: bad files */

static u32 walks_outside(u8 *archive, u32 size)
{
	u32 i, k, wrong = 0;

	for (i = 0; i < 200; i++)
		wrong += outside(archive, i);
	for (i = 0; i < 130; i++)
		for (k = '0'; k < 'h'; k += 6) {
			u8 was = archive[i];

			archive[i] = k;
			wrong += outside(archive, size);
			archive[i] = was;
		}
	return wrong;
}
/* Chapter 6: experiment: bad files */

static void tell_odd(const char *what, const char *key, u32 n)
{
	printk("%s: %u odd answers\n", what, n);
	obs(key, "%u", n);
}

/* Chapter 6: experiment: bad files */

static void bad_files(void)
{
	u32 size = initrd_end - initrd_start;
	struct initrd_file file;
	struct page *page;
	u8 *copy;

	BUG_ON(initrd_find("hello", &file));
	copy = copy_of(file.bytes, file.size, &page);
	obs("good", "%d", elf_check(copy, file.size, STACK_BOTTOM));
	tell_odd("damaged programs", "odd",
		 odd_answers(copy, file.size));
	free_pages(page, 4);
	size = size > 16 * PAGE_SIZE ? 16 * PAGE_SIZE : size;
	copy = copy_of((void *)initrd_start, size, &page);
	tell_odd("damaged archives", "outside",
		 walks_outside(copy, size));
	free_pages(page, 4);
}
experiment("bad-files", "damaged programs and archives", bad_files);
/* Chapter 6: experiment: an oops in a task */
static void follow_null(void *arg)
{
	*(volatile u32 *)arg = 1;
}

static void oops_task(void)
{
	struct task_struct *task;

	task = kernel_thread("careless", follow_null, NULL);
	BUG_ON(!task);
	wake_up_process(task);
	obs("code", "%d", wait_task(task));
	obs("hello", "%d", run("turn", "alive"));
}
experiment("oops-task", "an oops ends one task", oops_task);
