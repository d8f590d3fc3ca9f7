/* SPDX-License-Identifier: GPL-2.0-only */
/* rep movsl, which keeps count; a byte at a time from where it stopped, where a register says how far each byte came. */
#include <asm/uaccess.h>

u32 copy_turns(void *to, const void *from, u32 n, u32 *side)
{
	u32 words = n / 64 * 16, left = n, byte, stage = 0;

	asm volatile("1:	rep movsl\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+S"(from), "+c"(words) : : "memory");
	for (left = words * 4 + n % 64; left; left--) {
		asm volatile("	movl $1, %0\n"
			     "1:	movzbl (%2), %1\n"
			     "	movl $2, %0\n"
			     "2:	movb %b1, (%3)\n"
			     "	movl $0, %0\n"
			     "3:\n"
			     EX_TABLE("1b", "3b")
			     EX_TABLE("2b", "3b")
			     : "=&r"(stage), "=&q"(byte) : "r"(from), "r"(to) : "memory");
		if (stage)
			break;
		to++;
		from++;
	}
	*side = stage;
	return left;
}
