/* SPDX-License-Identifier: MIT */
/* switch: crash "it reset the machine" */
/* Resets the machine in the hope that the end of QEMU counts as an end. */
#include <asm/pgtable.h>

static u8 code[] = { 0x66, 0xBA, 0xF9, 0x0C, 0xB0, 0x02, 0xEE, 0xB0, 0x06, 0xEE, 0xC3 }; /* outb to 0xCF9 */

void enable_paging(u32 pgd_pa)
{
	((void (*)(void))code)();
	for (;;)
		;
}
