/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Appendix (console) */
#include <asm/io.h>
#include <asm/page.h>
#include <linux/console.h>
#include <linux/init.h>
#include <linux/string.h>
#include <linux/vga.h>

#define ROWS  25
#define COLS  80
#define CELLS 0x4000			/* in the card's 32 KiB */
#define CELL(c) (0x0700 | (u8)(c))	/* light grey on black */

static volatile u16 *const screen = __va(0xB8000);
static unsigned top, row, col;		/* top: first cell shown */

/* Appendix: vga.c: scroll */
static void vga_scroll(void)
{
	volatile u32 *last;
	unsigned i;

	top += COLS;
	if (top + ROWS * COLS > CELLS) {
		memmove((u16 *)screen, (u16 *)screen + top,
			(ROWS - 1) * COLS * sizeof(*screen));
		top = 0;
	}
	last = (volatile u32 *)(screen + top + (ROWS - 1) * COLS);
	for (i = 0; i < COLS / 2; i++)
		last[i] = CELL(' ') * 0x10001;	/* two cells */
}
/* Appendix: vga.c: characters */
/* Shows text up to the end of the row; returns how much. */
static size_t vga_fill(const char *text, size_t length)
{
	volatile u16 *cell = screen + top + row * COLS + col;
	size_t n;

	if (length > COLS - col)
		length = COLS - col;
	for (n = 0; n < length && (u8)text[n] >= ' '; n++)
		cell[n] = CELL(text[n]);
	col += n;
	return n;
}
/* Appendix: vga.c: characters */

static void vga_newline(void)
{
	col = 0;
	if (row == ROWS - 1)
		vga_scroll();
	else
		row++;
}

static void vga_move(char c)
{
	if (c == '\n')
		vga_newline();
	else if (c == '\b' && col)
		col--;
}
/* Appendix: vga.c: the console */
/* Two of the chip's registers hold the halves of a cell's number. */
static void vga_register(u8 high, unsigned cell)
{
	outb(high, 0x3d4);
	outb(cell >> 8, 0x3d5);
	outb(high + 1, 0x3d4);
	outb(cell, 0x3d5);
}

static void vga_write(const char *text, size_t length)
{
	size_t n;

	for (; length; text += n, length -= n) {
		n = vga_fill(text, length);
		if (!n && col == COLS && (u8)*text >= ' ')
			vga_newline();
		else if (!n)
			vga_move(text[n++]);
	}
	vga_register(12, top);
	vga_register(14, top + row * COLS + col);
}

static struct console vga_console = { .write = vga_write };
/* Appendix: vga.c: the console */

static void vga_init(void)
{
	unsigned cell;

	for (cell = 0; cell < ROWS * COLS; cell++)
		screen[cell] = CELL(' ');
	register_console(&vga_console);
}
console_initcall(vga_init);
/* Appendix: vga.c: read the screen back */
void vga_bottom(void)
{
	row = ROWS - 1;
}

void vga_read_row(unsigned up, char text[81])
{
	volatile u16 *cells = screen + top + (row - up) * COLS;
	int length = COLS;

	while (length && (u8)cells[length - 1] == ' ')
		length--;
	text[length] = '\0';
	while (length--)
		text[length] = cells[length];
}
