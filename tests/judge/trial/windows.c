/* SPDX-License-Identifier: MIT */
/* The judge's own exercise 5: services that are the kernel's, and what the processor remembers. */
#include "machine.h"

enum { PAGE = 4096, HIGH = 2 /* __GFP_HIGHMEM */ };
#define TO 0xFFFFD000u /* FIX_COPY_TO */

static struct {
	u32 page, pfn;
} at;

static void setup(struct machine *m)
{
	run_until(m, "do_experiments");
	at.page = call(m, "alloc_pages", HIGH, 0);
	at.pfn = 0;
}

/* Looks, and lets the kernel's own do it. */
static u32 see_fixmap(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	at.pfn = words[1];
	return call(m, "set_fixmap", words[0], words[1], words[2]);
}

static void copies(struct machine *m)
{
	u8 bytes[32], there[32];
	u32 from = buffer(m, 32);

	for (u32 i = 0; i < 32; i++)
		bytes[i] = (u8)any(m);
	put(m, from, bytes, 32);
	service(m, "set_fixmap", see_fixmap, 0);
	call(m, "copy_to_highpage", at.page, 1000, from, 32);
	expect(m, at.pfn >= 4096, "it opens no window on a high frame");
	get_physical(m, at.pfn * PAGE + 1000, there, 32);
	for (u32 i = 0; i < 32; i++)
		same(m, "the frame holds other bytes", there[i], bytes[i]);
}

static void clears(struct machine *m)
{
	u32 words[PAGE / 4], from = buffer(m, 1024);

	service(m, "set_fixmap", see_fixmap, 0);
	for (u32 i = 0; i < PAGE; i += 1024)
		call(m, "copy_to_highpage", at.page, i, from, 1024);
	call(m, "clear_highpage", at.page);
	get_physical(m, at.pfn * PAGE, words, PAGE);
	for (u32 i = 0; i < PAGE / 4; i++)
		same_hex(m, "a word is not cleared", words[i], 0);
}

static void closes(struct machine *m)
{
	struct outcome load;

	call(m, "clear_highpage", at.page);
	at_most(m, "set_fixmap", 1);
	same(m, "the window is not closed", calls(m, "clear_fixmap"), 1);
	load = try_load(m, TO);
	same(m, "the window is still open", load.kind, CRASHED);
	same_hex(m, "the processor faults elsewhere", load.cr2, TO);
	load = try_load(m, symbol(m, "do_experiments"));
	same(m, "the kernel's code cannot be read", load.kind, RETURNED);
}

static const struct test_case cases[] = {
	{ "copies", 2, copies, 0 },
	{ "clears", 2, clears, 0 },
	{ "closes", 2, closes, 0 },
	{ 0 }
};

const struct exercise trial_windows = { "trial/windows", cases, setup, 0 };
