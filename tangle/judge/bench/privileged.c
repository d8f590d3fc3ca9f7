/* SPDX-License-Identifier: MIT */
#include "ring0.h"

/* The address that ModRM and what follows it name, and how many bytes that takes. */
static u32 address_of(const u8 *modrm, u32 *const registers[], u32 *length)
{
	const u8 *at = modrm + 1;
	u32 mod = *modrm >> 6, base = *modrm & 7, address = 0, word;

	if (base == 4) { /* SIB: a scaled register beside the base */
		u32 index = *at >> 3 & 7;

		address = index == 4 ? 0 : *registers[index] << (*at >> 6);
		base = *at++ & 7;
	}
	if (mod == 0 && base == 5) /* a number in the base's place */
		mod = 2;
	else
		address += *registers[base];
	if (mod == 1) {
		address += (u32)(signed char)*at++;
	} else if (mod == 2) {
		__builtin_memcpy(&word, at, 4);
		address += word;
		at += 4;
	}
	*length = (u32)(at - modrm);
	return address;
}

int is_allowed(struct frame *f, u32 *which, u32 *word, u32 **answer)
{
	/* In the order of ModRM's numbers. */
	u32 *const registers[] = { &f->eax, &f->ecx, &f->edx, &f->ebx, &f->esp, &f->ebp, &f->esi, &f->edi };
	u8 code[8] = { 0 }; /* the longest there is, invlpg with an index and a number */
	u32 length = 3;

	if (f->vector != GENERAL_PROTECTION || f->eip < IMAGE || f->eip >= program.constants)
		return 0;
	for (u32 i = 0; i < sizeof code && i < program.constants - f->eip; i++)
		code[i] = ((const u8 *)f->eip)[i];
	u32 modrm = code[2], *operand = registers[modrm & 7];
	*word = *operand;
	if (code[0] == 0xFA || code[0] == 0xFB) {
		*which = code[0] == 0xFA ? PRIVILEGED_CLI : PRIVILEGED_STI;
		length = 1;
	} else if (code[0] != 0x0F) {
		return 0;
	} else if (code[1] == 0x01 && (modrm & 0x38) == 0x38 && modrm < 0xC0) {
		*which = PRIVILEGED_INVLPG;
		*word = address_of(code + 2, registers, &length);
		length += 2;
	} else if ((code[1] == 0x20 || code[1] == 0x22) && ((modrm & 0xF8) == 0xC0 || (modrm & 0xF8) == 0xD8)) {
		*which = ((modrm & 0xF8) == 0xC0 ? PRIVILEGED_READ_CR0 : PRIVILEGED_READ_CR3) + (code[1] == 0x22);
	} else {
		return 0;
	}
	if (!(program.privileged & 1U << *which) || length > program.constants - f->eip)
		return 0;
	f->eip += length;
	*answer = *which == PRIVILEGED_READ_CR0 || *which == PRIVILEGED_READ_CR3 ? operand : 0;
	return 1;
}
