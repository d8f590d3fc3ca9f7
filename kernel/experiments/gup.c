/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#define CHAPTER 18
#include <asm/pgtable.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/replay.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

struct page *held;

/* Chapter 18: experiment: the holder */
static u32 cost;		/* ten for a fault; 1: another frame */

static struct page *page_at(u32 address)
{
	pte_t *pte = lookup_address(current->mm->pgd, address);

	return pte && pte_present(*pte) ? pte_page(*pte) : NULL;
}

static long hold(u32 address, u32 write)
{
	u32 faults = current->min_flt;
	struct page *was = page_at(address);
	int got;

	down_read(&current->mm->mmap_sem);
	got = get_user_pages(current, current->mm, address, 1, write,
			     false, &held, NULL);
	up_read(&current->mm->mmap_sem);
	cost = (current->min_flt - faults) * 10 + (held != was);
	return got;
}
syscall(551, hold);
/* Chapter 18: experiment: the holder */

static long held_byte(u32 store)
{
	u8 *at = kmap(held), byte;

	if (store)
		*at = store;
	byte = *at;
	kunmap(held);
	if (store)
		set_page_dirty_lock(held);
	return byte;
}
syscall(552, held_byte);

static long let_go(void)
{
	u32 others = page_count(held) - 1;

	put_page(held);
	held = NULL;
	return others;
}
syscall(553, let_go);
/* Chapter 18: experiment: get_user_pages */
static u32 steps, numbers;

static long tell(const char *when, u32 address)
{
	struct page *page = address ? pte_page(*lookup_address(
				current->mm->pgd, address)) : held;
	u32 count = page_count(page), entries = page_mapcount(page);
	char text[32];

	if (strncpy_from_user(text, when, 32) < 0)
		return -EFAULT;
	printk("%s: held by %u, in %u entries\n", text, count, entries);
	dat("held", "box s%u 0 %u \"%s:\\n%u, %u\"", steps, steps, text,
	    count, entries);
	if (steps)
		dat("held", "arrow s%u s%u", steps - 1, steps);
	steps++;
	numbers = numbers * 100 + count * 10 + entries;
	return 0;
}
syscall(550, tell);

static void held_page(void)
{
	open_ledger();
	steps = numbers = 0;
	close_ledger(run("held"));
	obs("numbers", "%u", numbers);
}
experiment("held", "one page, step by step", held_page);
/* Chapter 18: experiment: get_user_pages */

static long ask_for(u32 at, u32 pages, u32 how)
{
	static struct page *got[100];
	u32 before = nr_free_pages(), i, zeros = 0;
	int n;

	down_read(&current->mm->mmap_sem);
	n = get_user_pages(current, current->mm, at, pages, how & 1,
			   how & 2, got, NULL);
	up_read(&current->mm->mmap_sem);
	for (i = 0; n > 0 && i < (u32)n; i++) {
		zeros += PageReserved(got[i]);
		put_page(got[i]);
	}
	printk("%u of them zeros, %d frames: ", zeros,
	       (int)(before - nr_free_pages()));
	return n;
}
syscall(554, ask_for);

static void asked_for(void)
{
	open_ledger();
	close_ledger(run("asked_for"));
}
experiment("asked-for", "what it says, and what it leaves", asked_for);
/* Chapter 18: experiment: get_user_pages */

static long bring(u32 at, u32 pages)
{
	struct vm_area_struct *vmas[4];
	int n, i;

	down_read(&current->mm->mmap_sem);
	n = get_user_pages(current, current->mm, at, pages, true, false,
			   NULL, vmas);
	for (i = 0; i < n; i++)
		printk("page %u: held by %u, in a vma of %u\n", i,
		       page_count(page_at(at + i * PAGE_SIZE)),
		       PFN_DOWN(vmas[i]->vm_end - vmas[i]->vm_start));
	up_read(&current->mm->mmap_sem);
	return n;
}
syscall(544, bring);

static void brought(void)
{
	open_ledger();
	close_ledger(run("brought"));
}
experiment("brought", "brought, and not held", brought);
/* Chapter 18: experiment: get_user_pages */

