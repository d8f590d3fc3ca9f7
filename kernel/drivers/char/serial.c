/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/io.h>
#include <linux/console.h>
#include <linux/init.h>
#include <linux/serial.h>

#define COM1	0x3f8
#define IER	(COM1 + 1)	/* which events interrupt */
#define FCR	(COM1 + 2)	/* buffers */
#define LCR	(COM1 + 3)	/* frame format; bit 7: divisor */
#define MCR	(COM1 + 4)	/* modem lines; OUT2 lets IRQs out */
#define LSR	(COM1 + 5)	/* status */

/* Chapter 1: serial.c: bytes out */
#define LSR_DATA	0x01
#define LSR_ROOM	0x20
#define FIFO		16

/* n: 1 to FIFO. Nobody else writes to the port meanwhile. */
static void serial_send(const char *text, size_t n)
{
	while (!(inb(LSR) & LSR_ROOM))
		;
	asm volatile("rep outsb"
		     : "+S"(text), "+c"(n) : "d"(COM1) : "memory");
}
/* Chapter 1: serial.c: the console */
static void serial_write(const char *text, size_t length)
{
	size_t n, most;

	for (; length; text += n, length -= n) {
		most = length < FIFO ? length : FIFO;
		n = 0;
		while (n < most && text[n] != '\n')
			n++;
		if (n)
			serial_send(text, n);
		else
			serial_send("\r\n", ++n + 1);
	}
}

static struct console serial_console = { .write = serial_write };

static void serial_init(void)
{
	outb(0x00, IER);
	outb(0x80, LCR);
	outb(0x01, COM1);	/* divisor 1: 115200 bits a second */
	outb(0x00, IER);	/* its high byte */
	outb(0x03, LCR);	/* 8 bits, no parity, 1 stop bit */
	outb(0x07, FCR);
	outb(0x0b, MCR);	/* DTR, RTS, OUT2 */
	register_console(&serial_console);
}
console_initcall(serial_init);
/* Chapter 7: serial.c: one byte in */
#include <asm/system.h>
#include <linux/interrupt.h>

static char typed[64];
static u32 typed_in, typed_out;

static void serial_interrupt(int irq, void *dev_id,
			     struct pt_regs *regs)
{
	while (inb(LSR) & LSR_DATA) {
		char c = inb(COM1);

		if (typed_in - typed_out < sizeof(typed))
			typed[typed_in++ % sizeof(typed)] = c;
	}
}

/* Chapter 7: serial.c: wait for a byte */
char serial_getc(void)
{
	u32 flags;
	char c;

	local_irq_save(flags);
	while (typed_in == typed_out)
		asm volatile("sti; hlt; cli" : : : "memory");
	c = typed[typed_out++ % sizeof(typed)];
	local_irq_restore(flags);
	return c;
}
/* Chapter 7: serial.c: ask for the line */
static void serial_irq(void)
{
	request_irq(4, serial_interrupt, "serial", NULL);
	outb(0x01, IER);	/* interrupt when a byte has come */
}
device_initcall(serial_irq);
