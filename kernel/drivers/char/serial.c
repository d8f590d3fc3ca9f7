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

/* Chapter 1: serial.c: one byte out */
#define LSR_DATA	0x01
#define LSR_ROOM	0x20

static void serial_putc(char c)
{
	while (!(inb(LSR) & LSR_ROOM))
		;
	outb(c, COM1);
}
/* Chapter 1: serial.c: the console */
static void serial_write(const char *text, size_t length)
{
	while (length--) {
		if (*text == '\n')
			serial_putc('\r');
		serial_putc(*text++);
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
/* Chapter 1: serial.c: one byte in */
static void pic_init(void)
{
	outb(0x11, 0x20);	/* both: start of initialisation */
	outb(0x11, 0xa0);
	outb(0x20, 0x21);	/* count from vector 32 and 40 */
	outb(0x28, 0xa1);
	outb(0x04, 0x21);	/* the second hangs on line 2 */
	outb(0x02, 0xa1);
	outb(0x01, 0x21);	/* 8086 mode */
	outb(0x01, 0xa1);
	outb(0xef, 0x21);	/* let only line 4 through */
	outb(0xff, 0xa1);
	outb(0x01, IER);	/* interrupt when a byte has come */
}
device_initcall(pic_init);
/* Chapter 1: serial.c: one byte in */
char serial_getc(void)
{
	while (!(inb(LSR) & LSR_DATA))
		asm volatile("sti; hlt; cli" : : : "memory");
	return inb(COM1);
}
