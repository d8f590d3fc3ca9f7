/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#define CHAPTER 4
#include <asm/desc.h>
#include <asm/fixmap.h>
#include <asm/net.h>
#include <asm/pgtable.h>
#include <asm/stacktrace.h>
#include <asm/system.h>
#include <asm/thread_info.h>
#include <asm/traps.h>
#include <linux/experiment.h>
#include <linux/mm.h>

/* Chapter 4: experiment: deeds */
#define ABSENT 20	/* an entry of the GDT to play with */

#define DEED(name, ...)					\
static void name(void *arg)				\
{							\
	asm volatile(__VA_ARGS__);			\
}

DEED(divide, "xorl %%ecx, %%ecx; divl %%ecx"
     : : "a"(1), "d"(0) : "ecx")
DEED(breakpoint, "int3")
DEED(into, "movb $127, %%al; addb $1, %%al; into" : : : "eax")
DEED(invalid, "ud2")
/* Chapter 4: experiment: deeds */
DEED(absent, "movw %w0, %%fs" : : "r"(ABSENT * 8))
DEED(stack, "movw %w0, %%ss" : : "r"(ABSENT * 8))
DEED(gdt, "movw %w0, %%fs" : : "r"(0x1238))
DEED(ldt, "movw %w0, %%fs" : : "r"(0x123c))
DEED(load, "movl 0, %%eax" : : : "eax")
DEED(store, "movl %%eax, 0" : : : "memory")
DEED(readonly, "movl %%eax, (%0)" : :
     "r"(__fix_to_virt(FIX_WP_TEST)) : "memory")

struct deed {
	const char *text, *key;
	void (*fn)(void *);
};
/* Chapter 4: experiment: deeds */

static void try(const struct deed *d)
{
	struct fault f = { .vector = 99 };
	char words[40], key[32];

	probe(d->fn, NULL, &f);
	error_words(f.vector, f.error, words);
	printk("%-24s%3u %s%s%s\n", d->text, f.vector,
	       trap_name(f.vector), *words ? ", " : "", words);
	obs(d->key, "%s", trap_name(f.vector));
	snprintf(key, sizeof(key), "%s.error", d->key);
	obs(key, "0x%x", f.error);
}
/* Chapter 4: experiment: every vector */
static const struct deed deeds[] = {
	{ "divide by zero", "divide", divide },
	{ "int3", "int3", breakpoint },
	{ "into, after overflow", "into", into },
	{ "ud2", "ud2", invalid },
	{ "load absent segment", "absent", absent },
	{ "same for the stack", "stack", stack },
	{ "load selector 1238", "gdt", gdt },
	{ "load selector 123c", "ldt", ldt },
	{ "load from null", "load", load },
	{ "store to null", "store", store },
	{ "store to read-only", "readonly", readonly },
};
/* Chapter 4: experiment: every vector */

static void vectors(void)
{
	u32 i;

	cpu_gdt_table[ABSENT] = 0x00CF12000000FFFF;	/* P is 0 */
	set_fixmap(FIX_WP_TEST, page_to_pfn(virt_to_page(mem_map)),
		   PAGE_KERNEL_RO);
	for (i = 0; i < ARRAY_SIZE(deeds); i++)
		try(&deeds[i]);
	clear_fixmap(FIX_WP_TEST);
}
experiment("vectors", "every vector under its name", vectors);
/* Chapter 4: experiment: what only QEMU raises */
static const s32 limits[2] = { 0, 7 };
static const u16 control = 0x37b;	/* division by 0 is an error */

DEED(step, "pushf; orl $0x100, (%%esp); popf; nop" : : : "cc")
DEED(bound, "movl $9, %%eax; boundl %%eax, %0"
     : : "m"(*(const u64 *)limits) : "eax")
DEED(task, "ljmp %0, $0" : : "i"((ABSENT + 1) * 8))
DEED(no_gate, "int $80")
DEED(float_error, "movl %%cr0, %%eax; orl $0x20, %%eax;"
     "movl %%eax, %%cr0; fninit; fldcw %0; fld1; fldz;"
     "fdivrp %%st, %%st(1); fwait" : : "m"(control) : "eax")
