/* SPDX-License-Identifier: MIT */
/* machine.h's random numbers: splitmix64. */
#include "transport.h"

u64 machine_next(u64 *state)
{
	u64 z = *state += 0x9E3779B97F4A7C15;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
	return z ^ (z >> 31);
}

u32 any(struct machine *m)
{
	m->drawn++;
	return (u32)(machine_next(&m->random) >> 32);
}

u32 below(struct machine *m, u32 limit)
{
	return (u32)((u64)any(m) * limit >> 32);
}

u32 between(struct machine *m, u32 low, u32 high)
{
	return high - low == ~0U ? any(m) : low + below(m, high - low + 1);
}

void shuffle(struct machine *m, u32 *words, u32 count)
{
	for (u32 i = count; i > 1; i--) {
		u32 k = below(m, i), word = words[k];

		words[k] = words[i - 1];
		words[i - 1] = word;
	}
}
