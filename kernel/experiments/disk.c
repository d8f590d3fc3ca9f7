/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 20 (disk) */
#define CHAPTER 20
#include <asm/io.h>
#include <asm/msr.h>
#include <asm/system.h>
#include <linux/binfmts.h>
#include <linux/blkdev.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/ide.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })
#define HDA .cmdline = "hda=1M"

/* Chapter 20: experiment: elsewhere */
static struct completion asked;
static struct task_struct *reader;
static char moved_while[16];
static bool is_over;

static void note_who(struct bio *bio)
{
	strlcpy(moved_while, current->comm, sizeof(moved_while));
	is_over = true;
	wake_up_process(reader);
}

static void read_77(void *arg)
{
	struct bio bio = { .bi_bdev = find_block_device("hda"),
			   .bi_sector = 77, .bi_page = arg,
			   .bi_size = SECTOR_SIZE,
			   .bi_end_io = note_who };

	wait_for_completion(&asked);
	local_irq_disable();
	current->state = TASK_UNINTERRUPTIBLE;
	submit_bio(READ, &bio);
	schedule();
	local_irq_enable();
}
/* Chapter 20: experiment: elsewhere */

static long ask(void)
{
	complete(&asked);
	return 0;
}
syscall(580, ask);

static long has_come(void)
{
	return is_over;
}
syscall(581, has_come);

static void say_line(struct page *page, u32 offset)
{
	char line[33];

	copy_from_highpage(line, page, offset, 32);
	line[31] = '\0';
	printk("  %s\n", line);
}
/* Chapter 20: experiment: elsewhere */

static void elsewhere(void)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	is_over = false;
	init_completion(&asked);
	reader = kthread_create(read_77, page, "reader");
	BUG_ON(!page || !reader);
	wake_up_process(reader);
	obs("exit", "%d", run("counting"));
	wait_task(reader);
	printk("asked by reader, moved while %s ran:\n", moved_while);
	say_line(page, 0);
	obs("while", "%s", moved_while);
	obs("high", "%u", PageHighMem(page));
	put_page(page);
}
experiment("elsewhere", "bytes that come meanwhile", elsewhere, HDA);
/* Chapter 20: experiment: disks */
static u8 byte_at(struct page *page, u32 i)
{
	u8 byte;

	copy_from_highpage(&byte, page, i, 1);
	return byte;
}

/* Its pieces say which they are, from 1 on. */
static void number_pieces(struct page *page)
{
	u8 piece[SECTOR_SIZE];
	u32 i;

	for (i = 0; i < PAGE_SIZE / SECTOR_SIZE; i++) {
		memset(piece, i + 1, SECTOR_SIZE);
		copy_to_highpage(page, i * SECTOR_SIZE, piece,
				 SECTOR_SIZE);
	}
}

/* Chapter 20: experiment: two disks */
static void try_disk(const char *name)
{
	struct block_device *bdev = find_block_device(name);
	struct page *page = alloc_page(GFP_HIGHUSER);
	struct page *back = alloc_page(GFP_HIGHUSER);

	number_pieces(page);
	BUG_ON(block_rw(WRITE, bdev, 16, page, 0, PAGE_SIZE));
	BUG_ON(block_rw(WRITE, bdev, 18, page, 2048, SECTOR_SIZE));
	BUG_ON(block_rw(READ, bdev, 17, back, 0, PAGE_SIZE));
	printk("%s: sector 17 has piece %u, 18 piece %u, 19 piece %u\n",
	       name, byte_at(back, 0), byte_at(back, 512),
	       byte_at(back, 1024));
	obs(name, "%u%u%u%u", byte_at(back, 0), byte_at(back, 512),
	    byte_at(back, 1024), byte_at(back, 6 * 512 + 511));
	obs(bdev->name[0] == 'h' ? "hda.next" : "ram0.next", "%u",
	    byte_at(back, 7 * 512) > 8 || !byte_at(back, 7 * 512));
	put_page(page);
	put_page(back);
}
/* Chapter 20: experiment: two disks */

static void note_over(struct bio *bio)
{
	*(volatile bool *)bio->bi_private = true;
}

