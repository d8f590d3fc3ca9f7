/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#define CHAPTER 6
#include <asm/pgtable.h>
#include <asm/setup.h>
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/initrd.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>

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
static int touch(const char *how, const char *what)
{
	s32 code = run("touch", how, what);

	return code == 0 ? -1 :
	       code == SIGSEGV ? (int)current->thread.error_code : -2;
}
/* Chapter 6: experiment: user rows */

static void user_row(const char *what, bool wp)
{
	bool before = read_wp();
	int load, store;
	char key[24];

	write_wp(wp);
	load = touch("load", what);
	store = touch("store", what);
	write_wp(before);
	printk("WP=%u %-8s load %2d, store %2d\n", wp, what, load,
	       store);
	snprintf(key, sizeof(key), "wp%u.%s", wp, what);
	obs(key, "%d,%d", load, store);
}
/* Chapter 6: experiment: user rows */

static void wp_user(void)
{
	static const char *const what[] = { "own", "fixed", "kernel",
					    "absent" };
	u32 i;

	for (i = 0; i < 8; i++)
		user_row(what[i % 4], i / 4);
}
experiment("wp-user", "who checks the program's stores?", wp_user);
/* Chapter 6: experiment: the tables of a program */
static void stretch(u32 n, u32 from, u32 to, u32 rights)
{
	const char *may = rights & _PAGE_RW ? "load, store" : "load";
	u32 pages = (to - from) / PAGE_SIZE;
	char key[8];

	printk("%08x to %08x  %s\n", from, to, may);
	snprintf(key, sizeof(key), "s%u", n);
	obs(key, "%s", may);
	dat("program", "%srange s%u %u %u \"%u page%s\" \"%s\"",
	    rights & _PAGE_RW ? "*" : "", n, from, to, pages,
	    pages == 1 ? "" : "s", may);
}
/* Chapter 6: experiment: the tables of a program */

static u32 rights_of(u32 va)
{
	pte_t *pte = lookup_address(current->mm->pgd, va);

	return pte && pte_present(*pte) ?
	       pte->pte & (_PAGE_RW | _PAGE_PRESENT) : 0;
}

static long look(u32 a, u32 b, u32 c, u32 d, u32 e, u32 f)
{
	u32 va, from = 0, last = 0, now, n = 0;

	for (va = 0; va <= PAGE_OFFSET; va += PAGE_SIZE) {
		now = va < PAGE_OFFSET ? rights_of(va) : 0;
		if (now == last)
			continue;
		if (last)
			stretch(n++, from, va, last);
		from = va;
		last = now;
	}
	obs("arguments", "%u,%u,%u,%u,%u,%u", a, b, c, d, e, f);
	return n;
}
syscall(500, look);
/* Chapter 6: experiment: the tables of a program */

static void tables(void)
{
	obs("stretches", "%d", run("look") >> 8);
}
experiment("tables", "what a program has", tables);
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
/* Chapter 6: experiment: costs */
u32 cost_told;

static long tell(u32 cost)
{
	u32 before = cost_told;

	cost_told = cost;
	return before;
}
syscall(501, tell);

static void costs(void)
{
	run("cost", "null");
	obs("null", "%u", cost_told);
	run("cost", "fault");
	obs("fault", "%u", cost_told);
	run("cost", "execve");
	obs("execve", "%u", cost_told);
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

static const struct { u8 at, value; } deadly[] = {
	{ 4, 2 },	/* 64 bits */
	{ 16, 1 },	/* not linked yet */
	{ 18, 62 },	/* another machine */
	{ 42, 31 },	/* segments of another size */
	{ 44, 0 },	/* and none of them */
	{ 56, 4 },	/* the first is moved within its page */
	{ 63, 0xc0 },	/* the first lies in the kernel */
	{ 71, 0x7f },	/* has more bytes than the file */
	{ 75, 0xff },	/* and more memory than there is */
	{ 93, 0x80 },	/* the second lies on its page */
};

static u32 survived(u8 *file, u32 size)
{
	u32 i, yes = 0;

	for (i = 0; i < ARRAY_SIZE(deadly); i++) {
		u8 was = file[deadly[i].at];

		file[deadly[i].at] = deadly[i].value;
		yes += elf_check(file, size, STACK_BOTTOM) != -ENOEXEC;
		file[deadly[i].at] = was;
	}
	return yes;
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
	tell_odd("deadly programs", "survived",
		 survived(copy, file.size));
	free_pages(page, 4);
	size = size > 16 * PAGE_SIZE ? 16 * PAGE_SIZE : size;
	copy = copy_of((void *)initrd_start, size, &page);
	tell_odd("damaged archives", "outside",
		 walks_outside(copy, size));
	free_pages(page, 4);
}
experiment("bad-files", "damaged programs and archives", bad_files);
/* Chapter 6: experiment: for ever */
static void for_ever(void)
{
	obs("before", "1");
	run("endless");
	obs("after", "1");
}
experiment("for-ever", "a program that never ends", for_ever,
	   .ends = ENDS_ENDLESS, .bound = 2, .ring = 3,
	   .where = "endless main",
	   .qemu_only = "nobody can look into v86 from outside");
