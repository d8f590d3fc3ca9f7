/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#include <asm/desc.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/thread_info.h>
#include <asm/tlbflush.h>
#include <asm/traps.h>
#include <linux/experiment.h>
#include <linux/kernel.h>

/* Chapter 4: doublefault.c: descriptors */
void set_tss_desc(u32 entry, const struct tss_struct *tss)
{
	u32 base = (u32)tss;
	u32 low = base << 16 | (sizeof(*tss) - 1);
	u32 high = (base & 0xff000000) | 0x8900 | (base >> 16 & 0xff);

	cpu_gdt_table[entry] = (u64)high << 32 | low;
}
/* Chapter 4: doublefault.c: the last words */
static struct pt_regs crashed(const struct tss_struct *t)
{
	return (struct pt_regs){
		.ebx = t->ebx, .ecx = t->ecx, .edx = t->edx,
		.esi = t->esi, .edi = t->edi, .ebp = t->ebp,
		.eax = t->eax, .eip = t->eip, .xcs = t->cs,
		.eflags = t->eflags,
	};
}
/* Chapter 4: doublefault.c: the last words */

/* A task of its own, interrupts off; the crashed one stands still. */
static void doublefault_fn(void)
{
	struct pt_regs regs = crashed(&init_tss);
	u32 base = (init_tss.esp0 - 1) & ~(THREAD_SIZE - 1);
	u32 cr2 = read_cr2();
	bool guard = cr2 >= base - PAGE_SIZE && cr2 < base;

	printk("Double fault, reported from a stack of its own\n");
	if (guard)
		printk("The stack has run into its guard page.\n");
	show_registers(&regs, init_tss.esp);
	show_trace((const struct thread_info *)base, regs.ebp, 4);
	obs("oops", "8");
	obs("guard", "%u", guard);
	machine_stop(STOP_DOUBLE);
}
/* Chapter 4: doublefault.c: the two states */
struct tss_struct init_tss, doublefault_tss;

void cpu_init(void)
{
	init_tss.ss0 = __KERNEL_DS;
	init_tss.esp0 = (u32)boot_stack + THREAD_SIZE;
	doublefault_tss = (struct tss_struct){
		.eip = (u32)doublefault_fn,
		.esp = (u32)boot_stack_guard,	/* grows down */
		.eflags = 2,			/* always set */
		.cr3 = __pa(swapper_pg_dir),
		.cs = __KERNEL_CS, .ss = __KERNEL_DS,
		.ds = __KERNEL_DS, .es = __KERNEL_DS,
	};
	/* Chapter 4: cpu_init: tell the processor */
	set_tss_desc(GDT_ENTRY_TSS, &init_tss);
	set_tss_desc(GDT_ENTRY_DOUBLEFAULT_TSS, &doublefault_tss);
	asm volatile("ltr %w0" : : "r"(GDT_ENTRY_TSS * 8));
	asm volatile("lldt %w0" : : "r"(0));
	/* Chapter 4: cpu_init: nothing below the stack */
	pte_clear(lookup_address(swapper_pg_dir, (u32)boot_stack_guard));
	__flush_tlb_one((u32)boot_stack_guard);
}
