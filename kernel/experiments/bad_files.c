/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#define CHAPTER 6
#include <asm/setup.h>
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>

static const struct damage { u8 at, value; } deadly[] = {
	{ 4, 2 },	/* 64 bits */
	{ 16, 1 },	/* not linked yet */
	{ 18, 62 },	/* another machine */
	{ 42, 31 },	/* segments of another size */
	{ 44, 0 },	/* and none of them */
	{ 56, 4 },	/* the first is moved within its page */
	{ 63, 0xc0 },	/* lies in the kernel */
	{ 71, 0x7f },	/* has more bytes than the file */
	{ 75, 0xff },	/* and more memory than there is */
	{ 93, 0x80 },	/* the second lies on its page */
}, deadly_too[] = {
	{ 16, 'g' },	/* no digit */
	{ 54, 'f' },	/* more bytes than the archive */
	{ 94, 'f' },	/* a longer name */
};

/* Chapter 6: bad_files.c: the experiment */
static u8 *copy;

static bool program(u32 size)
{
	return elf_check(copy, size, STACK_BOTTOM) != -ENOEXEC;
}

static bool entry(u32 size)
{
	struct initrd_file file;

	return newc_entry(copy, size, 0, &file) > 0;
}
/* Chapter 6: bad_files.c: the experiment */

static void bad(const char *what, bool (*accepts)(u32 size), u32 size,
		const struct damage *d, u32 n)
{
	char key[24];
	u32 i, yes = 0;

	obs(what, "%u", accepts(size));
	for (i = 0; i < 200; i++)
		yes += accepts(i);
	for (; n--; d++) {
		u8 was = copy[d->at];

		copy[d->at] = d->value;
		yes += accepts(size);
		copy[d->at] = was;
	}
	printk("damaged %s: %u accepted\n", what, yes);
	snprintf(key, sizeof(key), "damaged.%s", what);
	obs(key, "%u", yes);
}
/* Chapter 6: bad_files.c: the experiment */

static void bad_files(void)
{
	struct page *page = alloc_pages(GFP_KERNEL, 3);
	struct initrd_file hello;
	u32 room = PAGE_SIZE << 3;

	BUG_ON(!page || initrd_find("hello", &hello) ||
	       hello.size > room || initrd_end - initrd_start < room);
	copy = page_address(page);
	memcpy(copy, hello.bytes, hello.size);
	bad("program", program, hello.size, deadly, ARRAY_SIZE(deadly));
	memcpy(copy, (void *)initrd_start, room);
	bad("archive", entry, room, deadly_too, ARRAY_SIZE(deadly_too));
	free_pages(page, 3);
}
experiment("bad-files", "damaged programs and archives", bad_files);
