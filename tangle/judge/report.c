/* SPDX-License-Identifier: MIT */
/* machine.h's texts: what a case reports, and how it ends. */
#include "transport.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_list(struct text *text, const char *format, va_list args)
{
	u32 room = sizeof text->s - text->length;
	int wanted = vsnprintf(text->s + text->length, room, format, args);

	if (wanted > 0)
		text->length += (u32)wanted < room ? (u32)wanted : room - 1;
}

void add(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_list(text, format, args);
	va_end(args);
}

void input(struct machine *m, const char *format, ...)
{
	va_list args;

	m->report.input.length = 0;
	va_start(args, format);
	add_list(&m->report.input, format, args);
	va_end(args);
}

/* ---- How a case ends */

void machine_leave(struct machine *m, enum verdict verdict)
{
	m->verdict = verdict;
	longjmp(*m->leave, 1);
}

void fail(struct machine *m, const char *cause, ...)
{
	va_list args;

	m->report.cause.length = 0;
	va_start(args, cause);
	add_list(&m->report.cause, cause, args);
	va_end(args);
	machine_leave(m, FAIL);
}

void machine_internal(struct machine *m, const char *cause, ...)
{
	va_list args;

	m->report.cause.length = 0;
	va_start(args, cause);
	add_list(&m->report.cause, cause, args);
	va_end(args);
	machine_leave(m, INTERNAL);
}

bool machine_ours(struct machine *m, const char *what)
{
	m->report.cause.length = 0;
	add(&m->report.cause, "%s", what);
	return false;
}

struct outcome machine_broken(struct machine *m, const char *what)
{
	machine_ours(m, what);
	return (struct outcome){ .kind = BROKEN };
}

void expect(struct machine *m, bool holds, const char *cause)
{
	if (!holds)
		fail(m, "%s", cause);
}

static void differ(struct machine *m, const char *cause, const char *format, u32 got, u32 wanted)
{
	if (got == wanted)
		return;
	add(&m->report.expected, format, wanted, wanted);
	add(&m->report.actual, format, got, got);
	fail(m, "%s", cause);
}

void same(struct machine *m, const char *cause, u32 got, u32 wanted)
{
	bool large = got > 9999 || wanted > 9999;

	differ(m, cause, large ? "%d (0x%08x)" : "%d", got, wanted);
}

void same_hex(struct machine *m, const char *cause, u32 got, u32 wanted)
{
	differ(m, cause, "0x%08x", got, wanted);
}

/* Three lines of sixteen bytes. */
void machine_add_bytes(struct text *text, const u8 *bytes, const u8 *other, u32 size, u32 around)
{
	u32 from = around > 16 ? (around - 16) & ~15U : 0;

	for (u32 i = from; i < size && i < from + 48; i++) {
		if (i == from || i % 16 == 0)
			add(text, "%s+%04x ", i == from ? "" : "\n", i);
		add(text, "%c%02x", bytes[i] == other[i] ? ' ' : '|', bytes[i]);
	}
}

void same_bytes(struct machine *m, const char *cause, u32 address, const void *wanted, u32 size)
{
	u8 *got = malloc(size + 1);
	u32 i = 0;

	if (!got)
		machine_internal(m, "no memory for %u bytes", size);
	if (size && !m->transport.read(m, address, got, size)) {
		free(got);
		fail(m, "%s: the %u bytes at 0x%08x are not all memory", cause, size, address);
	}
	while (i < size && got[i] == ((const u8 *)wanted)[i])
		i++;
	if (i < size) {
		machine_add_bytes(&m->report.expected, wanted, got, size, i);
		machine_add_bytes(&m->report.actual, got, wanted, size, i);
	}
	free(got);
	if (i < size)
		fail(m, "%s", cause);
}

static u32 line_length(const char *s)
{
	return (u32)strcspn(s, "\n");
}

/* The lines, each that has no equal at its place in the other text marked with a bar. */
static void add_lines(struct text *text, const char *lines, const char *other)
{
	while (*lines) {
		u32 n = line_length(lines), k = line_length(other);
		bool equal = *other && n == k && memcmp(lines, other, n) == 0;

		add(text, "%s%c %.*s", text->length ? "\n" : "", equal ? ' ' : '|', (int)n, lines);
		lines += n + (lines[n] == '\n');
		other += k + (other[k] == '\n');
	}
}

void same_text(struct machine *m, const char *cause, const char *got, const char *wanted)
{
	if (strcmp(got, wanted) == 0)
		return;
	if (strchr(got, '\n') || strchr(wanted, '\n')) {
		add_lines(&m->report.expected, wanted, got);
		add_lines(&m->report.actual, got, wanted);
	} else {
		add(&m->report.expected, "%s", *wanted ? wanted : "nothing");
		add(&m->report.actual, "%s", *got ? got : "nothing");
	}
	fail(m, "%s", cause);
}
