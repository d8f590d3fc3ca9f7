/* SPDX-License-Identifier: MIT */
/* number: rejected "is a number" */
/* The exported function is an address in the bench. */
#include <trial.h>

asm(".globl number\n\tnumber = 0x70000000");
