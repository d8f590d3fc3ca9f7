/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 17 (kmap-atomic) */
#define CHAPTER 17
#include <asm/fixmap.h>
#include <asm/net.h>
#include <asm/pgtable.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/interrupt.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 17: experiment: kmap */
static long tell_lowmem(void)
{
	told[0] = zones[ZONE_NORMAL].free_pages;
	return 0;
}
syscall(537, tell_lowmem);

static void twenty(void)
{
	open_ledger();
	close_ledger(run("twenty"));
	obs("lowmem", "%u", told[0] > 2048);
}
experiment("twenty", "a file larger than lowmem", twenty);
/* Chapter 17: experiment: kmap */

static struct page *page_of(char letter)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	BUG_ON(!page || !PageHighMem(page));
	copy_to_highpage(page, 0, &letter, 1);
	return page;
}

static void load_it(void *arg)
{
	char **at = arg;

	*at = (char *)(u32)*(volatile u8 *)*at;
}

/* The letter that an address shows, or '-' if nothing is there. */
static char shown(void *address)
{
	char *at = address;

	return probe(load_it, &at, NULL) ? '-' : (char)(u32)at;
}
/* Chapter 17: experiment: kmap */

static void one_slot(void)
{
	struct page *a = page_of('A'), *b = page_of('B');
	void *first, *second;
	char before, now, after;

	first = kmap_atomic(a, KM_USER0);
	before = shown(first);
	second = kmap_atomic(b, KM_USER0);
	now = shown(first);
	kunmap_atomic(second, KM_USER0);
	kunmap_atomic(first, KM_USER0);
	after = shown(first);
	printk("frame %c; then, at %s address, %c; unmapped, %c\n",
	       before, first == second ? "the same" : "another", now,
	       after);
	obs("shows", "%c%c%c", before, now, after);
	put_page(a);
	put_page(b);
}
experiment("one-slot", "two frames, one slot", one_slot);
/* Chapter 17: experiment: kmap */

static void cleared(void)
{
	struct page *a = page_of('A');
	char *at = kmap_atomic(a, KM_USER0);
	char before = shown(at), beside = shown(at + PAGE_SIZE), after;

	kunmap_atomic(at, KM_USER0);
	after = shown(at);
	printk("open: %c; a page further: %c; closed: %c\n", before,
	       beside, after);
	obs("shows", "%c%c%c", before, beside, after);
	put_page(a);
}
experiment("cleared", "a window that is closed", cleared,
	   .cmdline = "debug=highmem");

static void slot_twice(void)
{
	struct page *a = page_of('A');

	kmap_atomic(a, KM_USER0);
	kmap_atomic(a, KM_USER0);
}
experiment("slot-twice", "one slot, opened twice", slot_twice,
	   .cmdline = "debug=highmem", .ends = ENDS_OOPS,
	   .where = "kmap_atomic");
/* Chapter 17: experiment: kmap */

static long fault_inside(u32 which, char *to)
{
	struct page *page = alloc_page(which == 0 ? GFP_HIGHUSER :
						    GFP_KERNEL);
	char *from;
	u32 left;

	if (!page)
		return -ENOMEM;
	from = which < 2 ? kmap_atomic(page, KM_USER0) :
			   page_address(page);
	left = __copy_user(to, from, 64);
	if (which < 2)
		kunmap_atomic(from, KM_USER0);
	put_page(page);
	return left;
}
syscall(538, fault_inside);

static void inside(void)
{
	open_ledger();
	close_ledger(run("fault_inside"));
}
experiment("inside", "a fault within a window", inside);
/* Chapter 17: experiment: kmap */

static struct page *handlers;

static void use_window(int irq, void *dev_id, struct pt_regs *regs)
{
	enum km_type type = *(enum km_type *)dev_id;

	kunmap_atomic(kmap_atomic(handlers, type), type);
}

