/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#define CHAPTER 19
#include <asm/msr.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/traps.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 19: experiment: copies to programs */
static void receivers(void)
{
	u32 pieces = usercopy_counts.pieces;

	open_ledger();
	close_ledger(run("receivers"));
	obs("pieces", "%u", usercopy_counts.pieces > pieces);
}
experiment("receivers", "eight receivers", receivers);

static void receivers_386(void)
{
	receivers();
}
experiment("receivers-386", "eight receivers, on a 386",
	   receivers_386, .cmdline = "wp=off");
/* Chapter 19: experiment: copies to programs */

static u8 source[3 * PAGE_SIZE];
static u32 turn;

static void account(const char *what, u32 left,
		    struct usercopy_counts before)
{
	u32 copies = usercopy_counts.copies - before.copies;
	u32 pieces = usercopy_counts.pieces - before.pieces;
	char key[16];

	printk("%s: by the door %u, pieces %u, left %u\n", what,
	       copies, pieces, left);
	snprintf(key, sizeof(key), "%u", turn++);
	obs(key, "%u,%u,%u", copies, pieces, left);
}

static long copy(u32 at, u32 n)
{
	struct usercopy_counts before = usercopy_counts;
	u32 left = copy_to_user((void *)at, source, n);
	char what[24];

	snprintf(what, sizeof(what), "%u bytes to %u", n,
		 at % PAGE_SIZE);
	account(what, left, before);
	return left;
}
syscall(531, copy);
/* Chapter 19: experiment: copies to programs */

static void by_pages(void)
{
	turn = 0;
	open_ledger();
	close_ledger(run("pieces_of"));
}
experiment("by-pages", "which pieces", by_pages, .cmdline = "wp=off");
/* Chapter 19: experiment: copies to programs */

static long put(u32 at)
{
	struct usercopy_counts before = usercopy_counts;
	int error = put_user(0x07070707U, (u32 *)at);

	account("put_user", error ? 4 : 0, before);
	return error;
}
syscall(532, put);

static long clear(u32 at, u32 n, u32 straight)
{
	struct usercopy_counts before = usercopy_counts;
	u32 left = straight ? __clear_user((void *)at, n) :
			      clear_user((void *)at, n);

	account("clear_user", left, before);
	return left;
}
syscall(533, clear);
/* Chapter 19: experiment: copies to programs */

static void writers(void)
{
	turn = 0;
	open_ledger();
	close_ledger(run("writers"));
}
experiment("writers", "a kernel for a 386, on a 486", writers);

static void lesser_machine(void)
{
	writers();
}
experiment("lesser-machine", "a kernel for a 386, on a 386",
	   lesser_machine, .cmdline = "wp=off");

/* Chapter 19: experiment: copies to programs */

static void better_kernel(void)
{
	writers();
}
experiment("better-kernel", "a kernel for a 486, on a 486",
	   better_kernel, .variant = "X86_WP_WORKS_OK");

static void lost_bit(void)
{
	write_wp(false);
	boot_cpu_data.wp_works_ok = 0;
	writers();
}
experiment("lost-bit", "a kernel for a 486, on a 386",
	   lost_bit, .variant = "X86_WP_WORKS_OK");
/* Chapter 19: experiment: copies to programs */

static void silent(void)
{
	write_wp(false);
	boot_cpu_data.wp_works_ok = 0;
	open_ledger();
	close_ledger(run("damage"));
}
experiment("silent", "a kernel for a 486 loses the bit", silent,
	   .variant = "X86_WP_WORKS_OK");
/* Chapter 19: experiment: copies to programs */

static void straight(void)
{
	turn = 0;
	open_ledger();
	close_ledger(run("straight"));
}
experiment("straight", "zeros, straight through", straight,
	   .cmdline = "wp=off");
/* Chapter 19: experiment: copies to programs */

static long from_window(u32 at, u32 by_pages)
{
	struct page *page = alloc_page(GFP_HIGHUSER);
	char *from;
	u32 left;

	BUG_ON(!page);
	from = kmap_atomic(page, KM_USER0);
	memset(from, 'A', PAGE_SIZE);
	if (by_pages) {
		preempt_count()--;
		left = copy_by_pages((void *)at, from, 100);
		preempt_count()++;
	} else {
		left = copy_to_user((void *)at, from, 100);
	}
	kunmap_atomic(from, KM_USER0);
	put_page(page);
	return left;
}
syscall(534, from_window);

static void onto_itself(void)
{
	open_ledger();
	close_ledger(run("onto_itself"));
}
experiment("onto-itself", "a page onto itself", onto_itself,
	   .cmdline = "wp=off");
/* Chapter 19: experiment: copies to programs */

static u32 everything;

static long say_everything(u32 yes)
{
	everything = yes;
	return 0;
}
syscall(548, say_everything);

static long is_everything(void)
{
	return everything;
}
syscall(545, is_everything);

static long is_a_page(void)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	if (page)
		put_page(page);
	return page != NULL;
}
syscall(547, is_a_page);
/* Chapter 19: experiment: copies to programs */

static void init_waits(void)
{
	u32 i;

	told[0] = told[1] = 0;
	for (i = 0; i < 1000 && !told[1]; i++) {
		current->state = TASK_UNINTERRUPTIBLE;
		schedule_timeout(1);
	}
	run("hungry");
	printk("pid 1 gets %d, another program %d\n",
	       (int)told[1] - 100, (int)told[0] - 100);
	obs("init", "%d", (int)told[1] - 100);
	obs("other", "%d", (int)told[0] - 100);
}
experiment("init-waits", "no memory, and pid 1", init_waits,
	   .cmdline = "wp=off init=hungry", .mem = 16);
