/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#define CHAPTER 1
#include <asm/page.h>
#include <asm/segment.h>
#include <linux/experiment.h>

/* Chapter 1: experiment: two addresses */
static u32 read_flat(u32 pa)
{
	u32 value;

	asm volatile("movw %w2, %%fs\n\tmovl %%fs:(%1), %0"
		     : "=r"(value) : "r"(pa), "r"(__BOOT_FLAT)
		     : "memory");
	return value;
}
/* Chapter 1: experiment: two addresses */
static void two_addresses(void)
{
	extern u32 _text[];
	volatile u32 *high = _text;
	u32 before = *high, low = __pa(_text);

	printk("the code's %08x holds %08x\n", (u32)high, before);
	printk("physical   %08x holds %08x\n", low, read_flat(low));
	obs("first.high", "0x%08x", before);
	obs("first.low", "0x%08x", read_flat(low));

	*high = 0x0badcafe;
	printk("write %08x to the first: the second holds %08x\n",
	       *high, read_flat(low));
	obs("written.low", "0x%08x", read_flat(low));
	*high = before;
}
experiment("two-addresses", "one byte, two names", two_addresses);
/* Chapter 1 (boot) */

#include <asm/setup.h>

static const struct e820entry odd_map[] = {
	{ 20, 0x300000, 0x100000, E820_RAM },
	{ 20, 0x000000, 0x09fc00, E820_RAM },
	{ 20, 0x100000, 0x200000, E820_RAM },
	{ 20, 0x2ff800, 0x001000, 2 },
	{ 20, 0xfffff000, 0x100001000, E820_RAM },
};
/* Chapter 1 (boot) */

static void ranges(void)
{
	struct ram_range out[E820_MAX];
	char all[100] = "";
	int i, n, end = 0;

	n = find_ram(odd_map, sizeof(odd_map), out);
	for (i = 0; i < n; i++) {
		printk("RAM: frames %u to %u\n",
		       out[i].start, out[i].end - 1);
		end += snprintf(all + end, sizeof(all) - end, " %u-%u",
				out[i].start, out[i].end - 1);
	}
	obs("ranges", "%s", all + 1);
}
experiment("ranges", "a map nobody would draw", ranges);
/* Chapter 1 (boot) */

#include <linux/string.h>
#include <linux/vga.h>

static void two_consoles(void)
{
	char row[81];

	printk("Sphinx of black quartz, judge my vow: "
	       "0123456789 !\"#$%%&'()*+,-./:;?@[]^_`{|}~\n");
	vga_read_row(1, row);
	obs("screen", "%s", row);
	printk("the screen holds %u characters of it\n", strlen(row));
}
experiment("two-consoles", "the same bytes on both", two_consoles);
/* Chapter 1 (boot) */

#include <asm/msr.h>
#include <linux/ring.h>
#include <linux/vga.h>

static void line_cost(void)
{
	static char text[48], bytes[64];
	struct ring spare = { .bytes = bytes, .size = sizeof(bytes) };
	u32 start = rdtsc(), logged, took, least = ~0u, i;

	ring_write(&spare, text, sizeof(text));
	logged = rdtsc() - start;
	vga_bottom();
	for (i = 0; i < 4; i++) {
		start = rdtsc();
		printk("%-47s\n",
		       "forty-eight characters, newline and all");
		took = rdtsc() - start - logged;
		if (took < least)
			least = took;
	}
	printk("took ~%u instructions\n", least);
	obs("line", "%u", least);
}
experiment("line", "what a line costs", line_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 1 (boot) */

#include <asm/net.h>
#include <linux/string.h>

static void divide(void *arg)
{
	asm volatile("xorl %%ecx, %%ecx; divl %%ecx"
		     : : "a"(1), "d"(0) : "ecx");
}

static void invalid(void *arg)
{
	asm volatile("ud2");
}

static void breakpoint(void *arg)
{
	asm volatile("int3");
}

static void selector(void *arg)
{
	asm volatile("movw %w0, %%fs" : : "r"(0x1238));
}
/* Chapter 1 (boot) */

static void null(void *arg)
{
	volatile u32 *p = NULL;

	asm("" : "+r"(p));
	*p = 0x600df00d;
}
/* Chapter 1 (boot) */

static void null_flat(void *arg)
{
	u32 before = read_flat(0);

	asm volatile("movl %0, %%fs:0" : : "r"(0x600df00d) : "memory");
	*(u32 *)arg = read_flat(0);
	asm volatile("movl %0, %%fs:0" : : "r"(before) : "memory");
}
/* Chapter 1 (boot) */

static void land(const char *name, void (*fn)(void *))
{
	struct fault fault = { .vector = 99 };
	char key[32];

	probe(fn, NULL, &fault);
	printk("%-11s vector %2u  error %04x\n",
	       name, fault.vector, fault.error);
	snprintf(key, sizeof(key), "%s.vector", name);
	obs(key, "%u", fault.vector);
	snprintf(key, sizeof(key), "%s.error", name);
	obs(key, "0x%x", fault.error);
}
/* Chapter 1 (boot) */

static void say_too_much(void *arg)
{
	char value[200];

	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	obs("much", "%s", value);
}
/* Chapter 1 (boot) */

static void net_experiment(void)
{
	bool null_landed, flat_landed, lost;
	u32 read = 0, before = read_flat(0);

	land("divide", divide);
	land("invalid", invalid);
	land("breakpoint", breakpoint);
	land("selector", selector);
	null_landed = probe(null, NULL, NULL);
	lost = read_flat(0) == before;
	flat_landed = probe(null_flat, &read, NULL);
	printk("null        %s; physical address 0 %s\n",
	       null_landed ? "a fault" : "no fault",
	       lost ? "has not changed" : "has changed");
	printk("null, flat  %s; stored and read back %08x\n",
	       flat_landed ? "a fault" : "no fault", read);
	obs("null.landed", "%u", null_landed);
	obs("null.lost", "%u", lost);
	obs("flat.landed", "%u", flat_landed);
	obs("flat.read", "0x%08x", read);
	land("too-much", say_too_much);
}
experiment("net", "a fault lands in the net", net_experiment);
/* Chapter 1 (boot) */

static __attribute__((noipa)) void fall(u32 height)
{
	asm volatile("ud2" : : "r"(height));
}

static void net_fatal(void)
{
	printk("about to execute an instruction that is none\n");
	obs("before", "1");
	fall(3);
	obs("after", "1");
}
experiment("net-fatal", "a fault nobody expects", net_fatal,
	   .ends = ENDS_OOPS, .where = "fall");
