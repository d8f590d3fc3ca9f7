/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#define CHAPTER 6
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

/* Chapter 6: user.c: a program, and impossible requests */
#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

static u32 free_frames(void)
{
	drain_hot_pages();
	return count_lists(&zones[ZONE_NORMAL]) +
	       count_lists(&zones[ZONE_HIGHMEM]);
}

static void hello(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("hello", "one", "two"));
	obs("again", "%d", run("again"));
	obs("nobody", "%d", run("nobody"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("hello", "a program", hello);

static void errors(void)
{
	obs("exit", "%d", run("errors"));
}
experiment("errors", "impossible requests", errors);
/* Chapter 6: user.c: the tables of a program */
static void stretch(u32 n, u32 from, u32 to, u32 rights)
{
	const char *may = rights & _PAGE_RW ? "load, store" : "load";
	u32 pages = (to - from) / PAGE_SIZE;

	printk("%08x to %08x  %s\n", from, to, may);
	if (n == 0)
		obs("first", "%s", may);
	dat("program", "%srange s%u %u %u \"%u page%s\" \"%s\"",
	    rights & _PAGE_RW ? "*" : "", n, from, to, pages,
	    pages == 1 ? "" : "s", may);
}
/* Chapter 6: user.c: the tables of a program */

static long look(u32 a, u32 b, u32 c, u32 d, u32 e, u32 f)
{
	u32 va, from = 0, last = 0, now, n = 0;

	for (va = 0; va <= PAGE_OFFSET; va += PAGE_SIZE) {
		pte_t *pte = lookup_address(current->mm->pgd, va);

		now = va < PAGE_OFFSET && pte && pte_present(*pte) ?
		      pte->pte & (_PAGE_RW | _PAGE_PRESENT) : 0;
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
/* Chapter 6: user.c: the tables of a program */

static void tables(void)
{
	obs("stretches", "%d", run("look") >> 8);
}
experiment("tables", "what a program has", tables);
/* Chapter 6: user.c: crimes */
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
/* Chapter 6: user.c: what a call costs */
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
	static const char *const what[] = { "null", "fault", "execve" };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(what); i++) {
		run("cost", what[i]);
		obs(what[i], "%u", cost_told);
	}
}
experiment("call-cost", "instructions for a call", costs,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 6: user.c: for ever */
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
/* Chapter 6 (user-mode) */

static int touch(const char *how, const char *what)
{
	s32 code = run("touch", how, what);

	return code == 0 ? -1 :
	       code == SIGSEGV ? (int)current->thread.error_code :
	       code == (-EFAULT & 0xff) << 8 ? -EFAULT : -2;
}
/* Chapter 6 (user-mode) */

static const char *const words[] = { "own", "fixed", "kernel", "absent",
				     "edge" };

static void row(bool wp, const char *word, u32 ways)
{
	static const char *const how[] = { "load", "store", "jump",
					   "get", "put" };
	bool before = read_wp();
	char key[24], value[24];
	u32 i, n = 0;

	write_wp(wp);
	for (i = 0; i < ways; i++)
		n += snprintf(value + n, sizeof(value) - n, i ?
			      ",%d" : "%d", touch(how[i], word));
	write_wp(before);
	printk("WP=%u %s: %s\n", wp, word, value);
	snprintf(key, sizeof(key), "wp%u.%s", wp, word);
	obs(key, "%s", value);
}

static void wp_user(void)
{
	u32 i;

	for (i = 0; i < 8; i++)
		row(i / 4, words[i % 4], 2);
}
experiment("wp-user", "who checks the program's stores?", wp_user);
/* Chapter 6 (user-mode) */

static long get_or_put(u32 *at, u32 put)
{
	u32 word = 0xc3;

	return put ? put_user(word, at) : get_user(word, at);
}
syscall(499, get_or_put);

static void user_rows(void)
{
	u32 i;

	for (i = 0; i < 10; i++)
		row(i / 5, words[i % 5], 5);
}
experiment("user-rows", "who may write, and through whom", user_rows);
/* Chapter 6 (user-mode) */

static void junk(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("junk"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("junk", "any register content", junk);
/* Chapter 6 (user-mode) */

static struct page *held;

static void let_go(void)
{
	struct page *page = held;

	held = (struct page *)page->private;
	put_page(page);
}

static long hold_but(u32 few)
{
	struct page *page;

	while ((page = alloc_page(GFP_HIGHUSER))) {
		page->private = (u32)held;
		held = page;
	}
	while (few--)
		let_go();
	return 0;
}
syscall(498, hold_but);
/* Chapter 6 (user-mode) */

static void no_memory(void)
{
	u32 before = free_frames(), came_back = 0;
	char few[] = "0";
	s32 code;

	for (;; came_back++, ++*few) {
		code = run("again", few);
		while (held)
			let_go();
		if (code != ENOMEM << 8)
			break;
	}
	obs("came.back", "%u", came_back);
	obs("then", "%d", code);
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("no-memory", "nothing to become a program with", no_memory);
