/* SPDX-License-Identifier: MIT */
#include "manifest.h"
#include "escape.h"
#include "json.h"
#include "grade/submission.h"
#include "lib/sha256.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN = 20 };

static const cJSON *find_exercise(const struct whole *w, const char *id)
{
	const cJSON *exercise;

	cJSON_ArrayForEach(exercise, cJSON_GetObjectItemCaseSensitive(w->manifest, "exercises"))
		if (strcmp(json_text(exercise, "id"), id) == 0)
			return exercise;
	return NULL;
}

const cJSON *manifest_exercise(const struct whole *w, const struct entry *entry)
{
	const cJSON *exercise = find_exercise(w, entry->id);

	for (const char *const *id = entry->was; *id && !exercise; id++)
		exercise = find_exercise(w, *id);
	return exercise;
}

/* Beside the folders of the chapters, wherever these are; where there are none, at the top. */
static const struct intake_file *find_manifest(const struct whole *w)
{
	const struct intake_file *file = intake_find(w->in, SUBMISSION_MANIFEST);
	char path[INTAKE_PATH_MOST + sizeof SUBMISSION_MANIFEST];

	for (u32 i = 0; i < w->catalogue->count && !file; i++)
		if (*w->parts[i].place->folder) {
			snprintf(path, sizeof path, "%.*s" SUBMISSION_MANIFEST, (int)w->parts[i].place->before, w->parts[i].place->folder);
			file = intake_find(w->in, path);
		}
	return file;
}

/* The format of a manifest that this grader does not read; else 0. */
int manifest_read(struct whole *w)
{
	const struct intake_file *file = find_manifest(w);
	int format = 0;

	if (!file) {
		found_note(&w->found, "There is no manifest: the files are taken to keep to the contracts as they are now.");
		return 0;
	}
	w->found.used[file - w->in->files] = true;
	w->manifest = file->bytes ? cJSON_ParseWithLength((const char *)file->bytes, file->size) : NULL;
	if (!cJSON_IsObject(w->manifest)) {
		found_note(&w->found, "The manifest cannot be read: the files are taken to keep to the contracts as they are now.");
		cJSON_Delete(w->manifest);
		w->manifest = NULL;
		return 0;
	}
	const cJSON *number = cJSON_GetObjectItemCaseSensitive(w->manifest, "format");
	if (!cJSON_IsNumber(number) || (format = number->valueint) != SUBMISSION_FORMAT)
		return format ? format : -1;
	return 0;
}

/* Exercises that the manifest lists and this book has not: how many. */
u32 manifest_note_unknown(struct whole *w)
{
	const cJSON *exercise;
	u32 shown = 0;

	cJSON_ArrayForEach(exercise, cJSON_GetObjectItemCaseSensitive(w->manifest, "exercises")) {
		char id[128];

		snprintf(id, sizeof id, "%s", json_text(exercise, "id"));
		one_line(id);
		if (!whole_part(w, id) && ++shown <= SHOWN)
			found_note(&w->found, "Not gradable: this book has no exercise \"%s\".", id);
	}
	return shown;
}

void manifest_note_changed(struct whole *w)
{
	static const char *const nothing[] = { NULL };
	char hex[65];
	const cJSON *exercise, *file;

	cJSON_ArrayForEach(exercise, cJSON_GetObjectItemCaseSensitive(w->manifest, "exercises")) {
		const struct part *part = whole_part(w, json_text(exercise, "id"));

		cJSON_ArrayForEach(file, cJSON_GetObjectItemCaseSensitive(exercise, "files"))
			for (const char *const *name = part ? part->entry->files : nothing; *name; name++) {
				const struct intake_file *have = part_file(w, part, *name);

				if (strcmp(*name, json_text(file, "name")) != 0 || !have || !have->bytes)
					continue;
				sha256_of(have->bytes, have->size, hex);
				if (strcmp(json_text(file, "sha256"), hex) != 0)
					found_note(&w->found, "%s of %s is not the file that the manifest speaks of.", *name, part->entry->id);
			}
	}
}
