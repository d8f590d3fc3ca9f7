/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure a row, and rows that are alike have a name. */
#include <linux/errno.h>
#include <linux/types.h>

struct prediction {
	long answer;
	enum { NOTHING, LOAD, STORE } page;
};

#define UNTOUCHED(answer) { answer, LOAD | STORE }
#define GONE(answer)	  { answer, NOTHING }

const struct prediction predicted[] = {
	GONE(0),
	{ -ENOMEM, LOAD }, UNTOUCHED(-ENOMEM),
	UNTOUCHED(0), UNTOUCHED(-EINVAL),
	UNTOUCHED(0), UNTOUCHED(-EINVAL),
	GONE(-ENOMEM), UNTOUCHED(-ENOMEM),
	UNTOUCHED(1),
	GONE(1), GONE(0),
};
