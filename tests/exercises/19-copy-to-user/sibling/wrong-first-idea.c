/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: nobody is asked: this copy passes, and it is wrong */
/* A fork, a few bytes for the child, a look at the parent. */
#include <asm/page.h>
#include <linux/types.h>

void start_over(void);
u32 fork_of(u32 who);
void store(u32 who, u32 at, u8 byte);
void look(u32 who, u32 at, void *into, u32 n);
u32 copy(u32 who, u32 at, const void *from, u32 n);

bool copy_is_right(void)
{
	static const char text[] = "a few bytes for the child";
	const u32 at = 0x40000000 + 100;
	char seen[sizeof(text)];
	u32 child, i;

	start_over();
	store(0, at, 'p');
	child = fork_of(0);
	if (copy(child, at, text, sizeof(text)))
		return false;
	look(0, at, seen, sizeof(text));
	for (i = 0; i < sizeof(text); i++)
		if (seen[i] != (i ? 0 : 'p'))
			return false;
	look(child, at, seen, sizeof(text));
	for (i = 0; i < sizeof(text); i++)
		if (seen[i] != text[i])
			return false;
	return true;
}
