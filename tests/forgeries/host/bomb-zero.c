/* SPDX-License-Identifier: MIT */
/* number: rejected "does not compile" */
/* A file without end. */
#include "/dev/zero"
