/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#include <asm/desc.h>
#include <asm/error_code.h>
#include <asm/net.h>
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/stacktrace.h>
#include <asm/system.h>
#include <asm/thread_info.h>
#include <asm/traps.h>
#include <linux/experiment.h>
#include <linux/kernel.h>
#include <linux/monitor.h>

/* Chapter 4: traps.c: the exceptions */
void divide_error(void), debug(void), nmi(void), int3(void),
     overflow(void), bounds(void), invalid_op(void),
     device_not_available(void), coprocessor_segment_overrun(void),
     invalid_TSS(void), segment_not_present(void),
     stack_segment(void), general_protection(void),
     page_fault(void), spurious_interrupt_bug(void),
     coprocessor_error(void), alignment_check(void),
     machine_check(void), simd_coprocessor_error(void);
/* Chapter 4: traps.c: the exceptions */

static const struct trap {
	const char *name;
	void (*entry)(void);
	u8 type, dpl;
} traps[] = {
	{ "divide error", divide_error, GATE_TRAP, 0 },
	{ "debug", debug, GATE_INTERRUPT, 0 },
	{ "NMI", nmi, GATE_INTERRUPT, 0 },
	{ "breakpoint", int3, GATE_INTERRUPT, 3 },
	{ "overflow", overflow, GATE_TRAP, 3 },
	{ "bound range", bounds, GATE_TRAP, 3 },
	{ "invalid opcode", invalid_op, GATE_TRAP, 0 },
	{ "no coprocessor", device_not_available, GATE_TRAP, 0 },
	{ "double fault", NULL, GATE_TASK, 0 },
	{ "overrun", coprocessor_segment_overrun, GATE_TRAP, 0 },
	{ "invalid TSS", invalid_TSS, GATE_TRAP, 0 },
	{ "segment not present", segment_not_present, GATE_TRAP, 0 },
	{ "stack segment", stack_segment, GATE_TRAP, 0 },
	{ "general protection", general_protection, GATE_TRAP, 0 },
	{ "page fault", page_fault, GATE_INTERRUPT, 0 },
	{ "spurious interrupt", spurious_interrupt_bug, GATE_TRAP, 0 },
	{ "coprocessor error", coprocessor_error, GATE_TRAP, 0 },
	{ "alignment check", alignment_check, GATE_TRAP, 0 },
	{ "machine check", machine_check, GATE_TRAP, 0 },
	{ "SIMD error", simd_coprocessor_error, GATE_TRAP, 0 },
};
/* Chapter 4: traps.c: the exceptions */

u32 trap_count[32];

const char *trap_name(u32 vector)
{
	return vector < ARRAY_SIZE(traps) ? traps[vector].name : "none";
}
/* Chapter 7: traps.c: the lines */
static void init_IRQ(void)
{
	extern const void *const interrupt[16];
	u32 i;

	for (i = 0; i < 16; i++)
		set_gate(32 + i, GATE_INTERRUPT, 0, interrupt[i]);
}
/* Chapter 4: traps.c: filling the table */
u64 idt_table[256];

void set_gate(u32 vector, u32 type, u32 dpl, const void *entry)
{
	idt_table[vector] = make_gate(type, dpl, __KERNEL_CS,
				      (u32)entry);
}

void trap_init(void)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(traps); i++)
		if (traps[i].entry)
			set_gate(i, traps[i].type, traps[i].dpl,
				 traps[i].entry);
	/* Chapter 4: trap_init: the double fault */
	cpu_init();
	idt_table[8] = make_gate(GATE_TASK, 0,
				 GDT_ENTRY_DOUBLEFAULT_TSS * 8, 0);
	init_IRQ();
	/* Chapter 4: trap_init: what later chapters need */
	/* Chapter 6: trap_init: what later chapters need */
	current = &tasks[0];
	/* Chapter 6: trap_init: what later chapters need */
	init_mm.pgd = swapper_pg_dir;
	/* Chapter 4: trap_init: load the table */
	struct { u16 limit; u32 base; } __attribute__((packed)) idtr;

	idtr.limit = sizeof(idt_table) - 1;
	idtr.base = (u32)idt_table;
	asm volatile("lidt %0" : : "m"(idtr) : "memory");
}
/* Chapter 4: traps.c: an error code in words */
void error_words(u32 vector, u32 error, char words[40])
{
	static const char *const tables[] = { "GDT", "LDT", "IDT" };
	struct error_code e;

	read_error(vector, error, &e);
	*words = '\0';
	if (e.kind == ERROR_PAGE)
		snprintf(words, 40, "%04x: %s, %s, %s", error,
			 e.user ? "user" : "kernel",
			 e.write ? "store" : "load",
			 e.present ? "forbidden" : "nothing there");
	else if (e.kind == ERROR_SELECTOR)
		snprintf(words, 40, "%04x: entry %u of the %s%s", error,
			 e.index, tables[e.table],
			 e.external ? ", external" : "");
}
/* Chapter 4: traps.c: call traces */
void show_trace(const struct thread_info *stack, u32 ebp, u32 max)
{
	u32 frames[16], i, n;

	n = walk_frames((u32)stack, (u32)stack + THREAD_SIZE, ebp,
			frames, max);
	printk("Call trace:\n");
	for (i = 0; i < n; i++)
		printk(" [<%08x>]\n", frames[i]);
}
/* Chapter 4: traps.c: call traces */

