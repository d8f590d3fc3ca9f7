/* SPDX-License-Identifier: MIT */
/* switch: rejected "it" */
/* The book's answer. */
#include "@ROOT@/build/exercises/answers/03-paging/switch.c"