/* What a task reads if a handler comes that uses this type. */
static char read_across(enum km_type type)
{
	struct page *page = page_of('A');
	char *at, found;

	BUG_ON(request_irq(5, use_window, "window", &type));
	at = kmap_atomic(page, KM_USER0);
	asm volatile("int $0x25" : : : "memory");
	found = *at;
	kunmap_atomic(at, KM_USER0);
	free_irq(5);
	put_page(page);
	return found;
}
/* Chapter 17: experiment: kmap */

static void between(void)
{
	char own, same;

	handlers = page_of('B');
	own = read_across(KM_IRQ0);
	same = read_across(KM_USER0);
	printk("a slot of its own: %c; the task's: %c\n", own, same);
	obs("finds", "%c%c", own, same);
	put_page(handlers);
}
experiment("between", "an interrupt between map and use", between);
/* Chapter 17: experiment: kmap */

static struct page *pages[LAST_PKMAP + 1];

static void get_pages(u32 n)
{
	while (n--)
		pages[n] = page_of('a' + n % 26);
}

static void put_pages(u32 n)
{
	while (n--)
		put_page(pages[n]);
}

/* How many places have this number. */
static u32 places(u32 count)
{
	u32 n, found = 0;

	for (n = 0; n < LAST_PKMAP; n++)
		found += pkmap_count[n] == count;
	return found;
}
/* Chapter 17: experiment: kmap */

static bool map_once(u32 n)
{
	bool right = *(char *)kmap(pages[n]) == (char)('a' + n % 26);

	kunmap(pages[n]);
	return right;
}

static void pool(void)
{
	u32 n, wrong = 0, flushes = pkmap_flushes;

	get_pages(LAST_PKMAP + 1);
	for (n = 0; pkmap_flushes == flushes; n++)
		map_once(n);
	flushes = pkmap_flushes;
	for (n = 0; n <= LAST_PKMAP; n++)
		wrong += !map_once(n);
	/* Chapter 17: pool: tell */
	flushes = pkmap_flushes - flushes;
	printk("1025 pages, %u free places; flushes: %u, wrong: %u\n",
	       places(0), flushes, wrong);
	kmap(pages[0]);
	kmap(pages[0]);
	n = ((u32)kmap(pages[0]) - PKMAP_BASE) / PAGE_SIZE;
	printk("three times: number %u\n", pkmap_count[n]);
	obs("flushes", "%u", flushes);
	obs("wrong", "%u", wrong);
	obs("thrice", "%u", pkmap_count[n]);
	kunmap(pages[0]);
	kunmap(pages[0]);
	kunmap(pages[0]);
	put_pages(LAST_PKMAP + 1);
}
experiment("pool", "a thousand addresses, one flush", pool);
/* Chapter 17: experiment: kmap */

static u32 got[2];

static void want(void *arg)
{
	u32 *at = arg;

	*at = (u32)kmap(pages[LAST_PKMAP]);
	do_exit(0);
}

static struct task_struct *wanting(u32 which)
{
	struct task_struct *task = kthread_create(want, &got[which],
						  "want");

	BUG_ON(!task);
	wake_up_process(task);
	return task;
}
/* Chapter 17: experiment: kmap */

static void full(void)
{
	struct task_struct *one, *two;
	u32 n, asleep;

	get_pages(LAST_PKMAP + 1);
	for (n = 0; n < LAST_PKMAP; n++)
		kmap(pages[n]);
	got[0] = got[1] = 0;
	one = wanting(0);
	two = wanting(1);
	settle();
	asleep = !got[0] && !got[1];
	kunmap(pages[7]);
	kunmap(pages[8]);
	wait_task(one);
	wait_task(two);
	/* Chapter 17: full: tell */
	printk("both asleep: %s; then, at %s address, number %u\n",
	       asleep ? "yes" : "no", got[0] == got[1] ? "one" : "not one",
	       pkmap_count[(got[0] - PKMAP_BASE) / PAGE_SIZE]);
	obs("asleep", "%u", asleep);
	obs("one", "%u", got[0] == got[1]);
	obs("number", "%u", pkmap_count[(got[0] - PKMAP_BASE) / PAGE_SIZE]);
	kunmap(pages[LAST_PKMAP]);
	kunmap(pages[LAST_PKMAP]);
	for (n = 0; n < LAST_PKMAP; n++)
		if (n != 7 && n != 8)
			kunmap(pages[n]);
	put_pages(LAST_PKMAP + 1);
}
experiment("full-pool", "a pool in which nothing is free", full);
/* Chapter 17: experiment: kmap */

