/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/io.h>
#include <asm/net.h>
#include <asm/segment.h>
#include <linux/experiment.h>
#include <linux/init.h>
#include <linux/kernel.h>

static struct fault last_fault;

u32 net_recovery;

/* Chapter 1: net.c: read CR2 */
static u32 read_cr2(void)
{
	u32 cr2;

	asm volatile("mov %%cr2, %0" : "=r"(cr2));
	return cr2;
}
/* Chapter 1: net.c: a linear address */
#define NET_GATES 48

u32 segment_base = 0x40000000;

static u32 linear_address(const void *p)
{
	return (u32)p + segment_base;
}
/* Chapter 1: net.c: names */
static const char *fault_name(u32 vector)
{
	static const char *const names[] = {
		"divide error", "debug", "NMI", "breakpoint",
		"overflow", "bound range", "invalid opcode",
		"no coprocessor", "double fault", "coprocessor",
		"invalid TSS", "segment not present",
		"stack segment", "general protection",
		"page fault", "reserved", "floating point",
		"alignment check", "machine check",
	};

	return vector < ARRAY_SIZE(names) ? names[vector] : "reserved";
}
/* Chapter 1: net.c: the call trace */
/* Of the boot stack alone. Reads no word that lies elsewhere. */
static void trace(u32 ebp)
{
	extern const char boot_stack[], boot_stack_top[];
	u32 low = (u32)boot_stack, high = (u32)boot_stack_top - 8;

	printk("Call trace:\n");
	while (ebp >= low && ebp <= high && ebp % 4 == 0) {
		const u32 *frame = (const u32 *)ebp;

		printk(" [<%08x>]\n", frame[1]);
		low = ebp + 1;
		ebp = frame[0];
	}
}
/* Chapter 1: net.c: the report */
#define EFLAGS_RF	0x10000

/* On the stack of the fault; the gate has turned interrupts off. */
static void report(const struct net_frame *f)
{
	printk("Oops: %s (vector %u)",
	       fault_name(f->vector), f->vector);
	/* Chapter 1: report: the error code in words */
	if (f->error && f->vector != 14)
		printk(", error code %04x: selector %04x", f->error,
		       f->error & ~7);
	/* Chapter 3: report: the error code in words */
	if (f->vector == 14)
		printk(", error code %04x: %s, %s, %s\nCR2 %08x", f->error,
		       f->error & 4 ? "user" : "kernel",
		       f->error & 2 ? "store" : "load",
		       f->error & 1 ? "forbidden" : "nothing there",
		       last_fault.cr2);
	printk("\nEIP %04x:[<%08x>]  EFLAGS %08x\n",
	       f->cs, f->eip, f->eflags & ~EFLAGS_RF);
	printk("EAX %08x  EBX %08x  ECX %08x  EDX %08x\n",
	       f->eax, f->ebx, f->ecx, f->edx);
	printk("ESI %08x  EDI %08x  EBP %08x  ESP %08x\n",
	       f->esi, f->edi, f->ebp, (u32)(f + 1));
	trace(f->ebp);
}
/* Chapter 1: net.c: a fault lands */
void net(struct net_frame *frame)
{
	if (frame->vector >= 32) {
		outb(0x20, 0x20);	/* end of interrupt */
		return;
	}
	last_fault = (struct fault){ frame->vector, frame->error,
				     frame->eip, read_cr2() };
	if (net_recovery)
		net_recover();
	/* Chapter 1: net.c: nobody expected it */
	report(frame);
	obs("oops", "%u", frame->vector);
	machine_stop(STOP_OOPS);
}
/* Chapter 1: net.c: probe */
bool probe(void (*fn)(void *), void *arg, struct fault *fault)
{
	bool landed;
	/* Chapter 1: probe: what must be as it was */
	/* Chapter 7: probe: what must be as it was */
	s32 count = preempt_count();

	landed = probe_call(fn, arg);
	if (landed && fault)
		*fault = last_fault;
	/* Chapter 1: probe: put it back */
	/* Chapter 7: probe: put it back */
	if (landed)
		preempt_count() = count;
	return landed;
}
/* Chapter 4: net.c: probe */

void probe_caught(u32 vector, u32 error, u32 eip, u32 cr2)
{
	/* Chapter 4: probe_caught: was it the probe's own? */
	/* Chapter 7: probe_caught: was it the probe's own? */
	if (in_interrupt())
		return;
	last_fault = (struct fault){ vector, error, eip, cr2 };
	if (net_recovery)
		net_recover();
}
/* Chapter 1: net.c: the table */
static u64 idt[256];

void net_init(void)
{
	extern const char net_gates[];
	struct { u16 limit; u32 base; } __attribute__((packed)) idtr;
	u32 cs, i;

	asm("mov %%cs, %0" : "=r"(cs));
	for (i = 0; i < NET_GATES; i++) {
		u32 at = (u32)net_gates + i * 16;
		u32 high = (at & 0xffff0000) | 0x8e00;
		u32 low = cs << 16 | (at & 0xffff);

		idt[i] = (u64)high << 32 | low;
	}
	idtr.limit = sizeof(idt) - 1;
	idtr.base = linear_address(idt);
	asm volatile("lidt %0" : : "m"(idtr) : "memory");
}
core_initcall(net_init);
