/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Appendix (console) */
#include <asm/net.h>
#include <linux/kernel.h>
#include <linux/monitor.h>

/* Appendix: memory_monitor.c: numbers */
static bool parse(const char *text, u32 base, u32 *value)
{
	u32 digit, v = 0;

	if (text[0] == '0' && text[1] == 'x')
		base = 16, text += 2;
	do {
		char c = *text | 0x20;

		digit = c >= 'a' ? (u32)c - 'a' + 10 :
			*text <= '9' ? (u32)*text - '0' : base;
		if (digit >= base || v > (~0u - digit) / base)
			return false;
		v = v * base + digit;
	} while (*++text);
	*value = v;
	return true;
}
/* Appendix: memory_monitor.c: numbers */
bool parse_number(const char *text, u32 *value)
{
	if (parse(text, 10, value))
		return true;
	printk("%s is no 32-bit number\n", text);
	return false;
}

bool parse_address(const char *text, u32 *address)
{
	if (parse(text, 16, address))
		return true;
	printk("%s is no address: up to 8 digits, hexadecimal\n", text);
	return false;
}
/* Appendix: memory_monitor.c: one byte */
struct peek {
	u32 address;
	u8 byte;
};

static void peek_inside(void *arg)
{
	struct peek *p = arg;

	p->byte = *(volatile u8 *)p->address;
}

bool peek(u32 address, u8 *byte)
{
	struct peek p = { .address = address };

	if (probe(peek_inside, &p, NULL))
		return false;
	*byte = p.byte;
	return true;
}
/* Appendix: memory_monitor.c: x and poke */
static void dump_line(u32 address, u32 count)
{
	char text[17] = "................";
	u8 byte;
	u32 i;

	printk("%08x ", address);
	for (i = 0; i < count; i++) {
		if (!peek(address + i, &byte)) {
			printk(" ??");
			continue;
		}
		printk(" %02x", byte);
		if (byte >= ' ' && byte < 0x7f)
			text[i] = byte;
	}
	text[count] = '\0';
	printk("  %s\n", text);
}
/* Appendix: memory_monitor.c: x and poke */
static void x(int argc, char **argv)
{
	u32 address, count = 64, i;

	if (argc < 2) {
		printk("x VA [BYTES]: dump memory,"
		       " as in x c0100000\n");
		return;
	}
	if (!parse_address(argv[1], &address) ||
	    (argc > 2 && !parse_number(argv[2], &count)))
		return;
	for (i = 0; i < count && i < 1024; i += 16)
		dump_line(address + i, count - i < 16 ? count - i : 16);
}
monitor_command("x", "VA [BYTES]", "dump memory, never crashing", x);
/* Appendix: memory_monitor.c: x and poke */
static void poke_inside(void *arg)
{
	struct peek *p = arg;

	*(volatile u8 *)p->address = p->byte;
}

static void poke(int argc, char **argv)
{
	struct peek p;
	u32 byte;

	if (argc != 3) {
		printk("poke VA BYTE: as in poke c00b8000 0x58\n");
		return;
	}
	if (!parse_address(argv[1], &p.address) ||
	    !parse_number(argv[2], &byte))
		return;
	p.byte = byte;
	if (probe(poke_inside, &p, NULL))
		printk("the store was a fault\n");
}
monitor_command("poke", "VA BYTE", "store one byte", poke);