static bool is_window(u32 va)
{
	return (va >= __fix_to_virt(FIX_KMAP_END) &&
		va <= __fix_to_virt(FIX_KMAP_BEGIN)) ||
	       (va >= PKMAP_BASE &&
		va < PKMAP_BASE + LAST_PKMAP * PAGE_SIZE);
}

/* Entries of one table of the kernel's half that do so. */
static u32 other_ways(u32 base)
{
	pte_t *pte = lookup_address(swapper_pg_dir, base);
	u32 va, found = 0;

	for (va = base; pte && va - base < PGDIR_SIZE;
	     va += PAGE_SIZE, pte++)
		found += pte_present(*pte) && !is_window(va) &&
			 PageHighMem(pte_page(*pte));
	return found;
}
/* Chapter 17: experiment: kmap */

static volatile bool over;
static u32 looks, others;

static void audit_task(void *arg)
{
	u32 base;

	while (!over) {
		for (base = PAGE_OFFSET; base; base += PGDIR_SIZE)
			others += other_ways(base);
		looks++;
		schedule();
	}
	do_exit(0);
}
/* Chapter 17: experiment: kmap */

static void audit(void)
{
	struct task_struct *auditor;
	s32 code;

	open_ledger();
	over = false;
	looks = others = 0;
	auditor = kthread_create(audit_task, NULL, "audit");
	BUG_ON(!auditor);
	wake_up_process(auditor);
	code = run("views") + run("same_code") + run("cow_read") +
	       run("twin") + run("fault_inside");
	over = true;
	wait_task(auditor);
	close_ledger(code);
	/* Chapter 17: audit: tell */
	printk("other ways to highmem: %u\n", others);
	obs("often", "%u", looks > 5);
	obs("others", "%u", others);
}
experiment("audit", "who reaches highmem otherwise?", audit);
/* Chapter 17: experiment: kmap */

static u32 clock(void)
{
	u32 low;

	asm volatile("rdtsc" : "=a"(low) : : "edx", "memory");
	return low;
}

/* Instructions for each of the pages. */
static u32 for_each(void (*touch)(struct page *page), u32 n)
{
	u32 i, start = clock();

	for (i = 0; i < n; i++)
		touch(pages[i]);
	return (clock() - start) / n;
}

static void atomic_pair(struct page *page)
{
	kunmap_atomic(kmap_atomic(page, KM_USER0), KM_USER0);
}

static void pool_pair(struct page *page)
{
	kmap(page);
	kunmap(page);
}
/* Chapter 17: experiment: kmap */

