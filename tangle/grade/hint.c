/* SPDX-License-Identifier: MIT */
/* make hint EX=: one more each time, from a question to all but the code. */
#include "hint.h"
#include "report.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "lib/fail.h"

#include <stdlib.h>
#include <string.h>

static u32 shown_as(const char *id)
{
	char *path = work_state("hints", id, "");
	struct bytes bytes;
	u32 count = 0;

	if (!file_read_own(path, &bytes) && bytes.size == 2 && bytes.data[0] > '0' && bytes.data[0] <= '0' + HINTS)
		count = (u32)(bytes.data[0] - '0');
	bytes_free(&bytes);
	free(path);
	return count;
}

u32 hints_shown(const struct entry *entry)
{
	u32 most = shown_as(entry->id);

	for (const char *const *id = entry->was; *id; id++) {
		u32 count = shown_as(*id);

		most = count > most ? count : most;
	}
	return most;
}

int verb_hint(int argc, char **argv)
{
	const char *ex = NULL;
	struct catalogue catalogue;

	read_words(argc, argv, (struct word[]){ { "EX", &ex }, { 0 } });
	show_open();
	work_open(&catalogue);
	const struct entry *entry = work_find(&catalogue, ex, "hint");
	u32 shown = hints_shown(entry), now = shown < HINTS ? shown + 1 : HINTS;
	char *path = work_state("hints", entry->id, ""), *place = report_place(entry, entry->reread);
	char line[2] = { (char)('0' + now), '\n' };

	say(0, 4, "%s%s %s%s (%s)\n", ink(BOLD), entry->number, entry->title, ink(PLAIN), entry->id);
	for (u32 i = 0; i < now; i++)
		say(0, 9, "%sHint %u%s   %s\n", i == now - 1 ? ink(BOLD) : "", i + 1, ink(PLAIN), entry->hints[i]);
	if (now < HINTS)
		say(0, 8, "One more:  make hint EX=%s", entry->number);
	else
		say(0, 8, "These are all. Reread %s; and the book's answer: make answer EX=%s SURE=1", place, entry->number);
	file_write(path, line, sizeof line);
	free(path);
	free(place);
	return STATUS_GOOD;
}