/* Chapter 19: experiment: copies to programs */

static void plain_386(void)
{
	open_ledger();
	close_ledger(run("plain"));
}
experiment("plain-386", "a plain store on a 386", plain_386,
	   .cmdline = "wp=off");
/* Chapter 19: experiment: copies to programs */

#define USER	0x40000000U
#define HOLE	(USER + PAGE_SIZE)
#define OURS	((u8 *)source + 1)	/* odd, where HOLE is even */

static struct page *below;

static void lend(void)
{
	below = alloc_page(GFP_KERNEL);
	BUG_ON(!below || map_page(swapper_pg_dir, USER, below,
				  PAGE_SHARED));
}

static void take_back(void)
{
	unmap_page(swapper_pg_dir, USER);
	put_page(below);
}

/* Chapter 19: experiment: copies to programs */

static void fill(void)
{
	memset(OURS, 'k', 128);
	memset(page_address(below), 'u', PAGE_SIZE);
}

static u32 count(const u8 *at, u32 n, u8 letter)
{
	u32 i, found = 0;

	for (i = 0; i < n; i++)
		found += at[i] == letter;
	return found;
}
/* Chapter 19: experiment: copies to programs */

static u32 behind(u32 room)
{
	u32 left;

	fill();
	left = __copy_to_user_ll((void *)(HOLE - room), OURS, 128);
	return count(page_address(below), PAGE_SIZE, 'k') -
	       (128 - left);
}

static u32 short_of(u32 room)
{
	u32 left;

	fill();
	left = __copy_from_user_ll(OURS, (void *)(HOLE - room), 128);
	BUG_ON(count(OURS, 128, 'u') != 128 - left ||
	       count(OURS, 128, 0) != left);
	return room - (128 - left);
}
/* Chapter 19: experiment: copies to programs */

static void worst(u32 mask)
{
	u32 room, to = 0, from = 0, n;

	movsl_mask = mask;
	for (room = 64; room < 128; room++) {
		n = behind(room);
		to = n > to ? n : to;
		n = short_of(room);
		from = n > from ? n : from;
	}
	printk("mask %u: up to %u written behind the count; of what"
	       " was there, up to %u not copied\n", mask, to, from);
	obs(mask ? "to7" : "to0", "%u", to);
	obs(mask ? "from7" : "from0", "%u", from);
	movsl_mask = 0;
}

static void sixty(void)
{
	lend();
	worst(0);
	worst(7);
	take_back();
}
experiment("sixty", "up to sixty bytes", sixty);
/* Chapter 19: experiment: copies to programs */

static void *mebibyte;

static void bare_copy(void *to, const void *from, u32 n)
{
	n /= 4;
	asm volatile("rep movsl"
		     : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

static long time_copy(u32 at, u32 n, u32 how)
{
	u32 start = rdtsc(), left = 0;

	if (how)
		left = copy_to_user((void *)at, mebibyte, n);
	else
		bare_copy((void *)at, mebibyte, n);
	start = rdtsc() - start;
	BUG_ON(left != (at < PAGE_SIZE ? n : 0));
	return start;
}
syscall(549, time_copy);
/* Chapter 19: experiment: copies to programs */

static void copy_cost(void)
{
	struct page *page = alloc_pages(GFP_KERNEL, 8);

	BUG_ON(!page);
	mebibyte = page_address(page);
	open_ledger();
	close_ledger(run("copy_cost"));
	free_pages(page, 8);
	obs("page", "%u", told[2]);
	obs("mib", "%u", told[4]);
	obs("refused", "%u", told[5]);
}
experiment("copy-cost", "copies, by the program's address", copy_cost,
	   .qemu_only = "v86's time-stamp counter counts time");

static void pages_cost(void)
{
	copy_cost();
}
experiment("pages-cost", "copies, by the program's frames",
	   pages_cost, .cmdline = "wp=off",
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 19: experiment: copies to programs */

enum { COPIES, PIECES, COPY, FETCH, CLEAR, PUT };

/* The kernel's bytes begin at an odd address. */
static long pass(u32 how, u32 at, u32 n)
{
	char *ours = (char *)((u32)source | 1);

	switch (how) {
	case COPIES:
		return usercopy_counts.copies;
	case PIECES:
		return usercopy_counts.pieces;
	case COPY:
		memset(ours, 'k', n);
		return copy_to_user((void *)at, ours, n);
	case FETCH:
		return copy_from_user(ours, (void *)at, n);
	case CLEAR:
		return clear_user((void *)at, n);
	}
	return put_user(0x6B6B6B6B6B6B6B6BULL, (u64 *)at);
}
syscall(493, pass);
/* Chapter 19: experiment: copies to programs */

static void turnstile(const char *name, const char *which, u32 first,
		      u32 last)
{
	s32 sum = 0;
	u32 n;

	open_ledger();
	close_ledger(run("turnstile", which));
	for (n = first; n <= last; n++) {
		dat(name, "%u: %d", n, (s32)told[n]);
		sum += (s32)(n * told[n]);
	}
	printk("%u questions: what is answered is an exercise\n",
	       last - first + 1);
	obs("sum", "%d", sum);
}
/* Chapter 19: experiment: copies to programs */

static void has_arrived(void)
{
	turnstile("has-arrived", "address", 1, 4);
}
experiment("has-arrived", "how much has arrived?", has_arrived,
	   .cmdline = "movsl_mask=7");

static void has_arrived_386(void)
{
	turnstile("has-arrived-386", "frames", 5, 12);
}
experiment("has-arrived-386", "how much has arrived, on a 386?",
	   has_arrived_386, .cmdline = "wp=off movsl_mask=7");
