/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 20 (disk) */
#pragma once
#include <linux/list.h>
#include <linux/types.h>

#define SECTOR_SIZE 512
#define NO_SECTOR   (~0U)

enum { READ, WRITE };

struct page;
struct bio;

struct block_device {
	const char *name;
	u32 sectors;
	/* Takes a bio that is within the disk; never sleeps. */
	void (*make_request)(struct bio *bio);
	u32 bad[2];		/* this one fails, by direction */
	struct list_head list;	/* all disks */
};

/* Chapter 20: blkdev.h: a transfer */
/* The caller's, until bi_end_io is called. */
struct bio {
	struct block_device *bi_bdev;
	u32 bi_sector;			/* the first */
	struct page *bi_page;		/* held; may be in highmem */
	u32 bi_offset, bi_size;		/* in it; whole sectors */
	void (*bi_end_io)(struct bio *bio);	/* interrupts off */
	void *bi_private;		/* the caller's */
	int bi_rw, bi_error;		/* 0 or -EIO, when it is over */
	struct list_head bi_list;	/* the device's */
};

/* Chapter 20: blkdev.h: functions */
/*
 * Reads or writes, and calls bi_end_io exactly once, with bi_error
 * set: maybe before this returns, maybe out of an interrupt. Never
 * sleeps; who asks has no window of the two kinds KM_BIO_*_IRQ.
 */
void submit_bio(int rw, struct bio *bio);
/*
 * The same, and waits for it. 0, or -EIO, which has been said on the
 * console with the sector's number; -EINVAL: not whole sectors of one
 * page. Linux has this for the swap area alone, rw_swap_page_sync.
 */
int block_rw(int rw, struct block_device *bdev, u32 sector,
	     struct page *page, u32 offset, u32 size);
/* The disk of this name, or NULL. */
struct block_device *find_block_device(const char *name);
/* For drivers: here is one more. Its name is its own. */
void register_block_device(struct block_device *bdev);
/* For drivers: it is over. why: NULL, or what happened to sector. */
void bio_endio(struct bio *bio, u32 sector, const char *why);
/*
 * For tests: from now on a transfer in this direction that includes
 * sector fails there. NO_SECTOR: none does.
 */
void bad_sector(struct block_device *bdev, int rw, u32 sector);