void dump_stack(void)
{
	show_trace(current_thread_info(),
		   (u32)__builtin_frame_address(0), 16);
}
/* Chapter 4: traps.c: the registers */
void show_registers(const struct pt_regs *regs, u32 esp)
{
	printk("EIP %04x:[<%08x>]  EFLAGS %08x\n",
	       regs->xcs & 0xffff, regs->eip,
	       regs->eflags & ~X86_EFLAGS_RF);
	printk("EAX %08x  EBX %08x  ECX %08x  EDX %08x\n",
	       regs->eax, regs->ebx, regs->ecx, regs->edx);
	printk("ESI %08x  EDI %08x  EBP %08x  ESP %08x\n",
	       regs->esi, regs->edi, regs->ebp, esp);
}
/* Chapter 4: traps.c: die */
void die(u32 trapnr, struct pt_regs *regs, u32 error)
{
	local_irq_disable();
	/* Chapter 4: die: only once */
	static bool dying;

	if (dying)
		panic("fault in a report: [<%08x>]",
		      regs->eip);
	dying = true;
	/* Chapter 4: die: what happened, and where */
	char words[40];

	error_words(trapnr, error, words);
	printk("Oops: %s (vector %u)%s%s\n", trap_name(trapnr), trapnr,
	       *words ? ", error code " : "", words);
	/* Chapter 4: die: in which circumstances */
	/* Chapter 7: die: in which circumstances */
	printk("preempt_count %08x\n", preempt_count());
	show_registers(regs, user_mode(regs) ? regs->esp :
					       (u32)&regs->esp);
	show_trace(current_thread_info(), regs->ebp, 16);
	obs("oops", "%u", trapnr);
	/* Chapter 4: die: may the others go on? */
	/* Chapter 7: die: may the others go on? */
	if (!in_interrupt() && current->pid && !current->oopsed) {
		current->oopsed = true;
		dying = false;
		do_exit(SIGSEGV);
	}
	machine_stop(STOP_OOPS);
}
/* Chapter 4: traps.c: do_trap */
/* Interrupts are as they were there, but for those gates that say. */
static void do_trap(u32 trapnr, struct pt_regs *regs, u32 error)
{
	trap_count[trapnr]++;
	/* Chapter 4: do_trap: in user mode */
	/* Chapter 6: do_trap: in user mode */
	if (user_mode(regs))
		kill_program(trapnr, regs, error, 0);
	/* Chapter 4: do_trap: in kernel mode, is there a fixup? */
	/* Chapter 5: do_trap: in kernel mode, is there a fixup? */
	if (fixup_exception(regs, trapnr))
		return;
	probe_caught(trapnr, error, regs->eip, 0);
	die(trapnr, regs, error);
}

/* Chapter 4: traps.c: the handlers */
#define DO_ERROR(trapnr, name)				\
void do_##name(struct pt_regs *regs, u32 error)		\
{							\
	do_trap(trapnr, regs, error);			\
}
DO_ERROR(0, divide_error)
DO_ERROR(1, debug)
DO_ERROR(3, int3)
DO_ERROR(4, overflow)
DO_ERROR(5, bounds)
DO_ERROR(6, invalid_op)
DO_ERROR(9, coprocessor_segment_overrun)
DO_ERROR(10, invalid_TSS)
DO_ERROR(11, segment_not_present)
DO_ERROR(12, stack_segment)
DO_ERROR(13, general_protection)
DO_ERROR(15, spurious_interrupt_bug)
DO_ERROR(16, coprocessor_error)
DO_ERROR(17, alignment_check)
DO_ERROR(19, simd_coprocessor_error)
/* Chapter 4: traps.c: the handlers */

void do_nmi(struct pt_regs *regs, u32 error)
{
	trap_count[2]++;
	printk("NMI: something is wrong with the machine\n");
}
/* Chapter 4: traps.c: the handlers */

void do_machine_check(struct pt_regs *regs, u32 error)
{
	panic("machine check at [<%08x>]", regs->eip);
}
/* Chapter 4: traps.c: the handlers */

void do_device_not_available(struct pt_regs *regs, u32 error)
{
	/* Chapter 4: do_device_not_available: is there one at all? */
	u32 cr0;

	asm volatile("movl %%cr0, %0" : "=r"(cr0));
	if (cr0 & 4) {			/* EM */
		do_trap(7, regs, error);
		return;
	}
	trap_count[7]++;
	/* Chapter 4: do_device_not_available: so that it works next time */
	asm volatile("clts");
	/* Chapter 6: do_device_not_available: so that it works next time */
	if (user_mode(regs))
		kill_program(7, regs, error, 0);
}
/* Chapter 4: traps.c: the monitor's trap */
static void show_gate(u32 vector)
{
	u32 low = idt_table[vector], high = idt_table[vector] >> 32;
	u32 type = high >> 8 & 15;

	printk("%3u  %-20s %08x%08x  ", vector,
	       vector < 32 ? trap_name(vector) : "", high, low);
	if (!(high & 0x8000))
		printk("no gate");
	else
		printk("%-9s ring %u",
		       type == GATE_TASK ? "task" :
		       type == GATE_TRAP ? "trap" : "interrupt",
		       high >> 13 & 3);
	if (high & 0x8000 && vector < 32)
		printk("%7u times", trap_count[vector]);
	printk("\n");
}
/* Chapter 4: traps.c: the monitor's trap */

static void trap(int argc, char **argv)
{
	u32 vector;

	if (argc < 2)
		for (vector = 0; vector < ARRAY_SIZE(traps); vector++)
			show_gate(vector);
	else if (parse_number(argv[1], &vector)) {
		if (vector < 256)
			show_gate(vector);
		else
			printk("no such gate: vectors go to 255\n");
	}
}
monitor_command("trap", "[VECTOR]", "gates, and their use", trap);
