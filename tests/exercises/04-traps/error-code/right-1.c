/* SPDX-License-Identifier: GPL-2.0-only */
/* Bit fields do the cutting. */
#include <asm/error_code.h>

union code {
	u32 all;
	struct {
		u32 present : 1, write : 1, user : 1;
	} page;
	struct {
		u32 external : 1, idt : 1, ti : 1, index : 13;
	} selector;
};

void read_error(u32 vector, u32 error, struct error_code *e)
{
	union code code = { .all = error & 0xffff };
	struct error_code answer = { 0 };

	switch (vector) {
	case 14:
		answer.kind = ERROR_PAGE;
		answer.present = code.page.present;
		answer.write = code.page.write;
		answer.user = code.page.user;
		break;
	case 10: case 11: case 12: case 13:
		if (!code.all)
			break;
		answer.kind = ERROR_SELECTOR;
		answer.external = code.selector.external;
		answer.index = code.selector.index;
		if (code.selector.idt)
			answer.table = TABLE_IDT;
		else if (code.selector.ti)
			answer.table = TABLE_LDT;
		else
			answer.table = TABLE_GDT;
	}
	*e = answer;
}
