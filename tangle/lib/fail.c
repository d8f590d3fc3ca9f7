// SPDX-License-Identifier: MIT
#include "fail.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *program = "borrowed-pages";

void die(int status, const char *format, ...)
{
	va_list ap;

	fflush(stdout);
	fprintf(stderr, "%s: ", program);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(status);
}

void *need(void *memory)
{
	if (!memory)
		die(STATUS_OURS, "out of memory: close something and try again");
	return memory;
}

void *xalloc(size_t n)
{
	return need(calloc(1, n ? n : 1));
}

void *xrealloc(void *old, size_t n)
{
	return need(realloc(old, n ? n : 1));
}

char *xstrdup(const char *s)
{
	return need(strdup(s));
}
