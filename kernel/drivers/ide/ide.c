/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 20 (disk) */
#include <asm/io.h>
#include <asm/system.h>
#include <linux/blkdev.h>
#include <linux/highmem.h>
#include <linux/ide.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>

/* Chapter 20: ide.c: ports and bits */
#define IDE_DATA	0x1f0
#define IDE_NSECTOR	0x1f2
#define IDE_LBA_LOW	0x1f3
#define IDE_LBA_MID	0x1f4
#define IDE_LBA_HIGH	0x1f5
#define IDE_SELECT	0x1f6
#define IDE_STATUS	0x1f7		/* read */
#define IDE_COMMAND	0x1f7		/* written */
#define IDE_CONTROL	0x3f6

#define BUSY_STAT	0x80
#define READY_STAT	0x40
#define WRERR_STAT	0x20		/* the drive is broken */
#define DRQ_STAT	0x08
#define ERR_STAT	0x01

#define WIN_READ	0x20
#define WIN_WRITE	0x30
#define WIN_IDENTIFY	0xec

#define CONTROL_NIEN	0x02		/* no interrupts */
#define CONTROL_SRST	0x04		/* reset, while it is set */

#define IDE_IRQ 14

/* Chapter 20: ide.c: what is under way */
u32 ide_timeout = 10 * HZ;	/* as long as Linux waits */

static struct block_device hda = { .name = "hda" };
static struct list_head queue = { &queue, &queue };
static u32 done;		/* sectors of its first bio */
static bool busy;		/* with a command, or a reset */
static u32 deadline;		/* for its next sector */
static bool resetting, ending;

static struct bio *first_bio(void)
{
	return list_empty(&queue) ? NULL :
	       list_entry(queue.next, struct bio, bi_list);
}

/* Chapter 20: ide.c: a sector */
static void move_sector(struct bio *bio)
{
	char *page = kmap_atomic(bio->bi_page, KM_BIO_SRC_IRQ);
	char *at = page + bio->bi_offset + done * SECTOR_SIZE;

	if (bio->bi_rw == READ)
		insw(IDE_DATA, at, SECTOR_SIZE / 2);
	else
		outsw(IDE_DATA, at, SECTOR_SIZE / 2);
	kunmap_atomic(page, KM_BIO_SRC_IRQ);
}

static bool is_ready(void)
{
	u8 mask = BUSY_STAT | DRQ_STAT | READY_STAT;

	return (inb(IDE_STATUS) & mask) == READY_STAT;
}

/* Waits a little for a bit; a thousand looks at most. */
static bool status_is(u8 mask, u8 wanted)
{
	u32 tries = 1000;

	while (--tries && (inb(IDE_STATUS) & mask) != wanted)
		;
	return tries;
}

/* Chapter 20: ide.c: begin, go on, end */
/* Chapter 20: ide.c: end */
static void ide_begin(void);

static void ide_end(const char *why)
{
	struct bio *bio = first_bio();
	bool within = ending;

	list_del(&bio->bi_list);
	busy = false;
	ending = true;
	bio_endio(bio, bio->bi_sector + done, why);
	if (within)
		return;
	while (first_bio() && !busy)
		ide_begin();
	ending = false;
}

static void ide_begin(void)
{
	struct bio *bio = first_bio();
	u32 lba = bio->bi_sector;

	done = 0;
	outb(0xe0 | lba >> 24, IDE_SELECT);
	if (!is_ready()) {
		ide_end("the disk is not ready");
		return;
	}
	outb(bio->bi_size / SECTOR_SIZE, IDE_NSECTOR);
	outb(lba, IDE_LBA_LOW);
	outb(lba >> 8, IDE_LBA_MID);
	outb(lba >> 16, IDE_LBA_HIGH);
	outb(bio->bi_rw == READ ? WIN_READ : WIN_WRITE, IDE_COMMAND);
	busy = true;
	deadline = jiffies + ide_timeout;
	if (bio->bi_rw == WRITE) {
		if (status_is(BUSY_STAT | DRQ_STAT, DRQ_STAT))
			move_sector(bio);
		else
			ide_end("the disk takes no data");
	}
}

/* Chapter 20: ide.c: the interrupt */
static void ide_intr(int irq, void *dev_id, struct pt_regs *regs)
{
	u8 status = inb(IDE_STATUS);
	struct bio *bio = first_bio();
	bool more;

	if (!bio || resetting || status & BUSY_STAT)
		return;
	if (status & (ERR_STAT | WRERR_STAT)) {
		ide_end("the disk says so");
		return;
	}
	more = done + 1 < bio->bi_size / SECTOR_SIZE;
	if ((bio->bi_rw == READ || more) != !!(status & DRQ_STAT))
		return;
	if (bio->bi_rw == READ)
		move_sector(bio);
	done++;
	deadline = jiffies + ide_timeout;
	if (!more)
		ide_end(NULL);
	else if (bio->bi_rw == WRITE)
		move_sector(bio);
}
/* Chapter 20: ide.c: too late */

void ide_tick(void)
{
	bool late = busy && (s32)(jiffies - deadline) >= 0;

	if (resetting && (late || is_ready())) {
		resetting = false;
		ide_end("no answer");
	} else if (late) {
		outb(CONTROL_SRST | CONTROL_NIEN, IDE_CONTROL);
		outb(0, IDE_CONTROL);
		resetting = true;
		deadline = jiffies + 10 * HZ;
	}
}
/* Chapter 20: ide.c: begin, go on, end */

static void ide_make_request(struct bio *bio)
{
	list_add(&bio->bi_list, queue.prev);
	if (!busy && !ending)
		ide_begin();
}

/* Chapter 20: ide.c: is there a disk? */
static void ide_init(void)
{
	static u16 id[SECTOR_SIZE / 2];

	outb(CONTROL_NIEN, IDE_CONTROL);
	outb(0xe0, IDE_SELECT);
	if (!status_is(BUSY_STAT | READY_STAT, READY_STAT))
		return;
	outb(WIN_IDENTIFY, IDE_COMMAND);
	if (!status_is(BUSY_STAT | DRQ_STAT | ERR_STAT, DRQ_STAT))
		return;
	insw(IDE_DATA, id, SECTOR_SIZE / 2);
	hda.sectors = id[60] | (u32)id[61] << 16;
	hda.make_request = ide_make_request;
	request_irq(IDE_IRQ, ide_intr, "ide", NULL);
	outb(0, IDE_CONTROL);
	register_block_device(&hda);
}
device_initcall(ide_init);
