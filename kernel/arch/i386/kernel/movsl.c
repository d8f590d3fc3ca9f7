/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include <asm/setup.h>
#include <asm/uaccess.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/monitor.h>

static void init_movsl(void)
{
	char text[32];

	if (option("movsl_mask", text) &&
	    !parse_number(text, &movsl_mask))
		panic("movsl_mask=%s: write a number such as 7", text);
}
core_initcall(init_movsl);