/* Chapter 4: experiment: what only QEMU raises */

static const struct deed rare_deeds[] = {
	{ "single step", "step", step },
	{ "bound, 9 of 0 to 7", "bound", bound },
	{ "jump to a short TSS", "task", task },
	{ "int 80, no gate", "int80", no_gate },
	{ "1.0 / 0.0", "float", float_error },
};

static void rare(void)
{
	u32 i;

	cpu_gdt_table[ABSENT + 1] = 0x0000890000000010;
	for (i = 0; i < ARRAY_SIZE(rare_deeds); i++)
		try(&rare_deeds[i]);
	asm volatile("fninit");
}
experiment("rare", "vectors that only QEMU raises", rare,
	   .qemu_only = "v86 lacks single step, bound and #TS");
/* Chapter 4: experiment: a fault that is healed */
static void again(void)
{
	u32 faults = trap_count[7];
	u16 before, after;

	asm volatile("fninit; fld1; fnstsw %0" : "=m"(before));
	asm volatile("movl %%cr0, %%eax; orl $8, %%eax;"
		     "movl %%eax, %%cr0; fninit; fnstsw %0"
		     : "=m"(after) : : "eax", "memory");
	faults = trap_count[7] - faults;
	printk("fninit: %u fault, status %04x before, %04x after\n",
	       faults, before, after);
	obs("faults", "%u", faults);
	obs("before", "0x%04x", before);
	obs("after", "0x%04x", after);
}
experiment("again", "the same instruction twice", again);
/* Chapter 4: experiment: nobody's fault */
static void nmi_comes(void)
{
	u32 before = trap_count[2];

	asm volatile("int $2");
	obs("counted", "%u", trap_count[2] - before);
	obs("alive", "1");
}
experiment("nmi", "nobody's fault", nmi_comes);
/* Chapter 4: experiment: nobody's fault */

static void fail_machine(void *arg)
{
	asm volatile("int $18");
}

static void machine_check_comes(void)
{
	probe(fail_machine, NULL, NULL);
	obs("survived", "1");
}
experiment("machine-check", "the machine's own fault",
	   machine_check_comes, .ends = ENDS_PANIC,
	   .where = "fail_machine");
/* Chapter 4: experiment: nothing has changed */
u32 registers_seen[11];

static void healed(void)
{
	asm volatile(
	"pushal; pushl %%es; pushfl; movl %%cr0, %%eax;"
	"orl $8, %%eax; movl %%eax, %%cr0;"
	"xorl %%eax, %%eax; movl %%eax, %%es; movl $0xa1, %%eax;"
	"movl $0xb1, %%ebx; movl $0xc1, %%ecx; movl $0xd1, %%edx;"
	"movl $0x51, %%esi; movl $0xd2, %%edi; movl $0xb2, %%ebp;"
	"movl %%esp, registers_seen + 32; std; stc; fninit;"
	"movl %%eax, registers_seen; movl %%ebx, registers_seen + 4;"
	"movl %%ecx, registers_seen + 8;"
	"movl %%edx, registers_seen + 12;"
	"movl %%esi, registers_seen + 16;"
	"movl %%edi, registers_seen + 20;"
	"movl %%ebp, registers_seen + 24;"
	"movl %%esp, registers_seen + 36; pushfl;"
	"popl registers_seen + 28; movl %%es, %%eax;"
	"movl %%eax, registers_seen + 40;"
	"popfl; popl %%es; popal" : : : "memory");
}
/* Chapter 4: experiment: nothing has changed */

static void registers(void)
{
	static const u32 wanted[7] = { 0xa1, 0xb1, 0xc1, 0xd1, 0x51,
				       0xd2, 0xb2 };
	u32 i, changed = 0, faults = trap_count[7];

	healed();
	faults = trap_count[7] - faults;
	for (i = 0; i < 7; i++)
		changed += registers_seen[i] != wanted[i];
	changed += registers_seen[8] != registers_seen[9];
	printk("eight registers, %u fault: %u changed\n", faults,
	       changed);
	obs("faults", "%u", faults);
	obs("changed", "%u", changed);
	obs("flags", "0x%x", registers_seen[7] & 0x401);
	obs("es", "%u", registers_seen[10] & 0xffff);
}
experiment("registers", "nothing has changed", registers);
/* Chapter 4: experiment: call traces */
#define __plain __attribute__((noipa))