/* Do KM_USER0 and KM_USER1 still show mine? */
static bool windows_stay(const char *name, struct page *mine,
			 struct page *page)
{
	volatile bool over = false;
	struct bio bio = { .bi_bdev = find_block_device(name),
			   .bi_sector = 16, .bi_page = page,
			   .bi_size = SECTOR_SIZE,
			   .bi_end_io = note_over,
			   .bi_private = (void *)&over };
	char *at[2] = { kmap_atomic(mine, KM_USER0),
			kmap_atomic(mine, KM_USER1) };
	bool stay;

	submit_bio(READ, &bio);
	while (!over)
		;
	stay = at[0][0] == 'm' && at[1][0] == 'm';
	kunmap_atomic(at[1], KM_USER1);
	kunmap_atomic(at[0], KM_USER0);
	return stay;
}
/* Chapter 20: experiment: two disks */

static void two_disks(void)
{
	struct page *mine = alloc_page(GFP_HIGHUSER);
	struct page *page = alloc_page(GFP_HIGHUSER);

	try_disk("ram0");
	try_disk("hda");
	copy_to_highpage(mine, 0, "m", 1);
	obs("ram0.stay", "%u", windows_stay("ram0", mine, page));
	obs("hda.stay", "%u", windows_stay("hda", mine, page));
	put_page(mine);
	put_page(page);
}
experiment("two-disks", "two disks, one door", two_disks,
	   .cmdline = "hda=1M ramdisk=64K");
/* Chapter 20: experiment: disks */

static void no_disk(void)
{
	bool there = find_block_device("hda") != NULL;

	printk("hda is %s\n", there ? "there" : "not there");
	obs("there", "%u", there);
}
experiment("no-disk", "a machine without a disk", no_disk);

static void behind_the_end(void)
{
	struct block_device *hda = find_block_device("hda");
	struct page *page = alloc_page(GFP_HIGHUSER);

	number_pieces(page);
	obs("last", "%d", block_rw(READ, hda, 2040, page, 0, 4096));
	say_line(page, 7 * SECTOR_SIZE);
	number_pieces(page);
	obs("over", "%d", block_rw(READ, hda, 2044, page, 0, 4096));
	obs("untouched", "%u", byte_at(page, 0));
	obs("far", "%d", block_rw(WRITE, hda, NO_SECTOR, page, 0, 512));
	obs("odd", "%d", block_rw(READ, hda, 0, page, 0, 100));
	put_page(page);
}
experiment("behind-the-end", "sectors that are not there",
	   behind_the_end, HDA);
/* Chapter 20: experiment: disks */

static void bad_sectors(void)
{
	struct block_device *hda = find_block_device("hda");
	struct page *page = alloc_page(GFP_HIGHUSER);

	number_pieces(page);
	obs("with", "%d", block_rw(READ, hda, 72, page, 0, PAGE_SIZE));
	say_line(page, 4 * SECTOR_SIZE);
	obs("sixth", "%u", byte_at(page, 5 * SECTOR_SIZE));
	obs("without", "%d", block_rw(READ, hda, 64, page, 0, 4096));
	say_line(page, 7 * SECTOR_SIZE);
	obs("write", "%d", block_rw(WRITE, hda, 77, page, 0, 512));
	obs("next", "%d", block_rw(READ, hda, 78, page, 0, 512));
	put_page(page);
}
experiment("bad-sector", "a bad sector", bad_sectors,
	   .cmdline = "hda=1M bad=77");
/* Chapter 20: experiment: disks */

static u32 n_over;

static void count_over(struct bio *bio)
{
	n_over++;
	complete(bio->bi_private);
}
/* Chapter 20: experiment: disks */

static void no_answer(void)
{
	struct block_device *hda = find_block_device("hda");
	struct page *page = alloc_page(GFP_HIGHUSER);
	struct completion done[2];
	struct bio bio[2];
	u32 i;

	ide_timeout = 3;
	outb(2, 0x3f6);
	n_over = 0;
	for (i = 0; i < 2; i++) {
		init_completion(&done[i]);
		bio[i] = (struct bio){ .bi_bdev = hda, .bi_page = page,
			.bi_sector = 100 + i, .bi_offset = i * 512,
			.bi_size = 512, .bi_end_io = count_over,
			.bi_private = &done[i] };
		submit_bio(READ, &bio[i]);
	}
	/* Chapter 20: no_answer: wait for both */
	wait_for_completion(&done[0]);
	ide_timeout = 10 * HZ;
	wait_for_completion(&done[1]);
	say_line(page, 512);
	obs("first", "%d", bio[0].bi_error);
	obs("second", "%d", bio[1].bi_error);
	obs("third", "%d", block_rw(READ, hda, 102, page, 0, 512));
	obs("over", "%u", n_over);
	put_page(page);
}
experiment("no-answer", "a disk that never answers", no_answer, HDA);
/* Chapter 20: experiment: disks */

