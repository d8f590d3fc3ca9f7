/* SPDX-License-Identifier: MIT */
/* number: rejected "does not compile" */
/* Errors without number. */
#define E0 int f(int x) { return y; }
#define E1 E0 E0 E0 E0 E0 E0 E0 E0 E0 E0
#define E2 E1 E1 E1 E1 E1 E1 E1 E1 E1 E1
#define E3 E2 E2 E2 E2 E2 E2 E2 E2 E2 E2
#define E4 E3 E3 E3 E3 E3 E3 E3 E3 E3 E3
E4