static long cost_of_gup(void)
{
	return cost;
}
syscall(555, cost_of_gup);

static void reused(void)
{
	open_ledger();
	close_ledger(run("reused"));
}
experiment("reused", "reused, or copied", reused);
/* Chapter 18: experiment: get_user_pages */

static long bits_of(u32 address, u32 act)
{
	pte_t pte = *lookup_address(current->mm->pgd, address);
	struct page *page = pte_page(pte);
	u32 bits;

	if (act == 1)
		page->flags &= ~PG_dirty;
	if (act == 2)
		get_page(page);
	bits = pte_dirty(pte) | PageDirty(page) << 1 |
	       PageReferenced(page) << 2;
	if (act == 2)
		put_page(page);
	return bits;
}
syscall(556, bits_of);

static void dirtied(void)
{
	open_ledger();
	close_ledger(run("dirtied"));
}
experiment("dirtied", "dirty, and by whom", dirtied);
/* Chapter 18: experiment: get_user_pages */

static long number_held(u32 which)
{
	return which == 0 ? page_count(held) :
	       which == 1 ? page_mapcount(held) : PageDirty(held);
}
syscall(542, number_held);
/* Chapter 18: experiment: get_user_pages */

static void parted(void)
{
	open_ledger();
	close_ledger(run("parted"));
}
experiment("parted", "alone, and yet not", parted);
/* Chapter 18: experiment: get_user_pages */

static void left_behind(void)
{
	open_ledger();
	close_ledger(run("left_behind"));
}
experiment("left-behind", "who leaves", left_behind);
/* Chapter 18: experiment: get_user_pages */

static bool nobodys(u32 va)
{
	return va >= PKMAP_BASE && va < PKMAP_BASE + PGDIR_SIZE &&
	       pkmap_count[(va - PKMAP_BASE) / PAGE_SIZE] == 1;
}

static u32 aliases(void)
{
	u32 base, i, found = 0;
	pte_t *pte;

	for (base = PAGE_OFFSET; base; base += PGDIR_SIZE) {
		pte = lookup_address(swapper_pg_dir, base);
		for (i = 0; pte && i < PTRS_PER_PTE; i++)
			found += pte_present(pte[i]) &&
				 pte_page(pte[i]) == held &&
				 !nobodys(base + i * PAGE_SIZE);
	}
	return found;
}
/* Chapter 18: experiment: get_user_pages */

static long seen(void)
{
	u32 before = aliases(), mapped;

	kmap(held);
	mapped = aliases();
	kunmap(held);
	printk("a page of %s: in %u of its entries; then %u\n",
	       PageHighMem(held) ? "highmem" : "lowmem", before,
	       mapped);
	told[PageHighMem(held)] = before * 10 + mapped;
	return 0;
}
syscall(557, seen);
/* Chapter 18: experiment: get_user_pages */

static void take_highmem(struct list_head *taken)
{
	struct page *page;

	INIT_LIST_HEAD(taken);
	while ((page = alloc_page(GFP_HIGHUSER)) && PageHighMem(page))
		list_add(&page->lru, taken);
	if (page)
		put_page(page);
}

static void aliases_of(void)
{
	struct list_head high;
	s32 code;

	open_ledger();
	code = run("seen");
	take_highmem(&high);
	code += run("seen");
	give_back(&high, ~0U);
	close_ledger(code);
	obs("high", "%u", told[1]);
	obs("low", "%u", told[0]);
}
experiment("aliases", "where the kernel sees it", aliases_of);
/* Chapter 18: experiment: get_user_pages */

static void neighbour(void)
{
	open_ledger();
	close_ledger(run("neighbour"));
}
experiment("neighbour", "the neighbour's memory", neighbour);
/* Chapter 18: experiment: get_user_pages */

static long change(u32 at, u32 byte)
{
	u8 value = byte;

	return access_process_vm(current->pid, at, &value, 1, true);
}
syscall(558, change);

static void forced(void)
{
	open_ledger();
	close_ledger(run("forced"));
}
experiment("forced", "a store by force", forced);
/* Chapter 18: experiment: get_user_pages */

