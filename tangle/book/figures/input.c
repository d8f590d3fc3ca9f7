/* SPDX-License-Identifier: MIT */
#include "input.h"
#include "lib/arena.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void complain(int number, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	char *what = vformat(format, ap);
	va_end(ap);
	if (number)
		die(STATUS_USAGE, "line %d: %s", number, what);
	die(STATUS_USAGE, "%s", what);
}

/* The length of the UTF-8 character at S, or 0 where XML could not hold what stands there. */
static int utf8_length(const unsigned char *s)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	int length = s[0] < 0x80 ? 1 : s[0] >> 5 == 6 ? 2 : s[0] >> 4 == 14 ? 3 : s[0] >> 3 == 30 ? 4 : 0;

	if (length == 1)
		return s[0] >= ' ' || s[0] == '\t' || s[0] == '\n' || s[0] == '\r';
	uint32_t c = length ? s[0] & (0x7f >> length) : 0;
	for (int i = 1; i < length; i++) {
		if (s[i] >> 6 != 2)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (!length || c < least[length] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ||
	    c == 0xfffe || c == 0xffff)
		return 0;
	return length;
}

static void check_characters(const char *all, size_t length)
{
	const unsigned char *s = (const unsigned char *)all, *end = s + length;
	int number = 1;

	while (s < end) {
		int step = utf8_length(s);
		if (!step)
			complain(number, "byte 0x%02x is no UTF-8 text; save the file as UTF-8, "
				 "without control characters", *s);
		number += *s == '\n';
		s += step;
	}
}

static char *trim(char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	size_t n = strlen(s);
	while (n && strchr(" \t\r", s[n - 1]))
		s[--n] = '\0';
	return s;
}

static bool heading(struct input *in, int number, char *s)
{
	static const char *const names[] = { "caption", "alt", "id" };
	const char **const slots[] = { &in->caption, &in->alt, &in->id };

	for (int i = 0; i < 3; i++) {
		size_t n = strlen(names[i]);
		if (strncmp(s, names[i], n) || s[n] != ':')
			continue;
		if (in->count)
			complain(number, "`%s:` comes after the body began; put it above, with the "
				 "other heading lines", names[i]);
		if (*slots[i])
			complain(number, "a second `%s:`; keep one", names[i]);
		*slots[i] = trim(s + n + 1);
		if (!**slots[i])
			complain(number, "`%s:` is empty; write something behind it", names[i]);
		return true;
	}
	return false;
}

static void check_id(const char *id)
{
	static const char allowed[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

	if (id[strspn(id, allowed)] || !isalpha((unsigned char)id[0]))
		complain(0, "the id `%s` cannot be one; start with a letter, then letters, digits, "
			 "- and _", id);
}

struct input read_input(const char *kind)
{
	struct input in = { 0 };
	size_t length;

	program = lasting("figure %s", kind);
	char *all = read_all(STDIN_FILENO, &length);
	if (!all)
		die(STATUS_OURS, "cannot read the standard input: %s", strerror(errno));
	check_characters(all, length);

	/* FNV-1a: without an id, what the figure says names it. */
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)all[i]) * 16777619u;

	int number = 0;
	for (char *next = all, *s; (s = next) != NULL;) {
		number++;
		next = strchr(s, '\n');
		if (next)
			*next++ = '\0';
		s = trim(s);
		if (!*s || *s == '#' || heading(&in, number, s))
			continue;
		in.line = xrealloc(in.line, (in.count + 1) * sizeof(*in.line));
		bool accent = *s == '*';
		in.line[in.count++] = (struct line){ number, accent, trim(s + accent) };
	}
	if (!in.caption)
		complain(0, "no caption; start with a line `caption: one sentence`");
	if (!in.alt)
		complain(0, "no alternative text; add a line `alt: what a reader who cannot see "
			 "the figure should know`");
	if (!in.count)
		complain(0, "no body; write it below the heading lines (see the comment on top of "
			 "tangle/book/figures/%s.c)", kind);
	if (in.id)
		check_id(in.id);
	else
		in.id = lasting("fig-%08x", hash);
	return in;
}

bool has_more(struct line *line)
{
	line->at = trim(line->at);
	return *line->at != '\0';
}

char *take_word(struct line *line, const char *what)
{
	if (!has_more(line))
		complain(line->number, "the line ends where %s should be; add it", what);
	char *word = line->at;
	if (*word == '"')
		complain(line->number, "quoted text where %s should be; write it without quotes", what);
	line->at += strcspn(line->at, " \t");
	if (*line->at)
		*line->at++ = '\0';
	return word;
}

char *take_text(struct line *line, const char *what)
{
	if (!has_more(line) || *line->at != '"')
		return take_word(line, what);
	char *text = line->at + 1, *from = text, *to = text;
	for (; *from != '"'; from++) {
		if (from[0] == '\\' && from[1] == 'n') {
			*to++ = '\n';
			from++;
			continue;
		}
		if (from[0] == '\\' && (from[1] == '"' || from[1] == '\\'))
			from++;
		if (!*from)
			complain(line->number, "the quote of %s is never closed; end it with \"", what);
		*to++ = *from;
	}
	line->at = from + 1;
	*to = '\0';
	if (*line->at && !strchr(" \t", *line->at))
		complain(line->number, "`%s` sticks to the closing quote; put a space between, or "
			 "write \\\" for a quote inside", line->at);
	int ticks = 0;
	for (char *s = text; *s; s++)
		ticks += *s == '`';
	if (ticks % 2)
		complain(line->number, "a backtick too few or too many in %s; write them in pairs, "
			 "`like this`", what);
	return text;
}

static uint64_t parse_number(struct line *line, const char *what, const char *word, int base)
{
	char *end;

	errno = 0;
	uint64_t value = strtoull(word, &end, base);
	if (end == word || !isalnum((unsigned char)*word) || errno)
		complain(line->number, "`%s` is no number where %s should be; write %s", word, what,
			 base == 16 ? "hexadecimal digits" : "something like 4096, 0x1000 or 4K");
	int shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;
	if (shift && base != 16) {
		end++;
		if (value << shift >> shift != value)
			complain(line->number, "`%s` is more than 64 bits hold; write a smaller number", word);
		value <<= shift;
	}
	if (*end)
		complain(line->number, "`%s` ends in `%s`, which is no part of a number; %s", word,
			 end, base == 16 ? "write only hexadecimal digits"
					 : "K, M and G are the only letters behind one");
	return value;
}

uint64_t take_number(struct line *line, const char *what)
{
	char *word = take_word(line, what);
	/* A leading 0 is no octal here: nobody who writes 0010 in a memory map means 8. */
	bool hex = word[0] == '0' && (word[1] == 'x' || word[1] == 'X');

	return parse_number(line, what, word, hex ? 16 : 10);
}

uint64_t take_hex(struct line *line, const char *what)
{
	return parse_number(line, what, take_word(line, what), 16);
}

void take_end(struct line *line)
{
	if (has_more(line))
		complain(line->number, "`%s` is left over at the end; delete it, or put a text of "
			 "several words in double quotes", line->at);
}
