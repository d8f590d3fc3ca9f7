/* SPDX-License-Identifier: MIT */
/* number: fail "digits" */
/* Makes the judge read where there is no memory. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	printk((const char *)4, 1);
	printk((const char *)0xFFFFFFFF, 1);
	return p;
}