static void kmap_cost(void)
{
	u32 atomic, wrap, found = ~0U, n, took;

	get_pages(LAST_PKMAP + 1);
	atomic = for_each(atomic_pair, LAST_PKMAP);
	for_each(pool_pair, LAST_PKMAP);
	wrap = for_each(pool_pair, LAST_PKMAP);
	for (n = 0; n < 16; n++) {
		took = clock();
		pool_pair(pages[LAST_PKMAP]);
		took = clock() - took;
		found = took < found ? took : found;
	}
	printk("kmap_atomic: ~%u instructions\n", atomic);
	printk("kmap, a flush in 1024: ~%u instructions\n", wrap);
	printk("kmap, it is there: ~%u instructions\n", found);
	obs("atomic", "%u", atomic);
	obs("wrap", "%u", wrap);
	obs("found", "%u", found);
	put_pages(LAST_PKMAP + 1);
	/* Chapter 17: kmap_cost: the cache again */
	run("cache_cost");
	obs("read.page", "%u", told[1]);
	obs("write.page", "%u", told[4]);
}
experiment("kmap-cost", "instructions for a window", kmap_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 17: experiment: kmap */

static struct page *three[3];	/* A and B in highmem, L in lowmem */

static u32 letter(struct page *page)
{
	char found;

	copy_from_highpage(&found, page, 0, 1);
	return found;
}

/* Chapter 17: borrower: what an address shows */
static void shows(void)
{
	static spinlock_t held;
	char *at = kmap_atomic(three[0], KM_USER0);

	kunmap_atomic(at, KM_USER0);
	kunmap_atomic(kmap_atomic(three[2], KM_USER0), KM_USER0);
	told[1] = shown(at);
	kunmap_atomic(kmap_atomic(three[1], KM_USER0), KM_USER0);
	told[2] = shown(at);
	at = kmap_atomic(three[2], KM_USER0);
	spin_lock(&held);
	told[3] = preempt_count();
	spin_unlock(&held);
	kunmap_atomic(at, KM_USER0);
	told[4] = kmap_address(KM_USER1, 0) - kmap_address(KM_USER0, 0);
}

/* Chapter 17: borrower: a handler in between */
static void open_second(int irq, void *dev_id, struct pt_regs *regs)
{
	char *at = kmap_atomic(three[1], KM_USER1);

	told[5] = preempt_count() - HARDIRQ_OFFSET;
	kunmap_atomic(at, KM_USER1);
}

static void disturbed(void)
{
	char *at = kmap_atomic(three[0], KM_USER0);
	char *other = kmap_atomic(three[0], KM_USER1);

	BUG_ON(request_irq(5, open_second, "window", NULL));
	asm volatile("int $0x25" : : : "memory");
	free_irq(5);
	told[6] = *(volatile char *)at;
	*other = 'Z';
	kunmap_atomic(at, KM_USER0);
	kunmap_atomic(other, KM_USER1);
	told[7] = letter(three[1]);
}

/* Chapter 17: borrower: what is left */
static long left_of_copy(char *to)
{
	char *from = kmap_atomic(three[0], KM_USER0);

	told[8] = __copy_user(to, from, 64);
	kunmap_atomic(from, KM_USER0);
	return 0;
}
syscall(546, left_of_copy);

/* Chapter 17: borrower: the pool */
static void until_flush(void)
{
	u32 n, flushes = pkmap_flushes;

	for (n = 0; pkmap_flushes == flushes; n++)
		map_once(n % (LAST_PKMAP + 1));
}

static u32 number_of(void *address)
{
	return pkmap_count[((u32)address - PKMAP_BASE) / PAGE_SIZE];
}

static void in_the_pool(void)
{
	char *at = kmap(three[0]);
	u32 n;

	kmap(three[0]);
	kunmap(three[0]);
	kunmap(three[0]);
	told[9] = number_of(at);
	told[10] = shown(at);
	/* Chapter 17: in_the_pool: many others */
	get_pages(LAST_PKMAP + 1);
	until_flush();
	told[11] = pkmap_flushes;
	for (n = 0; n < 10 * LAST_PKMAP / 2; n++)
		map_once(n % (LAST_PKMAP / 2));
	told[11] = pkmap_flushes - told[11];
	at = kmap(three[1]);
	until_flush();
	told[12] = number_of(at);
	kunmap(three[1]);
	put_pages(LAST_PKMAP + 1);
}

/* Chapter 17: borrower: all of it */
static void borrower(void)
{
	s32 sum = 0;
	u32 n;

	open_ledger();
	three[0] = page_of('A');
	three[1] = page_of('B');
	three[2] = alloc_page(GFP_KERNEL);
	BUG_ON(!three[2]);
	copy_to_highpage(three[2], 0, "L", 1);
	shows();
	disturbed();
	in_the_pool();
	n = run("two_pages");
	/* Chapter 17: borrower: tell */
	put_page(three[0]);
	put_page(three[1]);
	put_page(three[2]);
	close_ledger(n);
	for (n = 1; n <= 12; n++) {
		dat("borrower", "%u: %d", n, (s32)told[n]);
		sum += (s32)(n * told[n]);
	}
	printk("twelve questions: what is answered is an exercise\n");
	obs("sum", "%d", sum);
}
experiment("borrower", "what does it show now?", borrower);
