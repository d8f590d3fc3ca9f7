/* SPDX-License-Identifier: MIT */
#include "whole.h"
#include "gradescope.h"
#include "json.h"
#include "manifest.h"
#include "grade/submission.h"
#include "lib/fail.h"
#include "lib/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_accepted(const struct entry *entry, const char *contract)
{
	if (strcmp(contract, entry->contract) == 0)
		return true;
	for (const char *const *earlier = entry->accepts; *earlier; earlier++)
		if (strcmp(contract, *earlier) == 0)
			return true;
	return false;
}

static bool write_below(int folder, const char *name, const struct intake_file *from)
{
	int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = file >= 0 && write_all(file, (const char *)from->bytes, from->size);

	return file >= 0 && close(file) == 0 && good;
}

/* The exercise's files, in a folder of their own under the names that we know. False: part has its verdict. */
static bool lay_out(struct whole *w, struct part *part, const char *path)
{
	const struct entry *entry = part->entry;
	bool any = false, good = true;

	for (const char *const *name = entry->files; *name && good; name++) {
		const struct intake_file *file = part_file(w, part, *name);

		if (file)
			w->found.used[file - w->in->files] = any = true;
		if (file && file->trouble) {
			part_set(part, rejected, "%s %s", *name, file->trouble);
			good = false;
		}
	}
	if (good && !any)
		part_set(part, missing, "it was not handed in");
	if (!good || !any)
		return false;
	part->untouched = place_untouched(part->place, w->in, entry);
	if (mkdir(path, 0700) < 0) {
		part_set(part, internal, "the grader cannot make a folder: %s", strerror(errno));
		return false;
	}
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (const char *const *name = entry->files; *name && good; name++) {
		const struct intake_file *file = part_file(w, part, *name);

		good = !file || write_below(folder, *name, file);
	}
	if (!good)
		part_set(part, internal, "the grader cannot write a file: %s", strerror(errno));
	close(folder);
	return good;
}

static void remove_folder(const struct entry *entry, const char *path)
{
	char name[4096];

	for (const char *const *file = entry->files; *file; file++)
		if (snprintf(name, sizeof name, "%s/%s", path, *file) < (int)sizeof name)
			unlink(name);
	rmdir(path);
}

/* ---- One exercise */

/* False: part has its verdict. An exercise stands before those that need it. */
static bool has_what_it_needs(struct whole *w, struct part *part)
{
	for (const char *const *id = part->entry->needs; *id; id++) {
		const struct part *needed = whole_part(w, *id);

		if (!needed || !needed->verdict) {
			part_set(part, internal, "it needs %s, which the catalogue has not or has later", *id);
			return false;
		}
		if (strcmp(needed->verdict, pass) != 0) {
			const char *verdict = verdict_has_score(needed->verdict) ? skipped : needed->verdict;

			part_set(part, verdict, "not run, because it needs %s, which did not pass (%s)", *id, needed->verdict);
			return false;
		}
	}
	return true;
}

static bool keeps_contract(struct whole *w, struct part *part)
{
	const cJSON *exercise = manifest_exercise(w, part->entry->id);
	const char *contract = json_text(exercise, "contract");

	if (!exercise) {
		if (w->manifest)
			found_note(&w->found, "%s is not in the manifest: its files are taken to keep to the contract as it is now.", part->entry->id);
		return true;
	}
	if (is_accepted(part->entry, contract))
		return true;
	part_set(part, not_gradable, "not gradable: contract changed. It was handed in under the contract %.12s, the book now has %.12s. "
	    "`make update` shows what is new; then hand in again.", *contract ? contract : "(none)", part->entry->contract);
	return false;
}

static void judge(struct whole *w, struct part *part, const struct whole_options *options, const char *path)
{
	struct judge_result *result = judge_run(&part->entry->task, &(struct judge_options){
		.folder = path, .scratch = options->scratch, .seed = options->seed, .level = options->level });

	part_set(part, verdict_name(result->verdict), "%s", result->reason.s);
	part->score = result->verdict == INTERNAL ? 0 : result->score;
	part->attack = result->verdict == REJECTED && result->refusal == AS_ATTACK;
	part->judged = judge_json(result);
	snprintf(w->level, sizeof w->level, "%s", sandbox_level_name(result->level));
	judge_free(result);
}

