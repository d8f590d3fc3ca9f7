/* SPDX-License-Identifier: MIT */
/* switch: fail "enable_paging stopped the kernel" */
/* Switches the machine off as ACPI does, after it has told the chip where its port is. */
#include <asm/pgtable.h>

static u8 out[] = { 0x8B, 0x54, 0x24, 0x04, 0x8B, 0x44, 0x24, 0x08, 0xEF, 0xC3 }; /* outl %eax, %dx */
static u8 out16[] = { 0x8B, 0x54, 0x24, 0x04, 0x8B, 0x44, 0x24, 0x08, 0x66, 0xEF, 0xC3 };

static void write_to(u32 port, u32 value)
{
	((void (*)(u32, u32))out)(port, value);
}

void enable_paging(u32 pgd_pa)
{
	write_to(0xCF8, 0x80000B40);
	write_to(0xCFC, 0x601);
	write_to(0xCF8, 0x80000B80);
	write_to(0xCFC, 1);
	((void (*)(u32, u32))out16)(0x604, 0x2000);
	for (;;)
		;
}
