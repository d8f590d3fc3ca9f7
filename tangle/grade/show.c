/* SPDX-License-Identifier: MIT */
#include "show.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COLUMNS = 80 };

static bool coloured;

void show_open(void)
{
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");

	coloured = isatty(STDOUT_FILENO) && !(no && *no) && terminal && strcmp(terminal, "dumb") != 0;
}

const char *ink(enum ink ink)
{
	static const char *const codes[] = { "\033[0m", "\033[1m", "\033[32m", "\033[31m", "\033[33m" };

	return coloured ? codes[ink] : "";
}

/* The bytes of the character at s, and in *columns how many columns it takes: our colours take none. */
static size_t character(const char *s, int *columns)
{
	size_t n = 1;

	*columns = 1;
	if (*s == '\033') {
		*columns = 0;
		while (s[n - 1] && s[n - 1] != 'm')
			n++;
	} else {
		while ((s[n] & 0xC0) == 0x80)
			n++;
	}
	return n;
}

/* Of the first size bytes. */
static int columns_of(const char *text, size_t size)
{
	int sum = 0, columns;

	for (const char *end = text + size; text < end; sum += columns)
		text += character(text, &columns);
	return sum;
}

int width_of(const char *text)
{
	return columns_of(text, strlen(text));
}

void pad(const char *text, int columns)
{
	int used = 0;

	while (*text && used < columns) {
		int more;
		size_t n = character(text, &more);

		fwrite(text, 1, n, stdout);
		text += n;
		used += more;
	}
	printf("%*s", columns - used, "");
}

static void wrap(int first, int rest, const char *text)
{
	int column = first < 0 ? -first : 0, indent = first;

	for (const char *s = text; *s; ) {
		/* A word with the blanks before it; at a line's end they are dropped. */
		size_t blanks = strspn(s, " "), letters = strcspn(s + blanks, " \n");
		int wide = columns_of(s + blanks, letters);

		if (column > indent && column + (int)blanks + wide > COLUMNS) {
			putchar('\n');
			column = 0;
			indent = rest;
			blanks = 0;
			s += strspn(s, " ");
		}
		if (!column && letters)
			column = printf("%*s", indent, "");
		fwrite(s, 1, letters ? blanks + letters : 0, stdout);
		column += (int)blanks + wide;
		s += blanks + letters;
		if (*s == '\n') {
			putchar('\n');
			column = 0;
			indent = rest;
			s++;
		}
	}
	putchar('\n');
}

void say(int first, int rest, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	char *text = vformat(format, args);
	va_end(args);
	wrap(first, rest, text);
	free(text);
}