static __plain void third(void (*fn)(void))
{
	fn();
	barrier();
}

static __plain void second(void (*fn)(void))
{
	third(fn);
	barrier();
}

static __plain void first(void (*fn)(void))
{
	second(fn);
	barrier();
}
/* Chapter 4: experiment: call traces */

static void trace(void)
{
	first(dump_stack);
	/* Chapter 4: trace: lies */
	static u32 fake[16];
	u32 low = (u32)fake, high = (u32)(fake + 16), i, n, out[8];
	const u32 lies[] = { low, low + 32, 0, low + 1, low - 8, high - 4,
			     ~0u - 3 };
	char counts[16] = "";

	fake[0] = (u32)&fake[4];
	fake[4] = (u32)&fake[12];
	fake[8] = (u32)&fake[8];
	for (i = 0; i < ARRAY_SIZE(lies); i++) {
		n = walk_frames(low, high, lies[i], out, 8);
		snprintf(counts + 2 * i, 3, " %u", n);
	}
	printk("frames found from seven values of EBP:%s\n", counts);
	obs("lies", "%s", counts + 1);
}
experiment("trace", "how did we get here?", trace);
/* Chapter 4: experiment: the pages of the stack */
static void stack_page(u32 i, const char *name)
{
	u32 va = (u32)boot_stack_guard + (i - 1) * PAGE_SIZE;
	bool there = pte_present(*lookup_address(swapper_pg_dir, va));
	const char *says = there ? "mapped" : "nothing there";
	char key[8];

	printk("%-22s%s\n", name, says);
	snprintf(key, sizeof(key), "page.%u", i);
	obs(key, "%u", there);
	dat("stacks", "%srange p%u %u %u \"%s\" \"%s\"",
	    there ? "" : "*", i, i * 4096, i * 4096 + 4096, name, says);
}

static void stacks(void)
{
	stack_page(0, "double fault's stack");
	stack_page(1, "guard page");
	stack_page(2, "stack, thread_info");
	stack_page(3, "stack");
}
experiment("stacks", "nothing below the stack", stacks);
/* Chapter 4: experiment: an oops */
struct loan {
	u32 owner, count, page;
};

static __plain struct loan *find_loan(u32 owner)
{
	static struct loan only;

	return owner == only.owner ? &only : NULL;
}

static __plain void lend(void)
{
	find_loan(7)->page = 1;
}
/* Chapter 4: experiment: an oops */

static void oops(void)
{
	obs("before", "1");
	first(lend);
	obs("after", "1");
}
experiment("oops", "a field of nothing", oops,
	   .ends = ENDS_OOPS, .where = "lend");
/* Chapter 4: experiment: an oops */

static void half_a_stack(void)
{
	static char page[PAGE_SIZE] __attribute__((aligned(4096)));

	BUG_ON(map_page(swapper_pg_dir, 0x40000000,
			virt_to_page(page), PAGE_KERNEL));
	obs("before", "1");
	asm volatile("movl %0, %%esp; movl %1, %%ebp; movl $1, 8"
		     : : "r"(0x40001000), "r"(0x40001800));
	obs("after", "1");
}
experiment("half-a-stack", "a crash in the report of a crash",
	   half_a_stack, .ends = ENDS_PANIC);
/* Chapter 4: experiment: the stack is gone */
static __plain void deeper(u32 n)
{
	if (n)
		deeper(n + 1);
	barrier();
}

static void stack_gone(void)
{
	printk("about to call a function that calls itself\n");
	obs("before", "1");
	deeper(1);
	obs("after", "1");
}
experiment("stack-gone", "the stack is gone", stack_gone,
	   .ends = ENDS_DOUBLE_FAULT, .where = "deeper",
	   .qemu_only = "v86 has no double fault");
