/* SPDX-License-Identifier: MIT */
#include "whole.h"
#include "escape.h"
#include "found.h"
#include "judge/pipeline.h"
#include "grade/submission.h"
#include "lib/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHOWN = 20, LOG_MOST = 4096 };

static const char pass[] = "pass", missing[] = "missing", rejected[] = "rejected", skipped[] = "skipped", internal[] = "internal",
		  not_gradable[] = "not gradable";

/* One exercise of the submission. */
struct part {
	const struct entry *entry;
	struct place *place;
	const char *verdict; /* one of the judge's names, or not_gradable */
	u32 score;
	bool untouched;      /* what was handed in is the skeleton, all of it */
	char reason[2048];
	cJSON *judged;       /* what the judge said; or NULL */
};

struct whole {
	const struct catalogue *catalogue;
	const struct intake *in;
	const struct whole_options *options;
	cJSON *manifest;     /* or NULL */
	struct part *parts;
	struct found found;
	char level[16];
};

static bool has_score(const char *verdict)
{
	return strcmp(verdict, internal) != 0 && strcmp(verdict, not_gradable) != 0;
}

static void set(struct part *part, const char *verdict, const char *reason, ...) __attribute__((format(printf, 3, 4)));

static void set(struct part *part, const char *verdict, const char *reason, ...)
{
	va_list args;

	part->verdict = verdict;
	va_start(args, reason);
	vsnprintf(part->reason, sizeof part->reason, reason, args);
	va_end(args);
	clean(part->reason);
}

/* ---- The manifest */

static const char *text_of(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);

	return cJSON_IsString(item) ? item->valuestring : "";
}

