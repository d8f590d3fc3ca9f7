/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#define CHAPTER 6
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/net.h>
#include <asm/segment.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

#define BYTES 0x400000U

/* Chapter 6: bytes.c: down to a few bytes */
static void at_the_bytes(void *arg)
{
	struct pt_regs regs = {
		.eip = BYTES, .xcs = __USER_CS, .xss = __USER_DS,
		.xds = __USER_DS, .xes = __USER_DS, .eflags = 2 };

	init_tss.esp0 = net_recovery;
	net_recovery = 0;
	enter_user_mode(&regs);
}

static void run_bytes(const char *key, const void *bytes, u32 n)
{
	struct page *page = alloc_page(GFP_HIGHUSER);

	BUG_ON(!page || map_page(swapper_pg_dir, BYTES, page,
				 PAGE_SHARED));
	copy_to_highpage(page, 0, bytes, n);
	current->pid = 1;
	strlcpy(current->comm, key, sizeof(current->comm));
	probe_call(at_the_bytes, NULL);
	current->pid = 0;
	obs(key, "%u,%u,%u", current->thread.trap_no,
	    current->thread.error_code, current->thread.eip - BYTES);
	unmap_page(swapper_pg_dir, BYTES);
	put_page(page);
}
/* Chapter 6: bytes.c: which bytes */
static void bytes(void)
{
	run_bytes("hlt", "\xf4", 1);
	run_bytes("nop", "\x90\xf4", 2);
	run_bytes("load", "\xa1\x00\x00\x10\xc0", 5);
	run_bytes("ret", "\xc3", 1);
}
experiment("bytes", "ring 3, for an instruction or two", bytes);
