/* SPDX-License-Identifier: MIT */
/* number: rejected "does not compile" */
/* Includes itself, twice. */
#include "number.c"
#include "number.c"
