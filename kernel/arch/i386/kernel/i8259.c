/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include <asm/i8259.h>
#include <asm/io.h>
#include <asm/system.h>
#include <linux/init.h>

#define MASTER_CMD	0x20
#define MASTER_IMR	0x21
#define SLAVE_CMD	0xa0
#define SLAVE_IMR	0xa1

static u32 irq_mask = 0xfffb;		/* 1: not wanted */

/* Chapter 7: i8259.c: set up */
static void init_8259A(void)
{
	outb(0x11, MASTER_CMD);		/* a set-up follows, in four */
	outb(0x20, MASTER_IMR);		/* the first of its vectors */
	outb(0x04, MASTER_IMR);		/* bit 2: there is a slave */
	outb(0x01, MASTER_IMR);		/* on an 8086, not an 8080 */
	outb(0x11, SLAVE_CMD);
	outb(0x28, SLAVE_IMR);
	outb(0x02, SLAVE_IMR);		/* at whose line 2 it is */
	outb(0x01, SLAVE_IMR);
	outb(irq_mask & 0xff, MASTER_IMR);
	outb(irq_mask >> 8, SLAVE_IMR);
}
/* Chapter 7: i8259.c: open and close a line */
void mask_8259A(u32 irq, bool masked)
{
	u32 flags;

	local_irq_save(flags);
	if (masked)
		irq_mask |= 1 << irq;
	else
		irq_mask &= ~(1 << irq);
	outb(irq_mask & 0xff, MASTER_IMR);
	outb(irq_mask >> 8, SLAVE_IMR);
	local_irq_restore(flags);
}
/* Chapter 7: i8259.c: acknowledge */
static u8 in_service(u32 irq)
{
	u16 port = irq < 8 ? MASTER_CMD : SLAVE_CMD;

	outb(0x0b, port);	/* the next read is of ISR */
	return inb(port);
}
/* Chapter 7: i8259.c: acknowledge */

bool ack_8259A(u32 irq)
{
	bool ask = irq % 8 == 7, real;
	struct eoi eoi;

	real = eoi_8259A(irq, ask ? in_service(irq) : 0, &eoi);
	if (eoi.slave)
		outb(eoi.slave, SLAVE_CMD);
	if (eoi.master)
		outb(eoi.master, MASTER_CMD);
	return real;
}
subsys_initcall(init_8259A);
