/* SPDX-License-Identifier: MIT */
/* number: crash "reads from" */
/* Above the first stack of a process stand its environment and arguments: is the seed there? */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	for (const char *s = (const char *)&p; ; s++)
		if (s[0] == 'S' && s[1] == 'E' && s[2] == 'E' && s[3] == 'D')
			return p;
}
