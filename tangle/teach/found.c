/* SPDX-License-Identifier: MIT */
#include "found.h"
#include "escape.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 20, NAMED = 3 };

void found_open(struct found *found, const struct catalogue *catalogue, const struct intake *in)
{
	*found = (struct found){ .catalogue = catalogue, .in = in };
	found->places = xalloc((catalogue->count + 1) * sizeof *found->places);
	found->used = xalloc(((in ? in->count : 0) + 1) * sizeof *found->used);
	found->notes_file = need(open_memstream(&found->notes, &found->notes_size));
	found->screen_file = need(open_memstream(&found->screen, &found->screen_size));
}

void found_close(struct found *found)
{
	fclose(found->notes_file);
	fclose(found->screen_file);
	free(found->notes);
	free(found->screen);
	free(found->places);
	free(found->used);
}

void found_note(struct found *found, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(found->notes_file, format, args);
	va_end(args);
	fputc('\n', found->notes_file);
}

/* On the screen, too. */
static void note_loudly(struct found *found, const char *format, ...) MACHINE_PRINTF(2, 3);

static void note_loudly(struct found *found, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	vfprintf(found->notes_file, format, args);
	vfprintf(found->screen_file, format, again);
	va_end(args);
	va_end(again);
	fputc('\n', found->notes_file);
	fputc('\n', found->screen_file);
}

/* The beginning of a path, at most n bytes, as it can be printed; for the time until the next call. */
static const char *shown(const char *path, size_t n)
{
	static char name[128];

	snprintf(name, sizeof name, "%.*s", (int)(n < 100 ? n : 100), path);
	one_line(name);
	return name;
}

/* ---- Places */

static bool are_together(const struct place *a, const struct place *b)
{
	return *a->folder && *b->folder && a->before == b->before && memcmp(a->folder, b->folder, a->before) == 0;
}

/* How many files of exercises lie together with that exercise's; 0: they are counted with an earlier one's. */
static u32 count_files(const struct found *found, u32 exercise)
{
	u32 count = 0;

	for (u32 i = 0; i < found->catalogue->count; i++) {
		if (!are_together(&found->places[i], &found->places[exercise]))
			continue;
		if (i < exercise)
			return 0;
		for (const char *const *file = found->catalogue->entries[i].files; *file; file++)
			count += place_file(&found->places[i], found->in, *file) != NULL;
	}
	return count;
}

/* "3 files in work/, 1 file in exercises/", where not all lie at the top. */
static void note_places(struct found *found)
{
	char *line = NULL;
	bool elsewhere = false;
	size_t size;
	FILE *f = need(open_memstream(&line, &size));

	for (u32 i = 0; i < found->catalogue->count; i++) {
		const struct place *place = &found->places[i];
		u32 count = count_files(found, i);

		if (!count)
			continue;
		elsewhere = elsewhere || place->before;
		fprintf(f, "%s%u file%s %s%s", ftell(f) ? ", " : "", count, count == 1 ? "" : "s", place->before ? "in " : "at the top",
			shown(place->folder, place->before));
	}
	fclose(f);
	if (elsewhere)
		note_loudly(found, "Found: %s.", line);
	free(line);
}

bool found_places(struct found *found)
{
	bool any = false;

	for (u32 i = 0; i < found->catalogue->count; i++) {
		char *others = place_find(&found->places[i], found->in, &found->catalogue->entries[i]);

		if (others) {
			one_line(others);
			note_loudly(found, "%s", others);
		}
		free(others);
		any = any || *found->places[i].folder;
	}
	note_places(found);
	return any;
}

/* ---- The rest */

/* The first exercise of which nothing was found that has a file of that name; or NULL. */
static const struct entry *missed_by(const struct found *found, const char *path)
{
	for (u32 i = 0; i < found->catalogue->count; i++)
		if (!*found->places[i].folder && place_missed(path, &found->catalogue->entries[i]))
			return &found->catalogue->entries[i];
	return NULL;
}

/* Files that are called as they should be, and lie where they should not. */
static void note_missed(struct found *found)
{
	const struct entry *entry;
	u32 missed = 0;

	for (u32 i = 0; i < found->in->count; i++) {
		const char *path = found->in->files[i].path;

		if (!found->used[i] && (entry = missed_by(found, path)) && ++missed <= NAMED)
			note_loudly(found, "Not graded: %s is called like a file of %s, and lies in no folder %s.", shown(path, strlen(path)), entry->id, entry->folder);
	}
	if (missed > NAMED)
		note_loudly(found, "Not graded: %u more of that kind.", missed - NAMED);
}

char *found_names(const struct found *found)
{
	char *names = NULL;
	u32 unused = 0;
	size_t size;
	FILE *f = need(open_memstream(&names, &size));

	for (int c = 1; c >= 0; c--)
		for (u32 i = 0; i < found->in->count; i++) {
			const char *path = found->in->files[i].path;

			if (!found->used[i] && ends_with(path, ".c") == c && ++unused <= NAMED)
				fprintf(f, "%s%s", unused > 1 ? ", " : "", shown(path, strlen(path)));
		}
	if (unused > NAMED)
		fprintf(f, " and %u more", unused - NAMED);
	fclose(f);
	return names;
}

void found_unused(struct found *found)
{
	u32 unused = 0;

	note_missed(found);
	for (u32 i = 0; i < found->in->count; i++) {
		const struct intake_file *file = &found->in->files[i];

		if (!found->used[i] && ++unused <= SHOWN)
			found_note(found, "%s %s%s%s", unused > 1 ? "  " : "Ignored:", shown(file->path, strlen(file->path)), file->trouble ? ", which " : "",
				   file->trouble ? file->trouble : "");
	}
	if (unused > SHOWN)
		found_note(found, "   and %u more", unused - SHOWN);
	if (unused) {
		char *names = found_names(found);

		fprintf(found->screen_file, "Ignored: %s.\n", names);
		free(names);
	}
}
