/* SPDX-License-Identifier: MIT */
/* switch: rejected "enable_paging is a number" */
/* The function is an address in the kernel. */
asm(".globl enable_paging; enable_paging = 0xC0100000");
static int x __attribute__((used));
