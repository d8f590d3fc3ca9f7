/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include <asm/io.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>

#define CLOCK_TICK_RATE	1193182
#define LATCH ((CLOCK_TICK_RATE + HZ / 2) / HZ)

volatile u32 jiffies;

static void timer_interrupt(int irq, void *dev_id,
			    struct pt_regs *regs)
{
	jiffies++;
	/* Chapter 7: timer_interrupt: whose time was that? */
	scheduler_tick();
}

/* Chapter 7: time.c: start the clock */
static void time_init(void)
{
	outb(0x34, 0x43);
	outb(LATCH & 0xff, 0x40);
	outb(LATCH >> 8, 0x40);
	request_irq(0, timer_interrupt, "timer", NULL);
}
device_initcall(time_init);
