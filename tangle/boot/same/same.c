/* SPDX-License-Identifier: MIT */
/*
 * same: compare what a chapter's programs did under Linux with what they did in our kernel.
 *
 *     same LINUX.txt EXPERIMENTS SAID NN
 *
 * LINUX.txt is what init.c prints. What our kernel printed is in SAID/NN-NAME.txt; how its programs ended is in
 * EXPERIMENTS/NAME.expect, whose predicates held when SAID was written. Where the book knows that a Linux of today says
 * something else, EXPERIMENTS/NAME.today has the line: its number, a space, and what it is there.
 *
 * Status: 0 the same, 1 not the same, 2 usage, 3 our fault.
 */
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MOST = 4096 };

static const char *experiments, *said, *number;

/* An experiment: our transcript, as far as Linux printed the same, and our predicates. */
static struct {
	char *name, *ours, *predicates, *today; /* today: or NULL */
	const char *rest;
	unsigned lines, ends;
	bool good;
} now;

static bool all_good = true;

static char *read_whole(const char *path)
{
	size_t size;
	char *text = read_file(path, &size);

	if (!text)
		die(STATUS_OURS, "cannot read %s: %s", path, strerror(errno));
	return text;
}

static void begin(const char *name)
{
	char *transcript = format("%s/%s-%s.txt", said, number, name), *expect = format("%s/%s.expect", experiments, name);
	char *today = format("%s/%s.today", experiments, name);
	size_t size;

	free(now.name);
	free(now.ours);
	free(now.predicates);
	free(now.today);
	now.name = xstrdup(name);
	now.ours = read_whole(transcript);
	now.predicates = read_whole(expect);
	now.today = read_file(today, &size);
	if (!now.today && errno != ENOENT)
		die(STATUS_OURS, "cannot read %s: %s", today, strerror(errno));
	free(transcript);
	free(expect);
	free(today);
	now.rest = now.ours;
	now.lines = now.ends = 0;
	now.good = true;
}

/* Only the first difference of an experiment is said: the others may follow from it. */
static void differ(const char *on_linux, const char *ours, int length)
{
	if (now.good)
		printf("not the same: %s, line %u\n  on Linux      %s\n  in our kernel %.*s\n", now.name, now.lines, on_linux, length, ours);
	now.good = all_good = false;
}

static void finish(void)
{
	if (!now.rest)
		return;
	now.lines++;
	if (*now.rest)
		differ("(nothing more)", now.rest, (int)strcspn(now.rest, "\n"));
	if (now.good)
		printf("the same: %s, %u lines, %u exit status%s\n", now.name, now.lines - 1, now.ends, now.ends == 1 ? "" : "es");
	now.rest = NULL;
}

static bool equal(const char *line, const char *text, size_t length)
{
	return strlen(line) == length && memcmp(line, text, length) == 0;
}

/* What the book says that Linux says today in place of our line; NULL if it says the same. */
static const char *today(unsigned line)
{
	for (const char *p = now.today; p && *p; p += strcspn(p, "\n"), p += *p == '\n') {
		char *rest;

		if (strtoul(p, &rest, 10) == line && *rest == ' ')
			return rest + 1;
	}
	return NULL;
}

/* A line that is not ours must be the one that the book knows of; and then it must not be ours. */
static void printed(const char *line)
{
	size_t length = strcspn(now.rest, "\n");
	const char *known = today(++now.lines);

	if (!*now.rest)
		differ(line, "(nothing more)", LINE_MOST);
	else if (known ? equal(line, now.rest, length) || !equal(line, known, strcspn(known, "\n")) : !equal(line, now.rest, length))
		differ(line, now.rest, (int)length);
	now.rest += length + (now.rest[length] == '\n');
}

/* A program's end, as a predicate: it must be one of ours. */
static void ended(const char *predicate)
{
	size_t name = strcspn(predicate, " ");

	now.ends++;
	for (const char *p = now.predicates; *p; p += strcspn(p, "\n"), p += *p == '\n') {
		size_t length = strcspn(p, "\n");

		if (strncmp(p, predicate, name + 1) == 0) {
			if (length != strlen(predicate) || memcmp(p, predicate, length) != 0)
				differ(predicate, p, (int)length);
			return;
		}
	}
	differ(predicate, "(no such predicate in the experiment's .expect)", LINE_MOST);
}

/* What stands in a line `--- MARK ---`; NULL if it is another. */
static char *mark(char *line)
{
	size_t length = strlen(line);

	if (length < 9 || strncmp(line, "--- ", 4) != 0 || strcmp(line + length - 4, " ---") != 0)
		return NULL;
	line[length - 4] = '\0';
	return line + 4;
}

int main(int argc, char *argv[])
{
	char line[LINE_MOST];
	bool whole = false;

	program = "same";
	if (argc != 5) {
		fprintf(stderr, "usage: same LINUX.txt EXPERIMENTS SAID NN\n");
		return STATUS_USAGE;
	}
	experiments = argv[2];
	said = argv[3];
	number = argv[4];
	FILE *f = fopen(argv[1], "re");
	if (!f || !fgets(line, sizeof line, f))
		die(STATUS_OURS, "cannot read %s: %s", argv[1], f ? "it is empty" : strerror(errno));
	fputs(line, stdout); /* the kernel's version */
	while (!whole && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		char *marked = mark(line);

		if (!marked && !now.rest)
			die(STATUS_OURS, "not from init.c: %s: %s", argv[1], line);
		else if (!marked)
			printed(line);
		else if (now.rest && strstr(marked, " == "))
			ended(marked);
		else {
			finish();
			whole = strcmp(marked, "end") == 0;
			if (!whole)
				begin(marked);
		}
	}
	fclose(f);
	if (!whole)
		die(STATUS_OURS, "Linux did not come to the end of its programs: %s: it says how far it came", argv[1]);
	free(now.name);
	free(now.ours);
	free(now.predicates);
	free(now.today);
	return all_good ? STATUS_GOOD : STATUS_FAILED;
}
