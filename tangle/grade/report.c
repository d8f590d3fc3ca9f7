/* SPDX-License-Identifier: MIT */
#include "report.h"
#include "show.h"
#include "work.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOG_LINES = 20, LINES = 64, TITLE = 42 };

/* ---- A line */

void report_verdict(enum verdict verdict, int columns)
{
	static const enum ink inks[] = { GOOD, BAD, BAD, BAD, BAD, WARN, WARN, WARN };

	fputs(ink(inks[verdict]), stdout);
	pad(verdict_name(verdict), columns > 0 ? columns : width_of(verdict_name(verdict)));
	fputs(ink(PLAIN), stdout);
}

static void print_stars(u32 stars)
{
	for (u32 i = 0; i < 5; i++)
		putchar(i < stars ? '*' : ' ');
}

static void print_points(enum verdict verdict, u32 score, u32 points)
{
	char digits[16] = "-"; /* our fault, or not gradable: that is not the same as no points */

	if (verdict != INTERNAL)
		snprintf(digits, sizeof digits, "%u", score);
	printf("%3s/%-3u", digits, points);
}

/* The first case that explains the verdict; NULL where nothing needs one, or the reason does. */
static const struct result_case *first_failing(const struct result *result)
{
	for (u32 i = 0; i < result->count && result->verdict != PASS && !*result->reason; i++)
		if (result->cases[i].verdict == result->verdict)
			return &result->cases[i];
	return NULL;
}

static bool is_untouched(const struct entry *entry)
{
	bool untouched = true;

	for (const char *const *file = entry->files; *file && untouched; file++)
		untouched = work_untouched(entry, *file);
	return untouched;
}

void report_row(const struct result *result)
{
	const struct entry *entry = result->entry;
	const struct result_case *c = first_failing(result);

	printf("  ");
	pad(entry->number, 5);
	printf(" ");
	pad(entry->title, TITLE);
	printf(" ");
	print_stars(entry->stars);
	printf(" ");
	print_points(result->verdict, result->score, entry->points);
	printf("  ");
	report_verdict(result->verdict, 0);
	printf("\n");
	if (result->verdict == PASS)
		return;
	if (result->verdict == FAIL && is_untouched(entry))
		say(8, 8, "as it was copied: nothing written yet");
	else if (*result->reason)
		say(8, 8, "%s", result->reason);
	else if (c)
		say(8, 8, "%s: %s", c->name, c->cause);
}

/* ---- Expected against actual */

static u32 split(char *text, char **lines)
{
	u32 n = 0;

	for (char *rest = text, *line; n < LINES && (line = strsep(&rest, "\n")); )
		lines[n++] = line;
	return n;
}

/* same_text of the judge marks each line with a bar or a blank; here - and + do that. */
static bool is_marked(char *const *lines, u32 count)
{
	bool marked = count;

	for (u32 i = 0; i < count && marked; i++)
		marked = (lines[i][0] == '|' || lines[i][0] == ' ') && lines[i][1] == ' ';
	return marked;
}

/* Lines that both have stand once; of the others, - is what should be there, + what is. */
static void print_difference(const char *expected, const char *actual)
{
	char *texts[2] = { need(strdup(expected)), need(strdup(actual)) }, *a[LINES], *b[LINES];
	u32 n = split(texts[0], a), k = split(texts[1], b);
	bool marked = is_marked(a, n) && is_marked(b, k);
	static u8 common[LINES + 1][LINES + 1]; /* how many lines the rest of both have in common */

	for (u32 i = 0; marked && i < n; i++)
		a[i] += 2;
	for (u32 j = 0; marked && j < k; j++)
		b[j] += 2;
	memset(common, 0, sizeof common);
	for (u32 i = n; i-- > 0; )
		for (u32 j = k; j-- > 0; )
			common[i][j] = strcmp(a[i], b[j]) == 0 ? common[i + 1][j + 1] + 1 :
				common[i + 1][j] > common[i][j + 1] ? common[i + 1][j] : common[i][j + 1];
	for (u32 i = 0, j = 0; i < n || j < k; )
		if (i < n && j < k && strcmp(a[i], b[j]) == 0)
			say(8, 10, "  %s", a[i++]), j++;
		else if (j == k || (i < n && common[i + 1][j] >= common[i][j + 1]))
			say(8, 10, "%s- %s%s", ink(GOOD), a[i++], ink(PLAIN));
		else
			say(8, 10, "%s+ %s%s", ink(BAD), b[j++], ink(PLAIN));
	free(texts[0]);
	free(texts[1]);
}

static void print_expected(const struct result_case *c)
{
	if (!*c->expected && !*c->actual)
		return;
	if (!strchr(c->expected, '\n') && !strchr(c->actual, '\n') && !strchr(c->expected, '|')) {
		say(6, 16, "Expected: %s%s%s", ink(GOOD), c->expected, ink(PLAIN));
		say(6, 16, "Yours:    %s%s%s", ink(BAD), c->actual, ink(PLAIN));
		return;
	}
	if (!*c->expected) { /* what a crash has found, and nothing to hold it against */
		say(6, 8, "Found:\n%s", c->actual);
		return;
	}
	say(6, 6, "Expected (-) and yours (+):");
	print_difference(c->expected, c->actual);
}

/* ---- The whole */