static long hold_many(u32 at, u32 n)
{
	static struct page *got[256];
	u32 i;

	down_read(&current->mm->mmap_sem);
	n = get_user_pages(current, current->mm, at, n, true, false,
			   got, NULL);
	up_read(&current->mm->mmap_sem);
	for (i = 0; i < n; i++)
		put_page(got[i]);
	return n;
}
syscall(559, hold_many);

static void gup_cost(void)
{
	open_ledger();
	close_ledger(run("gup_cost"));
	obs("one", "%u", told[0]);
	obs("many", "%u", told[2]);
	obs("page", "%u", told[3]);
	obs("mib", "%u", told[4]);
}
experiment("gup-cost", "instructions for a page", gup_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 18: experiment: get_user_pages */

static struct page *kept[4];
static u32 nr_kept;

static long keep(u32 at, u32 n, u32 how)
{
	int got;

	down_read(&current->mm->mmap_sem);
	got = get_user_pages(current, current->mm, at, n, how & 1,
			     how & 2, kept + nr_kept, NULL);
	up_read(&current->mm->mmap_sem);
	if (got > 0) {
		held = kept[nr_kept];
		nr_kept += got;
	}
	return got;
}
syscall(541, keep);

/* Chapter 18: keep: what is asked of it */
static long let_all_go(void)
{
	while (nr_kept)
		put_page(kept[--nr_kept]);
	held = NULL;
	return 0;
}
syscall(543, let_all_go);
/* Chapter 18: experiment: get_user_pages */

static void pawned(void)
{
	s32 sum = 0;
	u32 n;

	open_ledger();
	close_ledger(run("pawned"));
	for (n = 1; n <= 12; n++) {
		dat("pawned", "%u: %d", n, (s32)told[n]);
		sum += (s32)(n * told[n]);
	}
	printk("twelve questions: what is answered is an exercise\n");
	obs("sum", "%d", sum);
}
experiment("pawned", "whose is it now?", pawned);
/* Chapter 18: experiment: get_user_pages */

static void outlives(void)
{
	char letter;
	s32 code;

	open_ledger();
	code = run("outlives");
	letter = held_byte(0);
	obs("holders", "%u", page_count(held));
	obs("entries", "%u", page_mapcount(held));
	let_go();
	close_ledger(code);
	printk("it has ended, and its page says %c\n", letter);
	obs("letter", "%c", letter);
}
experiment("outlives", "a page without a program", outlives);
/* Chapter 18: experiment: get_user_pages */

static void gup_fails(void)
{
	u32 k, seen = 0;
	s32 code = 0;

	open_ledger();
	for (k = 1; k < 1000; k++) {
		fail_alloc = k;
		code = run("needy_holds");
		seen |= 1 << nr_kept;
		let_all_go();
		if (fail_alloc)
			break;
	}
	fail_alloc = 0;
	close_ledger(code);
	obs("enough", "%u", k > 15);
	obs("seen", "%u", seen);
}
experiment("gup-fail", "any request may fail", gup_fails);
/* Chapter 18: experiment: get_user_pages */

static struct completion gate;

static long wait_at_gate(void)
{
	wait_for_completion(&gate);
	return 0;
}
syscall(523, wait_at_gate);

static long race(u32 address, u32 bits)
{
	static char letters[33];
	long got;
	u32 i;

	for (i = 0; i < 32; i++)
		letters[i] = bits >> i & 1 ? 'R' : 'H';
	held = NULL;
	replay_schedule = letters;
	complete(&gate);
	got = hold(address, 1);
	replay_schedule = NULL;
	return got;
}
syscall(524, race);
/* Chapter 18: experiment: get_user_pages */

static long outcome(u32 address)
{
	long is;

	init_completion(&gate);
	if (!held)
		return 0;
	is = held == page_at(address) ? 1 : 2;
	if (page_count(held) != (is == 1 ? 2 : 1) ||
	    page_mapcount(held) != (is == 1) || held_byte(0) != 'a')
		is = 3;
	let_go();
	return is;
}
syscall(539, outcome);

static void orders(void)
{
	open_ledger();
	init_completion(&gate);
	close_ledger(run("orders"));
}
experiment("gup-orders", "who comes in between", orders);
