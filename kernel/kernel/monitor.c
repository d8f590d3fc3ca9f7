/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/net.h>
#include <linux/console.h>
#include <linux/experiment.h>
#include <linux/kernel.h>
#include <linux/monitor.h>
#include <linux/readline.h>
#include <linux/string.h>

extern const struct monitor_command __monitor_start[];
extern const struct monitor_command __monitor_end[];

/* Chapter 1: monitor.c: find and call */
static void execute(char *line)
{
	const struct monitor_command *c;
	char *argv[8];
	int argc = 0;

	while (argc < 7) {
		while (*line == ' ')
			*line++ = '\0';
		if (!*line)
			break;
		argv[argc++] = line;
		while (*line && *line != ' ')
			line++;
	}
	if (!argc)
		return;
	for (c = __monitor_start; c < __monitor_end; c++)
		if (!strcmp(c->name, argv[0])) {
			c->run(argc, argv);
			return;
		}
	printk("%s is no command here. Type help.\n", argv[0]);
}

void monitor(void)
{
	char line[LINE_MAX + 1];
	const char *typed;

	printk("--- monitor ---\nType help for the commands.\n");
	data("@monitor\n");
	while ((typed = readline("> "))) {
		strlcpy(line, typed, sizeof(line));
		execute(line);
	}
	machine_stop(STOP_DONE);
}

/* Chapter 1: monitor.c: numbers and bytes */
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
/* Chapter 1: monitor.c: numbers and bytes */
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
/* Chapter 1: monitor.c: numbers and bytes */
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
/* Chapter 1: monitor.c: the commands */
static void help(int argc, char **argv)
{
	const struct monitor_command *c;

	for (c = __monitor_start; c < __monitor_end; c++)
		printk("  %-8s%-14s%s\n",
		       c->name, c->arguments, c->help);
	printk("VA is hexadecimal, with or without 0x; any other"
	       " number\nis decimal, or with 0x hexadecimal.\n");
}
monitor_command("help", "", "this list", help);

static void halt(int argc, char **argv)
{
	machine_stop(STOP_DONE);
}
monitor_command("halt", "", "power off (or ^D)", halt);

static void dmesg(int argc, char **argv)
{
	console_replay();
}
monitor_command("dmesg", "", "what was printed so far", dmesg);
/* Chapter 1: monitor.c: the commands */
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
/* Chapter 1: monitor.c: the commands */
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
/* Chapter 1: monitor.c: the commands */
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
