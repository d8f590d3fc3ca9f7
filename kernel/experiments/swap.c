/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#define CHAPTER 21
#include <asm/pgtable.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/blkdev.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/replay.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/swap.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })
#define SWAP .cmdline = "ramdisk=1M swap=ram0"

/* Chapter 21: experiment: an area */
static void open_area(void)
{
	open_ledger();
	pswpin = pswpout = 0;
}

static void close_area(s32 code)
{
	close_ledger(code);
	obs("slots", "%u", total_swap_pages - nr_swap_pages);
}

static pte_t *entry_at(u32 address)
{
	return lookup_address(current->mm->pgd, address);
}

static long away(u32 address)
{
	return swap_out(current->mm, address);
}
syscall(560, away);
/* Chapter 21: experiment: three numbers */
struct numbers { u32 held, entries, slot; };

static struct numbers numbers_of(pte_t entry)
{
	swp_entry_t slot = pte_to_swp_entry(entry);
	struct page *page;

	if (pte_present(entry)) {
		page = pte_page(entry);
		slot.val = PageSwapCache(page) ? page->private : 0;
	} else {
		page = lookup_swap_cache(slot);
		if (page)
			put_page(page);
	}
	return (struct numbers){ page ? page_count(page) : 0,
				 page ? page_mapcount(page) : 0,
				 slot.val ? swap_count(slot) : 0 };
}
/* Chapter 21: experiment: three numbers */

static long look(const char *when, u32 address)
{
	struct numbers n = numbers_of(*entry_at(address));
	char text[32];

	if (strncpy_from_user(text, when, 32) < 0)
		return -EFAULT;
	if (n.held)
		printk("%s: held by %u, in %u, slot named by %u\n",
		       text, n.held, n.entries, n.slot);
	else
		printk("%s: in no frame, slot named by %u\n", text,
		       n.slot);
	return 0;
}
syscall(561, look);
/* Chapter 21: experiment: away */
enum { ISOLATED = 2, STEPS = 9 };

static struct {
	bool there;
	struct numbers n;
} table[STEPS][2];
static u32 column, step;
static struct page *watched;
static struct task_struct *program;
static bool watch_over;

static void note_numbers(u32 which, struct numbers n)
{
	table[which][column].there = true;
	table[which][column].n = n;
}

static void watch(void *unused)
{
	while (!watch_over) {
		note_numbers(step++, numbers_of(mk_pte(watched,
						_PAGE_PRESENT)));
		yield_to(program);
	}
}
/* Chapter 21: experiment: away */

static long away_watched(u32 address)
{
	struct task_struct *watcher = kthread_create(watch, NULL,
						     "watcher");
	long answer;

	BUG_ON(!watcher);
	watched = pte_page(*entry_at(address));
	program = current;
	watch_over = false;
	step = ISOLATED;
	wake_up_process(watcher);
	replay_schedule = "WWWW";
	answer = swap_out(current->mm, address);
	replay_schedule = NULL;
	watch_over = true;
	wait_task(watcher);
	return answer;
}
syscall(562, away_watched);
/* Chapter 21: experiment: away */

static long note(u32 which, u32 address)
{
	if (which < STEPS)
		note_numbers(which, numbers_of(*entry_at(address)));
	return 0;
}
syscall(563, note);
/* Chapter 21: experiment: away */

static void print_column(u32 which, u32 c)
{
	struct numbers n = table[which][c].n;

	if (!table[which][c].there)
		printk("  %25s", "");
	else if (n.held)
		printk("  held %u, entries %u, slot %u", n.held,
		       n.entries, n.slot);
	else
		printk("  in no frame,       slot %u", n.slot);
}
/* Chapter 21: experiment: away */

static const char *const names[STEPS] = {
	"stored to", "held by the kernel", "about to leave",
	"in the swap cache", "entries taken", "written", "gone",
	"let be", "loaded from" };

static void print_table(void)
{
	u32 i;

	printk("%-19s  %-25s  held by the kernel, too\n", "",
	       "the program's alone");
	for (i = 0; i < STEPS; i++) {
		printk("%-19s", names[i]);
		print_column(i, 0);
		print_column(i, 1);
		printk("\n");
	}
}
/* Chapter 21: experiment: away */

static void draw_column(u32 c)
{
	u32 i, last = 0;

	for (i = 0; i < STEPS; i++) {
		struct numbers n = table[i][c].n;

		if (!table[i][c].there)
			continue;
		dat("away", "%sbox s%u%u %u %u \"%s\\n%u, %u, %u\"",
		    n.held ? "" : "*", c, i, c, i, names[i], n.held,
		    n.entries, n.slot);
		if (i)
			dat("away", "arrow s%u%u s%u%u", c, last, c, i);
		last = i;
	}
}
/* Chapter 21: experiment: away */

static const char *digits(u32 c, char *text)
{
	struct numbers n;
	u32 i, at = 0;

	for (i = 0; i < STEPS; i++) {
		n = table[i][c].n;
		if (table[i][c].there)
			at += snprintf(text + at, 5, "%u%u%u ", n.held,
				       n.entries, n.slot);
	}
	text[at - 1] = '\0';
	return text;
}
/* Chapter 21: experiment: away */

