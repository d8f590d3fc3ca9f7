/* SPDX-License-Identifier: GPL-2.0-only */
/* The list of faults as ranges, each question a jump to the same way out, and the registers as an array of words. */
#include <asm/traps.h>
#include <linux/extable.h>

enum { EIP = __builtin_offsetof(struct pt_regs, eip) / 4, CS };

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	u32 *word = (u32 *)regs, ring;
	const struct exception_table_entry *entry;
	bool answer = false;

	if (trapnr > 19)
		goto out;
	switch (trapnr) {
	case 1 ... 4: case 8 ... 9: case 15 ... 16: case 18:
		goto out;
	}
	asm("andl $3, %0" : "=r"(ring) : "0"(word[CS]) : "cc");
	if (ring != 0)
		goto out;
	if ((entry = search_exception_tables(word[EIP])) == NULL)
		goto out;
	if (*(const u32 *)&entry->fixup == word[EIP])
		goto out;
	word[EIP] = search_exception_tables(word[EIP])->fixup;
	answer = true;
out:
	return answer;
}
