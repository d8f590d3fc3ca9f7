/* SPDX-License-Identifier: MIT */
/* number: rejected "does not compile" */
/* Waits for somebody to type. */
#include "/dev/stdin"
#include "/dev/tty"