static void one_page(void)
{
	char text[5 * STEPS];
	s32 held;

	open_area();
	memset(table, 0, sizeof(table));
	column = 0;
	obs("leaves", "%d", run("away"));
	column = 1;
	held = run("away", "held");
	print_table();
	draw_column(0);
	draw_column(1);
	obs("alone", "%s", digits(0, text));
	obs("held", "%s", digits(1, text));
	obs("written", "%u", pswpout);
	obs("read", "%u", pswpin);
	close_area(held);
}
experiment("away", "one page, out and back", one_page, SWAP);
/* Chapter 21: experiment: swap */
static void sisters(void)
{
	open_area();
	close_area(run("sisters"));
}
experiment("sisters", "two programs, one slot", sisters, SWAP);
/* Chapter 21: experiment: swap */

static long traffic(void)
{
	return pswpout * 100 + pswpin;
}
syscall(564, traffic);

static void written(void)
{
	open_area();
	close_area(run("written"));
}
experiment("written", "who tells the disk?", written, SWAP);
/* Chapter 21: experiment: swap */

static struct page *taken;

static long take_frame_of(u32 address)
{
	struct page *was = pte_page(*entry_at(address));
	long answer = swap_out(current->mm, address);

	if (answer)
		return answer;
	taken = alloc_page(GFP_HIGHUSER);
	BUG_ON(taken != was);
	memset(kmap(taken), 'k', PAGE_SIZE);
	kunmap(taken);
	return 0;
}
syscall(565, take_frame_of);

static long strange_bytes(void)
{
	u8 *at = kmap(taken);
	u32 i, n = 0;

	for (i = 0; i < PAGE_SIZE; i++)
		n += at[i] != 'k';
	kunmap(taken);
	put_page(taken);
	return n;
}
syscall(566, strange_bytes);
/* Chapter 21: experiment: swap */

static void stale_entry(void)
{
	open_area();
	close_area(run("remembered"));
}
experiment("remembered", "what the processor remembers",
	   stale_entry, SWAP);
/* Chapter 21: experiment: swap */

static u32 first_sector(swp_entry_t entry)
{
	return entry.val * (PAGE_SIZE / SECTOR_SIZE);
}

static long bad_slot(u32 address, u32 bad)
{
	swp_entry_t slot = pte_to_swp_entry(*entry_at(address));

	bad_sector(find_block_device("ram0"), READ,
		   bad ? first_sector(slot) : NO_SECTOR);
	return 0;
}
syscall(567, bad_slot);
/* Chapter 21: experiment: swap */

static long bad_for_writing(u32 bad)
{
	swp_entry_t next = get_swap_page();

	swap_free(next);
	next.val++;
	bad_sector(find_block_device("ram0"), WRITE,
		   bad ? first_sector(next) : NO_SECTOR);
	return 0;
}
syscall(568, bad_for_writing);

static void bad_slots(void)
{
	open_area();
	close_area(run("bad_slot"));
}
experiment("bad-slot", "a disk that fails", bad_slots, SWAP);
/* Chapter 21: experiment: swap */

static long launder(u32 address)
{
	pte_t *pte = entry_at(address);
	swp_entry_t entry = { held->private };

	BUG_ON(!PageSwapCache(held));
	set_pte(pte, (pte_t){ pte->pte & ~_PAGE_DIRTY });
	clear_page_flag(held, PG_dirty);
	return rw_swap_page(WRITE, entry, held);
}
syscall(569, launder);

static long store_in_held(u32 byte, u32 says_so)
{
	*(u8 *)kmap(held) = byte;
	kunmap(held);
	if (says_so)
		set_page_dirty_lock(held);
	return 0;
}
syscall(570, store_in_held);

static void laundered(void)
{
	open_area();
	close_area(run("laundered"));
}
experiment("laundered", "a store that nobody noted", laundered, SWAP);
/* Chapter 21: experiment: swap */

static void swap_cost(void)
{
	open_area();
	close_area(run("swap_cost"));
	obs("goes", "%u", told[0]);
	obs("comes", "%u", told[1]);
	obs("clean", "%u", told[2]);
	obs("more", "%u", (told[5] - told[3]) / 15);
}
experiment("swap-cost", "instructions for a page", swap_cost, SWAP,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 21: experiment: swap */

static long three_digits(u32 address)
{
	struct numbers n = numbers_of(*entry_at(address));

	return n.held * 100 + n.entries * 10 + n.slot;
}
syscall(571, three_digits);
/* Chapter 21: experiment: swap */

static void luggage(void)
{
	s32 sum = 0;
	u32 n;

	open_area();
	close_area(run("luggage"));
	for (n = 1; n <= 12; n++) {
		dat("luggage", "%u: %d", n, (s32)told[n]);
		sum += (s32)(n * told[n]);
	}
	printk("twelve questions: what is answered is an exercise\n");
	obs("sum", "%d", sum);
}
experiment("luggage", "where is it now?", luggage, SWAP);
