/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 20 (disk) */
#include <asm/setup.h>
#include <linux/blkdev.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>

static struct page **frames;	/* of the disk, in order */

/* Chapter 20: rd.c: a transfer */
static void rd_copy(struct bio *bio, u32 done, u32 at, u32 n)
{
	struct page *frame = frames[at / PAGE_SIZE];
	char *disk = kmap_atomic(frame, KM_BIO_DST_IRQ);
	char *page = kmap_atomic(bio->bi_page, KM_BIO_SRC_IRQ);

	page += bio->bi_offset + done;
	if (bio->bi_rw == READ)
		memcpy(page, disk + at % PAGE_SIZE, n);
	else
		memcpy(disk + at % PAGE_SIZE, page, n);
	kunmap_atomic(page, KM_BIO_SRC_IRQ);
	kunmap_atomic(disk, KM_BIO_DST_IRQ);
}

static void rd_make_request(struct bio *bio)
{
	u32 at = bio->bi_sector * SECTOR_SIZE, done, n;

	for (done = 0; done < bio->bi_size; done += n, at += n) {
		n = PAGE_SIZE - at % PAGE_SIZE;
		if (n > bio->bi_size - done)
			n = bio->bi_size - done;
		rd_copy(bio, done, at, n);
	}
	bio_endio(bio, 0, NULL);
}

/* Chapter 20: rd.c: take the frames */
static struct block_device rd = { .name = "ram0",
				  .make_request = rd_make_request };

static u32 parse_size(const char *text)
{
	u32 n = 0;

	while (*text >= '0' && *text <= '9' && n < 4096)
		n = n * 10 + *text++ - '0';
	return text[0] == 'M' && !text[1] && n <= 1024 ? n << 20 :
	       text[0] == 'K' && !text[1] && n % 4 == 0 ? n << 10 : 0;
}

static void rd_init(void)
{
	char text[32];
	u32 size, i;

	if (!option("ramdisk", text))
		return;
	size = parse_size(text);
	if (!size)
		panic("ramdisk=%s: write a size such as 1M or 64K",
		      text);
	/* Chapter 20: rd_init: the frames */
	unsigned order = 0;
	struct page *table;

	while (PAGE_SIZE / sizeof(*frames) << order < size / PAGE_SIZE)
		order++;
	table = alloc_pages(GFP_KERNEL, order);
	if (table)
		frames = page_address(table);
	for (i = 0; frames && i < size / PAGE_SIZE; i++) {
		frames[i] = alloc_page(GFP_HIGHUSER);
		if (!frames[i])
			panic("ramdisk=%s: only %uK are free", text, i * 4);
		clear_highpage(frames[i]);
	}
	rd.sectors = size / SECTOR_SIZE;
	register_block_device(&rd);
}
device_initcall(rd_init);
