/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 20 (disk) */
#include <asm/hardirq.h>
#include <linux/blkdev.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>

static struct list_head disks = { &disks, &disks };

/* Chapter 20: ll_rw_blk.c: which disks there are */
void register_block_device(struct block_device *bdev)
{
	bdev->bad[READ] = bdev->bad[WRITE] = NO_SECTOR;
	list_add(&bdev->list, disks.prev);
	printk("  %s: %u sectors\n", bdev->name, bdev->sectors);
}

struct block_device *find_block_device(const char *name)
{
	struct block_device *bdev;

	list_for_each_entry(bdev, &disks, list)
		if (!strcmp(bdev->name, name))
			return bdev;
	return NULL;
}

void bad_sector(struct block_device *bdev, int rw, u32 sector)
{
	bdev->bad[rw] = sector;
}

/* Chapter 20: ll_rw_blk.c: submit and end */
void bio_endio(struct bio *bio, u32 sector, const char *why)
{
	bio->bi_error = why ? -EIO : 0;
	if (why)
		printk("%s: sector %u cannot be %s: %s\n",
		       bio->bi_bdev->name, sector,
		       bio->bi_rw == READ ? "read" : "written", why);
	bio->bi_end_io(bio);
}

void submit_bio(int rw, struct bio *bio)
{
	struct block_device *bdev = bio->bi_bdev;
	u32 n = bio->bi_size / SECTOR_SIZE, first = bio->bi_sector;
	u32 flags;

	BUG_ON(!n || bio->bi_size % SECTOR_SIZE);
	bio->bi_rw = rw;
	local_irq_save(flags);
	if (first >= bdev->sectors || n > bdev->sectors - first)
		bio_endio(bio, first > bdev->sectors ? first :
			  bdev->sectors, "behind the end");
	else if (bdev->bad[rw] - first < n)
		bio_endio(bio, bdev->bad[rw], "it was declared bad");
	else
		bdev->make_request(bio);
	local_irq_restore(flags);
}

/* Chapter 20: ll_rw_blk.c: wait for it */
static void wake_waiter(struct bio *bio)
{
	complete(bio->bi_private);
}

int block_rw(int rw, struct block_device *bdev, u32 sector,
	     struct page *page, u32 offset, u32 size)
{
	struct completion done;
	struct bio bio = { .bi_bdev = bdev, .bi_sector = sector,
			   .bi_page = page, .bi_offset = offset,
			   .bi_size = size, .bi_private = &done,
			   .bi_end_io = wake_waiter };

	might_sleep();
	if (!size || (offset | size) % SECTOR_SIZE ||
	    offset > PAGE_SIZE || size > PAGE_SIZE - offset)
		return -EINVAL;
	init_completion(&done);
	submit_bio(rw, &bio);
	wait_for_completion(&done);
	return bio.bi_error;
}
