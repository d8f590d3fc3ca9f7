/* SPDX-License-Identifier: MIT */
#include "escape.h"
#include "judge/clean.h"
#include "lib/fail.h"
#include "lib/sha256.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MOST = 200 };

void one_line(char *text)
{
	clean(text);
	for (; *text; text++)
		if (*text == '\n' || *text == '\t')
			*text = '?';
}

void csv_cell(FILE *f, const char *text, char after)
{
	fputc('"', f);
	/* A quote in front: spreadsheets take it away and take the rest as it stands. */
	if (*text && strchr("=+-@\t\r\n", *text))
		fputc('\'', f);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', f);
		fputc(*text, f);
	}
	fputc('"', f);
	fputc(after, f);
}

void xml_text(FILE *f, const char *text)
{
	for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
		if (*s == '&')
			fputs("&amp;", f);
		else if (*s == '<')
			fputs("&lt;", f);
		else if (*s == '>')
			fputs("&gt;", f);
		else if (*s == '"')
			fputs("&quot;", f);
		else if (*s == '\n')
			fputs("&#10;", f);
		else if (*s == '\t')
			fputs("&#9;", f);
		else if (s[0] == 0xEF && s[1] == 0xBF && s[2] >= 0xBE) /* U+FFFE and U+FFFF, which clean() lets through */
			fputc('?', f), s += 2;
		else
			fputc(*s < ' ' || *s == 0x7F ? '?' : *s, f);
	}
}

char *file_name(const char *name, const char *const *taken)
{
	char *copy = xstrdup(name), *result = NULL, hex[65];
	bool is_taken = *name == '.';
	size_t size;
	FILE *f = need(open_memstream(&result, &size));

	one_line(copy);
	for (; *taken; taken++)
		is_taken = is_taken || strcmp(name, *taken) == 0;
	for (size_t i = 0; name[i]; i++)
		if (name[i] != copy[i] || name[i] == '%' || name[i] == '/' || (i == 0 && is_taken))
			fprintf(f, "%%%02X", (unsigned char)name[i]);
		else
			fputc(name[i], f);
	fclose(f);
	free(copy);
	if (size > NAME_MOST) { /* cut, and told apart by a hash of it all */
		sha256_of(name, strlen(name), hex);
		sprintf(result + NAME_MOST - 17, "%%%.16s", hex);
	}
	return result;
}
