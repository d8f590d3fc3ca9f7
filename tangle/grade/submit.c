/* SPDX-License-Identifier: MIT */
/* make submit: packs what submission.h says. The same files and name give the same bytes. */
#include "folder.h"
#include "result.h"
#include "show.h"
#include "submission.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "judge/clean.h"
#include "judge/collect.h"
#include "lib/fail.h"
#include "lib/sha256.h"
#include "lib/text.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "work/submit"

/* 1980-01-01 00:00, where a zip's time begins. */
#define ZIP_EPOCH 315532800

enum { ZIP_MOST = 64 << 20 };

struct item {
	const struct entry *entry;
	struct bytes *files; /* in the order of entry->files */
};

/* ---- What is packed */

/* Reads all files of an exercise. NULL, or why it is left out (malloc'd). */
static char *take(struct item *item)
{
	u32 count = 0;

	while (item->entry->files[count])
		count++;
	item->files = need(calloc(count + 1, sizeof *item->files));
	for (u32 i = 0; i < count; i++) {
		char *path = work_path(item->entry, item->entry->files[i]), *reason = NULL;
		const char *why = file_read(path, &item->files[i]), *no_text = why ? NULL : collect_no_text(item->files[i].data, item->files[i].size);

		if (no_text)
			reason = format("%s %s", path, no_text);
		else if (why || !item->files[i].size)
			reason = format("%s: %s", path, why ? why : "it is empty");
		free(path);
		if (reason)
			return reason;
	}
	return NULL;
}

/* What the last verdict says of these very files, if that is no pass. malloc'd. */
static char *last_verdict(const struct entry *entry)
{
	struct result result;
	enum standing standing = result_load(&result, entry);
	char *text = standing != STANDS ? format(" (not graded as it is now)") :
		     result.verdict == PASS ? format("%s", "") : format(" (%s: %u of %u points)", verdict_name(result.verdict), result.score, entry->points);

	result_free(&result);
	return text;
}

static void print_packed(const struct item *item)
{
	char *verdict = last_verdict(item->entry);

	for (u32 i = 0; item->entry->files[i]; i++)
		say(2, 4, "%-5s %s/%s, %zu bytes%s", item->entry->number, item->entry->folder, item->entry->files[i], item->files[i].size,
		    work_untouched(item->entry, item->entry->files[i]) ? " (as it was copied)" : verdict);
	free(verdict);
}

/* ---- The manifest */

static char *compiler(void)
{
	char version[32] = "";
	FILE *pipe = popen(CROSS "gcc -dumpfullversion 2>/dev/null", "re");

	if (pipe && !fgets(version, sizeof version, pipe))
		version[0] = '\0';
	if (pipe)
		pclose(pipe);
	version[strspn(version, "0123456789.")] = '\0';
	return format("gcc %s", *version ? version : "unknown");
}

static cJSON *item_json(const struct item *item)
{
	cJSON *exercise = cJSON_CreateObject(), *files;
	char hex[65];

	cJSON_AddStringToObject(exercise, "id", item->entry->id);
	cJSON_AddStringToObject(exercise, "number", item->entry->number);
	cJSON_AddStringToObject(exercise, "contract", work_contract(item->entry).hex);
	files = cJSON_AddArrayToObject(exercise, "files");
	for (u32 i = 0; item->entry->files[i]; i++) {
		cJSON *file = cJSON_CreateObject();

		sha256_of(item->files[i].data, item->files[i].size, hex);
		cJSON_AddStringToObject(file, "name", item->entry->files[i]);
		cJSON_AddStringToObject(file, "sha256", hex);
		cJSON_AddNumberToObject(file, "size", (double)item->files[i].size);
		cJSON_AddItemToArray(files, file);
	}
	return exercise;
}

static char *make_manifest(const struct item *items, u32 count, const char *name)
{
	cJSON *manifest = cJSON_CreateObject(), *exercises, *versions;
	char *gcc = compiler();

	cJSON_AddNumberToObject(manifest, "format", SUBMISSION_FORMAT);
	cJSON_AddStringToObject(manifest, "name", name);
	exercises = cJSON_AddArrayToObject(manifest, "exercises");
	for (u32 i = 0; i < count; i++)
		cJSON_AddItemToArray(exercises, item_json(&items[i]));
	versions = cJSON_AddObjectToObject(manifest, "versions");
	cJSON_AddStringToObject(versions, "book", grade_version);
	cJSON_AddStringToObject(versions, "compiler", gcc);
	char *text = need(cJSON_Print(manifest)), *lines = format("%s\n", text);
	cJSON_free(text);
	cJSON_Delete(manifest);
	free(gcc);
	return lines;
}