static void declared_bad(void)
{
	struct block_device *ram = find_block_device("ram0");
	struct page *page = alloc_page(GFP_HIGHUSER);

	bad_sector(ram, WRITE, 20);
	obs("write", "%d", block_rw(WRITE, ram, 16, page, 0, 4096));
	obs("before", "%d", block_rw(WRITE, ram, 12, page, 0, 4096));
	obs("read", "%d", block_rw(READ, ram, 16, page, 0, 4096));
	bad_sector(ram, WRITE, NO_SECTOR);
	obs("well", "%d", block_rw(WRITE, ram, 16, page, 0, 4096));
	put_page(page);
}
experiment("declared-bad", "declared bad", declared_bad,
	   .cmdline = "ramdisk=1M");
/* Chapter 20: experiment: disks */

static u32 of_eight(int rw, struct page *page, u32 size)
{
	struct block_device *ram = find_block_device("ram0");
	u32 i, start, took, best = ~0U;

	for (i = 0; i < 8; i++) {
		start = rdtsc();
		block_rw(rw, ram, 8, page, 0, size);
		took = rdtsc() - start;
		best = took < best ? took : best;
	}
	return best;
}
/* Chapter 20: experiment: disks */

static void disk_cost(void)
{
	struct page *page = alloc_page(GFP_HIGHUSER);
	u32 sector = of_eight(READ, page, SECTOR_SIZE);
	u32 read = of_eight(READ, page, PAGE_SIZE);
	u32 write = of_eight(WRITE, page, PAGE_SIZE);

	printk("a sector ~%u, a page read ~%u, written ~%u"
	       " instructions\n", sector, read, write);
	obs("sector", "%u", sector);
	obs("read", "%u", read);
	obs("write", "%u", write);
	put_page(page);
}
experiment("disk-cost", "what the way to a disk costs", disk_cost,
	   .cmdline = "ramdisk=1M",
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 20: experiment: disks */

static struct bio errands[3];
static u32 order, under_way;
static bool once_more;
static struct completion all_over;

static void note_order(struct bio *bio)
{
	u32 digit = bio - errands + 1;

	order = order * 10 + digit;
	if (digit == 1 && once_more) {
		once_more = false;
		submit_bio(bio->bi_rw, bio);
	} else if (!--under_way) {
		complete(&all_over);
	}
}
/* Chapter 20: experiment: disks */

static void send(u32 digit, int rw, const char *disk, u32 sector,
		 struct page *page, u32 size)
{
	errands[digit - 1] = (struct bio){ .bi_sector = sector,
		.bi_bdev = find_block_device(disk), .bi_page = page,
		.bi_size = size, .bi_end_io = note_order };
	under_way++;
	submit_bio(rw, &errands[digit - 1]);
}
/* Chapter 20: experiment: disks */

static void hold_off(void)
{
	order = 0;
	init_completion(&all_over);
	local_irq_disable();
}

static void let_come(void)
{
	local_irq_enable();
	wait_for_completion(&all_over);
}
/* Chapter 20: experiment: disks */

static void fill_page(struct page *page, u8 byte)
{
	char *at = kmap_atomic(page, KM_USER0);

	memset(at, byte, PAGE_SIZE);
	kunmap_atomic(at, KM_USER0);
}

static u32 sectors_of(struct page *page, u8 byte)
{
	u32 at, n = 0;

	for (at = 0; at < PAGE_SIZE; at += SECTOR_SIZE)
		n += byte_at(page, at) == byte;
	return n;
}
/* Chapter 20: experiment: disks */

/* Of the n sectors from sector on. */
static u32 on_disk(const char *disk, u32 sector, u32 n, u8 byte)
{
	struct block_device *bdev = find_block_device(disk);
	struct page *back = alloc_page(GFP_HIGHUSER);
	u32 i, found;

	fill_page(back, 0);
	for (i = 0; i < n; i++)
		block_rw(READ, bdev, sector + i, back, i * 512, 512);
	found = sectors_of(back, byte);
	put_page(back);
	return found;
}
/* Chapter 20: experiment: disks */

static void answer(u32 question, s32 is)
{
	told[question] = is;
}

static void cannot_be(struct page *page)
{
	struct block_device *hda = find_block_device("hda");
	struct block_device *ram = find_block_device("ram0");

	fill_page(page, 7);
	block_rw(READ, hda, 72, page, 0, PAGE_SIZE);
	answer(1, 8 - sectors_of(page, 7));
	fill_page(page, 7);
	bad_sector(ram, READ, 77);
	block_rw(READ, ram, 72, page, 0, PAGE_SIZE);
	answer(2, 8 - sectors_of(page, 7));
	bad_sector(ram, READ, NO_SECTOR);
	block_rw(WRITE, hda, 76, page, 0, 4 * SECTOR_SIZE);
	answer(3, on_disk("hda", 76, 4, 7));
	answer(4, block_rw(READ, hda, 0, page, 3584, 1024));
}
/* Chapter 20: experiment: disks */

static void is_told(struct page *page)
{
	hold_off();
	send(1, READ, "hda", 5, page, SECTOR_SIZE);
	send(2, READ, "hda", 5000, page, SECTOR_SIZE);
	send(3, READ, "ram0", 5, page, SECTOR_SIZE);
	let_come();
	answer(5, order);
	hold_off();
	once_more = true;
	send(1, READ, "hda", 5, page, SECTOR_SIZE);
	send(2, READ, "hda", 6, page, SECTOR_SIZE);
	send(3, READ, "hda", 7, page, SECTOR_SIZE);
	let_come();
	answer(6, order);
}
/* Chapter 20: experiment: disks */

static void interrupts(struct page *page)
{
	struct block_device *hda = find_block_device("hda");
	u32 before = irq_count[14];

	block_rw(READ, hda, 0, page, 0, PAGE_SIZE);
	answer(7, irq_count[14] - before);
	before = irq_count[14];
	block_rw(WRITE, hda, 10, page, 0, 3 * SECTOR_SIZE);
	answer(8, irq_count[14] - before);
}
/* Chapter 20: experiment: disks */

/* A page of ones is to be written, and then filled with twos. */
static u32 twos(const char *disk, u32 sector, struct page *page,
		struct page *first)
{
	hold_off();
	fill_page(page, 1);
	if (first)
		send(1, READ, "hda", 5, first, SECTOR_SIZE);
	send(2, WRITE, disk, sector, page, PAGE_SIZE);
	fill_page(page, 2);
	let_come();
	return on_disk(disk, sector, 8, 2);
}

static void is_lent(struct page *page, struct page *other)
{
	u32 count;

	answer(9, twos("hda", 30, page, NULL));
	answer(10, twos("hda", 40, page, other));
	answer(11, twos("ram0", 40, page, NULL));
	hold_off();
	send(1, READ, "hda", 5, page, SECTOR_SIZE);
	count = page_count(page);
	let_come();
	answer(12, count * 10 + PageDirty(page));
}
/* Chapter 20: experiment: disks */

static void errands_run(void)
{
	struct page *page = alloc_page(GFP_HIGHUSER);
	struct page *other = alloc_page(GFP_HIGHUSER);
	s32 sum = 0;
	u32 n;

	BUG_ON(!page || !other);
	cannot_be(page);
	is_told(page);
	interrupts(page);
	is_lent(page, other);
	for (n = 1; n <= 12; n++) {
		dat("errands", "%u: %d", n, (s32)told[n]);
		sum += (s32)(n * told[n]);
	}
	printk("twelve errands: what came of them is an exercise\n");
	obs("sum", "%d", sum);
	put_page(page);
	put_page(other);
}
experiment("errands", "twelve errands", errands_run,
	   .cmdline = "hda=1M bad=77 ramdisk=64K");
