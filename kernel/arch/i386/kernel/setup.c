/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/page.h>
#include <asm/setup.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define MULTIBOOT_LOADED	0x2BADB002
#define MULTIBOOT_CMDLINE	0x04
#define MULTIBOOT_MMAP		0x40

struct multiboot_info {
	u32 flags, mem_lower, mem_upper, boot_device, cmdline;
	u32 mods_count, mods_addr, syms[4], mmap_length, mmap_addr;
};

struct ram_range ram[E820_MAX];
int ram_ranges;

/* Chapter 1: setup.c: where the programs are */
/* Chapter 6: setup.c: where the programs are */
#define MULTIBOOT_MODS	0x08

u32 initrd_start, initrd_end;
/* Chapter 1: setup.c: the command line */
static char command_line[256];

const char *option(const char *key, char value[32])
{
	size_t length = strlen(key), n = 0;
	const char *at = command_line;

	for (; *at; at++) {
		if (at != command_line && at[-1] != ' ')
			continue;
		if (strncmp(at, key, length) || at[length] != '=')
			continue;
		for (at += length + 1; *at && *at != ' '; at++)
			if (n < 31)
				value[n++] = *at;
		value[n] = '\0';
		return value;
	}
	return NULL;
}
/* Chapter 1: setup.c: the command line */
bool option_is(const char *key, const char *value)
{
	char found[32];

	return option(key, found) && !strcmp(found, value);
}
/* Chapter 1: setup.c: setup_arch */
void setup_arch(u32 magic, u32 info)
{
	const struct multiboot_info *mb = __va(info);

	if (magic != MULTIBOOT_LOADED)
		machine_stop(STOP_PANIC);
	if (mb->flags & MULTIBOOT_CMDLINE)
		strlcpy(command_line, __va(mb->cmdline),
			sizeof(command_line));
	if (mb->flags & MULTIBOOT_MMAP)
		ram_ranges = find_ram(__va(mb->mmap_addr),
				      mb->mmap_length, ram);
	/* Chapter 1: setup_arch: modules */
	/* Chapter 6: setup_arch: modules */
	if (mb->flags & MULTIBOOT_MODS && mb->mods_count) {
		const u32 *module = __va(mb->mods_addr);

		initrd_start = (u32)__va(module[0]);
		initrd_end = (u32)__va(module[1]);
	}
}
/* Chapter 1: setup.c: the greeting */
static void greet(void)
{
	extern const char _text[];
	int i;

	printk("Borrowed Pages: a kernel for memory not its own\n");
	printk("  linked at %08x, loaded at %08x\n",
	       (u32)_text, (u32)__pa(_text));
	for (i = 0; i < ram_ranges; i++)
		printk("  RAM: frames %u to %u, %u KiB\n",
		       ram[i].start, ram[i].end - 1,
		       (ram[i].end - ram[i].start) * 4);
}
core_initcall(greet);
/* Chapter 5 (exception-tables) */

#include <asm/processor.h>

struct cpuinfo_x86 boot_cpu_data = { .wp_works_ok = -1 };

void check_wp(void)
{
	printk("Does the kernel's store honour a read-only page?");
	test_wp_bit();
	printk(boot_cpu_data.wp_works_ok == 1 ? " Yes.\n" :
						" No.\n");
	/* Chapter 5: check_wp: may this kernel go on? */
	#ifdef CONFIG_X86_WP_WORKS_OK
	if (!boot_cpu_data.wp_works_ok)
		panic("this kernel takes WP for granted");
	#endif
}
device_initcall(check_wp);
