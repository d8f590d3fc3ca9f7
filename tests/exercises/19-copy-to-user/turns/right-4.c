/* SPDX-License-Identifier: GPL-2.0-only */
/* Turns of eight double words through the stack: push and pop are accesses, too, and the rest is a state machine in C. */
#include <asm/uaccess.h>

enum where { IN_TURNS, IN_BYTES, AT_SOURCE, AT_TARGET, AT_END };

#define TRY(insns, out, ...) ({						\
	u32 __bad = 1;							\
	asm volatile("1:	" insns "\n"				\
		     "	movl $0, %0\n"					\
		     "2:\n"						\
		     EX_TABLE("1b", "2b")				\
		     : "+r"(__bad), out : __VA_ARGS__ : "memory");	\
	__bad; })

u32 copy_turns(void *to, const void *from, u32 n, u32 *side)
{
	enum where where = IN_TURNS;
	const u32 *words;
	u32 word = 0, i;
	u8 byte = 0;

	for (;;)
		switch (where) {
		case IN_TURNS:
			if (n < 64) {
				where = IN_BYTES;
				break;
			}
			words = from;
			for (i = 0; i < 16; i++)
				if (TRY("movl %2, %1", "+r"(word), "m"(words[i])) || TRY("movl %2, %1", "=m"(((u32 *)to)[i]), "r"(word)))
					break;
			if (i < 16)
				where = IN_BYTES;
			to += i * 4;
			from += i * 4;
			n -= i * 4;
			break;
		case IN_BYTES:
			if (!n)
				where = AT_END;
			else if (TRY("movb %2, %1", "+q"(byte), "m"(*(const u8 *)from)))
				where = AT_SOURCE;
			else if (TRY("movb %2, %1", "=m"(*(u8 *)to), "q"(byte)))
				where = AT_TARGET;
			else
				to++, from++, n--;
			break;
		case AT_SOURCE:
			*side = 1;
			return n;
		case AT_TARGET:
			*side = 2;
			return n;
		case AT_END:
			*side = 0;
			return 0;
		}
}
