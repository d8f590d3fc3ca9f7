/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/io.h>
#include <asm/page.h>
#include <linux/console.h>
#include <linux/init.h>
#include <linux/string.h>
#include <linux/vga.h>

#define ROWS 25
#define COLS 80
#define CELL(c) (0x0700 | (u8)(c))	/* light grey on black */

static volatile u16 *const screen = __va(0xB8000);
static unsigned row, col;

/* Chapter 1: vga.c: scroll */
static void vga_scroll(void)
{
	unsigned cell;

	for (cell = 0; cell < (ROWS - 1) * COLS; cell++)
		screen[cell] = screen[cell + COLS];
	for (; cell < ROWS * COLS; cell++)
		screen[cell] = CELL(' ');
}
/* Chapter 1: vga.c: one character */
static void vga_newline(void)
{
	col = 0;
	if (row == ROWS - 1)
		vga_scroll();
	else
		row++;
}

static void vga_putc(char c)
{
	if (c == '\n') {
		vga_newline();
	} else if (c == '\b') {
		if (col)
			col--;
	} else {
		if (col == COLS)
			vga_newline();
		/* Chapter 1: vga.c: fill the cell */
		screen[row * COLS + col++] = CELL(c);
	}
}
/* Chapter 1: vga.c: the console */
static void vga_write(const char *text, size_t length)
{
	unsigned cursor;

	while (length--)
		vga_putc(*text++);
	cursor = row * COLS + col;
	outb(14, 0x3d4);
	outb(cursor >> 8, 0x3d5);
	outb(15, 0x3d4);
	outb(cursor, 0x3d5);
}

static struct console vga_console = { .write = vga_write };

static void vga_init(void)
{
	unsigned cell;

	for (cell = 0; cell < ROWS * COLS; cell++)
		screen[cell] = CELL(' ');
	register_console(&vga_console);
}
console_initcall(vga_init);
/* Chapter 1: vga.c: read the screen back */
void vga_read_row(unsigned up, char text[81])
{
	volatile u16 *cells = screen + (row - up) * COLS;
	int length = COLS;

	while (length && (u8)cells[length - 1] == ' ')
		length--;
	text[length] = '\0';
	while (length--)
		text[length] = cells[length];
}
