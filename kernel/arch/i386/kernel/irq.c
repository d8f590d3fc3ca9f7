/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include <asm/hardirq.h>
#include <asm/i8259.h>
#include <asm/system.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/monitor.h>

static struct irqaction {
	irq_handler *handler;
	const char *name;
	void *dev_id;
} irq_desc[NR_IRQS];

u32 irq_count[NR_IRQS], irq_err_count;

/* Chapter 7: irq.c: do_IRQ */
void do_IRQ(struct pt_regs *regs)
{
	u32 irq = regs->orig_eax & 0xff;
	struct irqaction *action = &irq_desc[irq];

	irq_enter();
	if (!ack_8259A(irq)) {
		irq_err_count++;
	} else {
		irq_count[irq]++;
		if (action->handler)
			action->handler(irq, action->dev_id, regs);
	}
	irq_exit();
}
/* Chapter 7: irq.c: request and free */
int request_irq(u32 irq, irq_handler *handler, const char *name,
		void *dev_id)
{
	if (irq >= NR_IRQS)
		return -EINVAL;
	if (irq_desc[irq].handler)
		return -EBUSY;
	irq_desc[irq] = (struct irqaction){ handler, name, dev_id };
	mask_8259A(irq, false);
	return 0;
}
/* Chapter 7: irq.c: request and free */

void free_irq(u32 irq)
{
	mask_8259A(irq, true);
	irq_desc[irq] = (struct irqaction){ NULL, NULL, NULL };
}
/* Chapter 7: irq.c: let interrupts in */
static void irqs_on(void)
{
	local_irq_enable();
}
late_initcall(irqs_on);
/* Chapter 7: irq.c: the monitor's irq */
static void irq(int argc, char **argv)
{
	u32 i;

	for (i = 0; i < NR_IRQS; i++)
		if (irq_desc[i].handler)
			printk("line %2u  %-10s%10u\n", i,
			       irq_desc[i].name, irq_count[i]);
	printk("spurious %19u\n", irq_err_count);
}
monitor_command("irq", "", "interrupts counted, by line", irq);
