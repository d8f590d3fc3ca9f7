/* SPDX-License-Identifier: MIT */
/* What a caller counts on, and how both transports see that it was kept. */
#ifndef JUDGE_CONVENTION_H
#define JUDGE_CONVENTION_H

/* In the registers that a function has to keep, when it is called. */
#define KEEP_EBX 0xEB1EB1EB
#define KEEP_ESI 0xE51E51E5
#define KEEP_EDI 0xED1ED1ED
#define KEEP_EBP 0xEB9EB9EB

#ifndef __ASSEMBLER__
/* What is not as it was before the call, as bits. */
enum { BROKE_EBX = 1, BROKE_ESI = 2, BROKE_EDI = 4, BROKE_EBP = 8, BROKE_ESP = 16, BROKE_DIRECTION = 32, BROKE_SEGMENTS = 64 };

enum { CALL_DEPTH = 8 }; /* of calls within services */
#endif

#endif