/* ---- The zip */

static void add_to_zip(struct archive *zip, const char *path, const void *data, size_t size)
{
	struct archive_entry *e = need(archive_entry_new());

	archive_entry_set_pathname(e, path);
	archive_entry_set_size(e, (la_int64_t)size);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_uid(e, 0);
	archive_entry_set_gid(e, 0);
	archive_entry_set_mtime(e, ZIP_EPOCH, 0);
	if (archive_write_header(zip, e) != ARCHIVE_OK || archive_write_data(zip, data, size) != (la_ssize_t)size)
		die(STATUS_OURS, "cannot pack %s: %s", path, archive_error_string(zip));
	archive_entry_free(e);
}

static struct bytes make_zip(const struct item *items, u32 count, const char *manifest)
{
	struct bytes bytes = { need(malloc(ZIP_MOST)), 0 };
	struct archive *zip = need(archive_write_new());

	if (archive_write_set_format_zip(zip) != ARCHIVE_OK || archive_write_set_options(zip, "zip:compression=store") != ARCHIVE_OK ||
	    archive_write_open_memory(zip, bytes.data, ZIP_MOST, &bytes.size) != ARCHIVE_OK)
		die(STATUS_OURS, "cannot begin a zip: %s", archive_error_string(zip));
	add_to_zip(zip, SUBMISSION_MANIFEST, manifest, strlen(manifest));
	for (u32 i = 0; i < count; i++)
		for (u32 k = 0; items[i].entry->files[k]; k++) {
			char *path = format("%s/%s", items[i].entry->folder, items[i].entry->files[k]);

			add_to_zip(zip, path, items[i].files[k].data, items[i].files[k].size);
			free(path);
		}
	if (archive_write_close(zip) != ARCHIVE_OK)
		die(STATUS_OURS, "cannot end the zip: %s", archive_error_string(zip));
	archive_write_free(zip);
	return bytes;
}

/* Under the next number that is free. malloc'd. */
static char *put_away(const struct bytes *zip)
{
	folder_make(FOLDER);
	for (unsigned n = 1;; n++) {
		char *path = format(FOLDER "/submission-%u.zip", n);

		if (file_place(path, zip->data, zip->size))
			return path;
		free(path);
	}
}

/* ---- The verb */

static void check_name(const char *name)
{
	char *copy = need(strdup(name));

	clean(copy);
	if (strlen(name) > SUBMISSION_NAME_MOST || strcmp(copy, name) != 0 || strpbrk(name, "\n\t"))
		die(STATUS_USAGE, "NAME= takes at most %d bytes of UTF-8 in one line, without control characters", SUBMISSION_NAME_MOST);
	free(copy);
}

int verb_submit(int argc, char **argv)
{
	const char *name = NULL;
	struct catalogue catalogue;
	u32 count = 0, left_out = 0;

	read_words(argc, argv, (struct word[]){ { "NAME", &name }, { 0 } });
	if (name)
		check_name(name);
	show_open();
	work_open(&catalogue);
	struct item *items = need(calloc(catalogue.count + 1, sizeof *items));
	for (u32 i = 0; i < catalogue.count; i++) {
		struct item *item = &items[count];

		if (!work_begun(&catalogue.entries[i]))
			continue;
		work_begin(&catalogue.entries[i]);
		item->entry = &catalogue.entries[i];
		char *why = take(item);
		if (why) {
			say(0, 4, "Left out: %s %s, because %s", item->entry->number, item->entry->title, why);
			left_out++;
		} else {
			count++;
		}
		free(why);
		if (work_outdated(&catalogue.entries[i]))
			say(0, 4, "%s is another one in the book now than when you began it: make update first, if it is to be graded as it is now.",
			    catalogue.entries[i].number);
	}
	if (!count)
		die(STATUS_USAGE, "there is nothing to pack: make grade 1 begins");
	char *manifest = make_manifest(items, count, name ? name : "");
	struct bytes zip = make_zip(items, count, manifest);
	char *path = put_away(&zip);
	say(0, 0, "Packed, %s:", name ? name : "without a name (NAME= puts one in)");
	for (u32 i = 0; i < count; i++)
		print_packed(&items[i]);
	say(0, 0, "and a list of them with their hashes. Nothing else of you or your machine is in it.");
	say(0, 8, "%sHand in %s%s", ink(BOLD), path, ink(PLAIN));
	return left_out ? STATUS_FAILED : STATUS_GOOD;
}