static const cJSON *listed(const struct whole *w, const char *id)
{
	const cJSON *exercise;

	cJSON_ArrayForEach(exercise, cJSON_GetObjectItemCaseSensitive(w->manifest, "exercises"))
		if (strcmp(text_of(exercise, "id"), id) == 0)
			return exercise;
	return NULL;
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
static int read_manifest(struct whole *w)
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

static bool is_accepted(const struct entry *entry, const char *contract)
{
	if (strcmp(contract, entry->contract) == 0)
		return true;
	for (const char *const *earlier = entry->accepts; *earlier; earlier++)
		if (strcmp(contract, *earlier) == 0)
			return true;
	return false;
}

/* ---- Files */

static const struct intake_file *find_file(const struct whole *w, const struct part *part, const char *name)
{
	return place_file(part->place, w->in, name);
}

static bool write_file(int folder, const char *name, const struct intake_file *from)
{
	int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = file >= 0 && write(file, from->bytes, from->size) == (ssize_t)from->size;

	return file >= 0 && close(file) == 0 && good;
}

/* The exercise's files, in a folder of their own under the names that we know. False: part has its verdict. */
static bool lay_out(struct whole *w, struct part *part, const char *path)
{
	const struct entry *entry = part->entry;
	bool any = false, good = true;

	for (const char *const *name = entry->files; *name && good; name++) {
		const struct intake_file *file = find_file(w, part, *name);

		if (file)
			w->found.used[file - w->in->files] = any = true;
		if (file && file->trouble) {
			set(part, rejected, "%s %s", *name, file->trouble);
			good = false;
		}
	}
	if (good && !any)
		set(part, missing, "it was not handed in");
	if (!good || !any)
		return false;
	part->untouched = place_untouched(part->place, w->in, entry);
	if (mkdir(path, 0700) < 0) {
		set(part, internal, "the grader cannot make a folder: %s", strerror(errno));
		return false;
	}
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (const char *const *name = entry->files; *name && good; name++) {
		const struct intake_file *file = find_file(w, part, *name);

		good = !file || write_file(folder, *name, file);
	}
	if (!good)
		set(part, internal, "the grader cannot write a file: %s", strerror(errno));
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

static struct part *part_of(struct whole *w, const char *id)
{
	for (u32 i = 0; i < w->catalogue->count; i++)
		if (strcmp(w->catalogue->entries[i].id, id) == 0)
			return &w->parts[i];
	return NULL;
}

/* False: part has its verdict. An exercise stands before those that need it. */
static bool has_what_it_needs(struct whole *w, struct part *part)
{
	for (const char *const *id = part->entry->needs; *id; id++) {
		const struct part *needed = part_of(w, *id);

		if (!needed || !needed->verdict) {
			set(part, internal, "it needs %s, which the catalogue has not or has later", *id);
			return false;
		}
		if (strcmp(needed->verdict, pass) != 0) {
			const char *verdict = has_score(needed->verdict) ? skipped : needed->verdict;

			set(part, verdict, "not run, because it needs %s, which did not pass (%s)", *id, needed->verdict);
			return false;
		}
	}
	return true;
}

static bool keeps_contract(struct whole *w, struct part *part)
{
	const cJSON *exercise = listed(w, part->entry->id);
	const char *contract = text_of(exercise, "contract");

	if (!exercise) {
		if (w->manifest)
			found_note(&w->found, "%s is not in the manifest: its files are taken to keep to the contract as it is now.", part->entry->id);
		return true;
	}
	if (is_accepted(part->entry, contract))
		return true;
	set(part, not_gradable, "not gradable: contract changed. It was handed in under the contract %.12s, the book now has %.12s. "
	    "`make update` shows what is new; then hand in again.", *contract ? contract : "(none)", part->entry->contract);
	return false;
}

static void judge(struct whole *w, struct part *part, const char *path)
{
	struct judge_result *result = judge_run(&part->entry->task, &(struct judge_options){
		.folder = path, .scratch = w->options->scratch, .seed = w->options->seed, .level = w->options->level });

	set(part, verdict_name(result->verdict), "%s", result->reason.s);
	part->score = result->verdict == INTERNAL ? 0 : result->score;
	part->judged = judge_json(result);
	snprintf(w->level, sizeof w->level, "%s", sandbox_level_name(result->level));
	judge_free(result);
}

static void grade_part(struct whole *w, struct part *part)
{
	char path[4096];

	if (snprintf(path, sizeof path, "%s/files", w->options->scratch) >= (int)sizeof path) {
		set(part, internal, "the path of the folder to work in is too long");
		return;
	}
	if (lay_out(w, part, path) && keeps_contract(w, part) && has_what_it_needs(w, part))
		judge(w, part, path);
	remove_folder(part->entry, path);
}

/* ---- The result */

static void add_text(cJSON *object, const char *name, const char *text)
{
	if (text && *text)
		cJSON_AddStringToObject(object, name, text);
}

/* One test for an exercise of which no case ran. */
static void add_whole_test(cJSON *tests, const struct part *part)
{
	cJSON *test = cJSON_CreateObject(), *extra;

	cJSON_AddStringToObject(test, "number", part->entry->number);
	cJSON_AddStringToObject(test, "name", part->entry->id);
	if (has_score(part->verdict)) {
		cJSON_AddNumberToObject(test, "score", 0);
		cJSON_AddStringToObject(test, "status", "failed");
	}
	cJSON_AddNumberToObject(test, "max_score", part->entry->points);
	cJSON_AddStringToObject(test, "output", part->reason);
	cJSON_AddStringToObject(test, "output_format", "text");
	cJSON_AddItemToArray(cJSON_AddArrayToObject(test, "tags"), cJSON_CreateString(part->entry->folder));
	cJSON_AddStringToObject(test, "visibility", "visible");
	extra = cJSON_AddObjectToObject(test, "extra_data");
	cJSON_AddStringToObject(extra, "exercise", part->entry->id);
	cJSON_AddStringToObject(extra, "verdict", part->verdict);
	add_text(extra, "cause", part->reason);
	cJSON_AddItemToArray(tests, test);
}

static bool any_case_ran(const struct part *part)
{
	return part->judged && strcmp(part->verdict, rejected) != 0 && strcmp(part->verdict, missing) != 0;
}

/* The judge's own tests, under the exercise's number and name. */
static void add_tests(cJSON *tests, struct part *part)
{
	cJSON *judged = cJSON_DetachItemFromObject(part->judged, "tests");

	for (cJSON *test; (test = cJSON_DetachItemFromArray(judged, 0)); ) {
		char number[64], name[512];

		snprintf(number, sizeof number, "%s.%s", part->entry->number, text_of(test, "number"));
		snprintf(name, sizeof name, "%s: %s", part->entry->id, text_of(test, "name"));
		cJSON_ReplaceItemInObject(test, "number", cJSON_CreateString(number));
		cJSON_ReplaceItemInObject(test, "name", cJSON_CreateString(name));
		cJSON_AddItemToArray(cJSON_AddArrayToObject(test, "tags"), cJSON_CreateString(part->entry->folder));
		cJSON_AddStringToObject(cJSON_GetObjectItem(test, "extra_data"), "exercise", part->entry->id);
		cJSON_AddItemToArray(tests, test);
	}
	cJSON_Delete(judged);
}

static void add_log(cJSON *exercise, const char *log)
{
	char cut[LOG_MOST + 16];

	if (!*log)
		return;
	snprintf(cut, sizeof cut, "%.*s%s", LOG_MOST, log, strlen(log) > LOG_MOST ? "\n[cut]" : "");
	clean(cut);
	cJSON_AddStringToObject(exercise, "log", cut);
}

/* Why the judge refused the file, where that is no slip of somebody who learns C. */
static bool is_sign(const char *verdict, const char *reason)
{
	static const char *const signs[] = { "it reads a file that is not the kernel's", "a section ", "code outside .text", "a symbol of a kind",
					     "a symbol bound", "a symbol with", "a function that is chosen", "relocations that", "it cannot be linked" };

	/* A path of the machine's: an include that a well-locked compiler, or an assembler, did not find. */
	static const char *const paths[] = { ": fatal error: /", ": Error: can't open /", ": Error: file not found: /" };

	if (strcmp(verdict, rejected) != 0)
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(reason, signs[i], strlen(signs[i])) == 0)
			return true;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (strstr(reason, paths[i]))
			return true;
	return false;
}

static cJSON *exercise_json(const struct part *part)
{
	cJSON *exercise = cJSON_CreateObject(), *extra = cJSON_GetObjectItem(part->judged, "extra_data");

	cJSON_AddStringToObject(exercise, "number", part->entry->number);
	cJSON_AddStringToObject(exercise, "id", part->entry->id);
	cJSON_AddStringToObject(exercise, "title", part->entry->title);
	cJSON_AddStringToObject(exercise, "verdict", part->verdict);
	if (has_score(part->verdict))
		cJSON_AddNumberToObject(exercise, "score", part->score);
	cJSON_AddNumberToObject(exercise, "max_score", part->entry->points);
	if (part->untouched)
		cJSON_AddTrueToObject(exercise, "untouched");
	cJSON_AddStringToObject(exercise, "contract", part->entry->contract);
	add_text(exercise, "reason", part->reason);
	add_text(exercise, "attack", is_sign(part->verdict, part->reason) ? part->reason : text_of(extra, "attack"));
	add_log(exercise, text_of(extra, "log"));
	return exercise;
}

/* Exercises that the manifest lists and this book has not: how many. */
static u32 note_unknown(struct whole *w)
{
	const cJSON *exercise;
	u32 shown = 0;

	cJSON_ArrayForEach(exercise, cJSON_GetObjectItemCaseSensitive(w->manifest, "exercises")) {
		char id[128];

		snprintf(id, sizeof id, "%s", text_of(exercise, "id"));
		one_line(id);
		if (!part_of(w, id) && ++shown <= SHOWN)
			found_note(&w->found, "Not gradable: this book has no exercise \"%s\".", id);
	}
	return shown;
}

static void note_changed_files(struct whole *w)
{
	static const char *const nothing[] = { NULL };
	char hex[65];
	const cJSON *exercise, *file;

	cJSON_ArrayForEach(exercise, cJSON_GetObjectItemCaseSensitive(w->manifest, "exercises")) {
		const struct part *part = part_of(w, text_of(exercise, "id"));

		cJSON_ArrayForEach(file, cJSON_GetObjectItemCaseSensitive(exercise, "files"))
			for (const char *const *name = part ? part->entry->files : nothing; *name; name++) {
				const struct intake_file *have = find_file(w, part, *name);

				if (strcmp(*name, text_of(file, "name")) != 0 || !have || !have->bytes)
					continue;
				sha256_of(have->bytes, have->size, hex);
				if (strcmp(text_of(file, "sha256"), hex) != 0)
					found_note(&w->found, "%s of %s is not the file that the manifest speaks of.", *name, part->entry->id);
			}
	}
}

/* A skeleton that passes, or that cannot be graded, is counted as that. */
static bool is_begun(const struct part *part)
{
	return !part->untouched || strcmp(part->verdict, "fail") != 0;
}

/* One line about all exercises. */
static void describe(const struct whole *w, FILE *f, u32 score, u32 points)
{
	static const char untouched[] = "untouched";
	static const char *const verdicts[] = { pass, "fail", "crash", "timeout", rejected, skipped, not_gradable, internal, untouched, missing };
	static const char *const words[] = { "passed", "failed", "crashed", "did not come back", "rejected", "skipped", "not gradable", "internal", "as copied",
					     "not handed in" };
	const char *comma = "";

	fprintf(f, "%u of %u points", score, points);
	for (size_t v = 0; v < sizeof verdicts / sizeof *verdicts; v++) {
		u32 count = 0;

		for (u32 i = 0; i < w->catalogue->count; i++)
			count += strcmp(is_begun(&w->parts[i]) ? w->parts[i].verdict : untouched, verdicts[v]) == 0;
		if (count)
			fprintf(f, "%s%u %s", *comma ? comma : ": ", count, words[v]);
		comma = count ? ", " : comma;
	}
	fputs(".\n", f);
}

static cJSON *write_result(struct whole *w, const char *verdict, const char *reason)
{
	cJSON *result = cJSON_CreateObject(), *tests, *extra, *exercises;
	u32 score = 0, points = 0;
	char *output = NULL, number[32], *name = strdup(text_of(w->manifest, "name"));
	size_t size;
	FILE *f = open_memstream(&output, &size);

	if (!f || !name)
		abort();
	name[strnlen(name, SUBMISSION_NAME_MOST)] = '\0';
	one_line(name);
	for (u32 i = 0; i < w->catalogue->count; i++) {
		score += w->parts[i].score;
		points += w->parts[i].entry->points;
	}
	if (*reason)
		fprintf(f, "%s: %s.\n", verdict, reason);
	else
		describe(w, f, score, points);
	fflush(w->found.notes_file);
	fflush(w->found.screen_file);
	fputs(w->found.notes, f);
	fclose(f);
	if (has_score(verdict))
		cJSON_AddNumberToObject(result, "score", score);
	cJSON_AddNumberToObject(result, "max_score", points);
	cJSON_AddStringToObject(result, "output", output);
	cJSON_AddStringToObject(result, "output_format", "text");
	cJSON_AddStringToObject(result, "visibility", "visible");
	tests = cJSON_AddArrayToObject(result, "tests");
	extra = cJSON_AddObjectToObject(result, "extra_data");
	cJSON_AddNumberToObject(extra, "format", WHOLE_FORMAT);
	cJSON_AddStringToObject(extra, "submission", w->options->name);
	add_text(extra, "learner", name);
	free(name);
	cJSON_AddStringToObject(extra, "verdict", verdict);
	add_text(extra, "reason", reason);
	add_text(extra, "found", w->found.screen);
	add_text(extra, "attack", w->in ? w->in->attack : "");
	if (w->in)
		cJSON_AddStringToObject(extra, "files", w->in->hash);
	snprintf(number, sizeof number, "%016llx", w->options->seed);
	cJSON_AddStringToObject(extra, "seed", number);
	cJSON_AddStringToObject(extra, "grader", w->options->grader);
	add_text(extra, "sandbox", w->level);
	exercises = cJSON_AddArrayToObject(extra, "exercises");
	for (u32 i = 0; i < w->catalogue->count; i++) {
		struct part *part = &w->parts[i];

		cJSON_AddItemToArray(exercises, exercise_json(part));
		if (any_case_ran(part))
			add_tests(tests, part);
		else
			add_whole_test(tests, part);
	}
	free(output);
	return result;
}

static void begin(struct whole *w)
{
	w->parts = calloc(w->catalogue->count + 1, sizeof *w->parts);
	if (!w->parts)
		abort();
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
		set(&w->parts[i], verdict, "%s", reason);
	return write_result(w, verdict, reason);
}

cJSON *whole_grade(const struct catalogue *catalogue, const struct intake *in, const struct whole_options *options)
{
	struct whole w = { .catalogue = catalogue, .in = in, .options = options };
	cJSON *result;
	int format = 0;

	begin(&w);
	bool any = !*in->reason && found_places(&w.found);
	if (*in->reason) {
		result = all_alike(&w, in->internal ? internal : rejected, in->reason);
	} else if ((format = read_manifest(&w))) {
		char reason[128];

		snprintf(reason, sizeof reason, "its manifest has the format %d, and this grader reads %d; use a newer copy of the book", format, SUBMISSION_FORMAT);
		result = all_alike(&w, not_gradable, reason);
	} else {
		for (u32 i = 0; i < catalogue->count; i++)
			grade_part(&w, &w.parts[i]);
		const char *verdict = note_unknown(&w) ? not_gradable : "graded";
		char reason[1024] = "";

		for (u32 i = 0; i < catalogue->count; i++)
			if (!has_score(w.parts[i].verdict) && strcmp(verdict, internal) != 0)
				verdict = w.parts[i].verdict;
		if (!any) {
			verdict = verdict == not_gradable ? not_gradable : rejected;
			char *names = found_names(&w.found);

			snprintf(reason, sizeof reason, "it holds no file of an exercise; they are looked for as NN-slug/FILE.c, such as %s/%s, as `make submit` "
				 "packs them. It holds %s", catalogue->entries[0].folder, catalogue->entries[0].files[0], *names ? names : "a manifest");
			free(names);
		}
		note_changed_files(&w);
		found_unused(&w.found);
		result = write_result(&w, verdict, reason);
	}
	end(&w);
	return result;
}

cJSON *whole_internal(const struct catalogue *catalogue, const struct whole_options *options, const char *reason)
{
	struct whole w = { .catalogue = catalogue, .options = options };
	cJSON *result;

	begin(&w);
	result = all_alike(&w, internal, reason);
	end(&w);
	return result;
}

const char *whole_text(const cJSON *result, const char *name)
{
	return text_of(cJSON_GetObjectItemCaseSensitive(result, "extra_data"), name);
}

const char *whole_verdict(const cJSON *result)
{
	return whole_text(result, "verdict");
}