/* The compiler knows the files by their names alone; the learner opens them by their paths. */
static void say_place(int first, int rest, const struct entry *entry, const char *before, const char *text)
{
	for (const char *const *file = entry->files; *file; file++)
		if (strncmp(text, *file, strlen(*file)) == 0 && strchr(":", text[strlen(*file)])) {
			say(first, rest, "%s%s/%s", before, entry->work, text);
			return;
		}
	say(first, rest, "%s%s", before, text);
}

static void print_log(const struct result *result)
{
	char *log = need(strdup(result->log)), *rest = log, *line;
	u32 shown = 0, more = 0;

	while ((line = strsep(&rest, "\n")))
		if (*line && shown++ < LOG_LINES)
			say_place(2, 6, result->entry, "", line);
		else if (*line)
			more++;
	if (more)
		say(2, 2, "and %u lines more", more);
	free(log);
}

/* One line each; the one that explains the verdict with all that is known of it. */
static void print_case(const struct result *result, const struct result_case *c, bool whole)
{
	printf("  ");
	report_verdict(c->verdict, 8);
	print_points(c->verdict, c->score, c->points);
	say(-17, 19, c->verdict == PASS || whole ? "  %s" : "  %s: %s", c->name, c->cause);
	if (!whole)
		return;
	say(6, 6, "%s", c->cause);
	if (*c->where)
		say_place(6, 16, result->entry, "Where:    ", c->where);
	if (strchr(c->input, '\n'))
		say(6, 8, "Input:\n%s", c->input);
	else if (*c->input)
		say(6, 16, "Input:    %s", c->input);
	print_expected(c);
}

char *report_place(const struct entry *entry, const char *place)
{
	char *page = format("build/book/html/%s.html", entry->folder);
	char *text = format("%s%s%s%s", page, *place && *place != '#' ? "#" : "", place, file_is_there(page) ? "" : "   (first: make html)");

	free(page);
	return text;
}

static void print_next(const struct result *result)
{
	const struct entry *entry = result->entry;
	const char *ex = entry->number;

	switch (result->verdict) {
	case PASS:
		if (!file_is_there("KIT.md")) /* a student's copy has no answers */
			say(0, 8, "Answer: make answer EX=%s   (the book's, to compare)", ex);
		say(0, 8, "Next:   make grade   (what else there is)");
		break;
	case MISSING:
		say(0, 8, "Next:   make reset EX=%s   (copies the skeleton again)", ex);
		break;
	case SKIPPED:
		say(0, 8, "Next:   make grade EX=%s", entry->needs[0]);
		break;
	case REJECTED:
		say(0, 8, "Next:   mend that, then make grade EX=%s", ex);
		break;
	case INTERNAL:
		say(0, 8, "Next:   the same command again. If it stays like this, tell whoever gave you this book, and send along "
		    STATE "/results/%s/%s.json", entry->chapter, entry->name);
		break;
	default:
		say(0, 8, "Next:   edit %s/%s, then make grade EX=%s", entry->work, entry->files[0], ex);
		say(0, 8, "Stuck:  make hint EX=%s", ex);
	}
}

/* Where the log says it all, the reason is cut at what it has from there. */
static void print_reason(const struct result *result)
{
	static const char compiles[] = "it does not compile:";

	if (*result->log && strncmp(result->reason, compiles, strlen(compiles)) == 0)
		say(2, 2, "%s", compiles);
	else if (*result->reason)
		say(2, 2, "%s", result->reason);
}

void report_whole(const struct result *result, u64 seed)
{
	const struct entry *entry = result->entry;
	const struct result_case *first = first_failing(result);
	char *place = report_place(entry, entry->reread);

	say(0, 4, "%s%s %s%s (%s)\n", ink(BOLD), entry->number, entry->title, ink(PLAIN), entry->id);
	print_reason(result);
	if (*result->log)
		print_log(result);
	for (u32 i = 0; i < result->count && !*result->reason; i++)
		print_case(result, &result->cases[i], &result->cases[i] == first);
	if (*result->attack)
		say(2, 4, "The judge noticed: %s. Nobody writes that by mistake; a teacher's grader reports it.", result->attack);
	printf("\nVerdict: ");
	report_verdict(result->verdict, 0);
	if (result->verdict == INTERNAL)
		printf(": our fault, and no points lost\n");
	else
		printf(", %u of %u points\n", result->score, entry->points);
	if (result->verdict != REJECTED && result->verdict != MISSING && result->verdict != SKIPPED)
		say(0, 8, "Again:  make grade EX=%s SEED=%llx   (the same numbers)", entry->number, seed);
	if (first && result->verdict != INTERNAL)
		say(0, 8, "Reread: %s", place);
	print_next(result);
	free(place);
}

void report_level(const struct grading *grading)
{
	for (u32 i = 0; i < grading->count; i++) {
		const char *level = grading->items[i].result.level;

		if (!*level || strcmp(level, sandbox_level_name(LEVEL_BUBBLEWRAP)) == 0)
			continue;
		say(0, 2, "The judge works at level `%s` here, weaker than `%s`: bubblewrap is missing, or may not make user name spaces. "
		    "That is enough for your own files%s.", level, sandbox_level_name(LEVEL_BUBBLEWRAP),
		    strcmp(level, sandbox_level_name(LEVEL_LIMITS)) == 0 ? "; make grade-all refuses it for other people's unless it is told" : "");
		return;
	}
}