static void grade_part(struct whole *w, struct part *part, const struct whole_options *options)
{
	char path[4096];

	if (snprintf(path, sizeof path, "%s/files", options->scratch) >= (int)sizeof path) {
		part_set(part, internal, "the path of the folder to work in is too long");
		return;
	}
	if (lay_out(w, part, path) && keeps_contract(w, part) && has_what_it_needs(w, part))
		judge(w, part, options, path);
	remove_folder(part->entry, path);
}

static void begin(struct whole *w)
{
	w->parts = xalloc((w->catalogue->count + 1) * sizeof *w->parts);
	found_open(&w->found, w->catalogue, w->in);
	for (u32 i = 0; i < w->catalogue->count; i++) {
		w->parts[i].entry = &w->catalogue->entries[i];
		w->parts[i].place = &w->found.places[i];
	}
}

static void end(struct whole *w)
{
	for (u32 i = 0; i < w->catalogue->count; i++)
		cJSON_Delete(w->parts[i].judged);
	cJSON_Delete(w->manifest);
	found_close(&w->found);
	free(w->parts);
}

/* The same verdict for all exercises. */
static cJSON *all_alike(struct whole *w, const char *verdict, const char *reason)
{
	for (u32 i = 0; i < w->catalogue->count; i++)
		part_set(&w->parts[i], verdict, "%s", reason);
	return gradescope_json(w, verdict, reason);
}

cJSON *whole_grade(const struct catalogue *catalogue, const struct intake *in, const struct whole_options *options)
{
	struct whole w = { .catalogue = catalogue, .in = in, .name = options->name, .grader = options->grader, .seed = options->seed };
	cJSON *result;
	int format = 0;

	begin(&w);
	bool any = !*in->reason && found_places(&w.found);
	if (*in->reason) {
		result = all_alike(&w, in->internal ? internal : rejected, in->reason);
	} else if ((format = manifest_read(&w))) {
		char reason[128];

		snprintf(reason, sizeof reason, "its manifest has the format %d, and this grader reads %d; use a newer copy of the book", format, SUBMISSION_FORMAT);
		result = all_alike(&w, not_gradable, reason);
	} else {
		for (u32 i = 0; i < catalogue->count; i++)
			grade_part(&w, &w.parts[i], options);
		const char *verdict = manifest_note_unknown(&w) ? not_gradable : "graded";
		char reason[1024] = "";

		for (u32 i = 0; i < catalogue->count; i++)
			if (!verdict_has_score(w.parts[i].verdict) && strcmp(verdict, internal) != 0)
				verdict = w.parts[i].verdict;
		if (!any) {
			verdict = verdict == not_gradable ? not_gradable : rejected;
			char *names = found_names(&w.found);

			snprintf(reason, sizeof reason, "it holds no file of an exercise; they are looked for as NN-slug/FILE.c, such as %s/%s, as `make submit` "
				 "packs them. It holds %s", catalogue->entries[0].folder, catalogue->entries[0].files[0], *names ? names : "a manifest");
			free(names);
		}
		manifest_note_changed(&w);
		found_unused(&w.found);
		result = gradescope_json(&w, verdict, reason);
	}
	end(&w);
	return result;
}

cJSON *whole_internal(const struct catalogue *catalogue, const struct whole_options *options, const char *reason)
{
	struct whole w = { .catalogue = catalogue, .name = options->name, .grader = options->grader, .seed = options->seed };
	cJSON *result;

	begin(&w);
	result = all_alike(&w, internal, reason);
	end(&w);
	return result;
}

const char *whole_text(const cJSON *result, const char *name)
{
	return json_text(cJSON_GetObjectItemCaseSensitive(result, "extra_data"), name);
}

const char *whole_verdict(const cJSON *result)
{
	return whole_text(result, "verdict");
}
