/* SPDX-License-Identifier: MIT */
/* number: fail "digits" */
/* An entry point of its own. */
#include <trial.h>

void _start(void)
{
	asm volatile("int $0x80" : : "a"(1), "b"(0));
}

int main(void)
{
	return 0;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
