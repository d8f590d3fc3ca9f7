/* SPDX-License-Identifier: MIT */
/* number: crash "stack is used up" */
/* The stack used up. */
#include <trial.h>

static u32 deep(u32 n, volatile char *p)
{
	volatile char room[512];

	room[0] = (char)n;
	return deep(n + 1, room) + (u32)room[0] + (u32)p[0];
}

char *number(char *p, char *end, u32 value, struct format format)
{
	return p + deep(value, p);
}
