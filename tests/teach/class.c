/* SPDX-License-Identifier: MIT */
#include "class.h"
#include "run.h"
#include "lib/sha256.h"
#include "source/edit.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

/* Most pupils hand in these, so that the suite takes the same time when the book is longer. */
enum { CHOSEN = 4, WRONGS = 8 };

static const struct catalogue *catalogue;
static const struct entry *chosen[CHOSEN];
static u32 chosen_count;
static bool handed[256]; /* by the two who hand in something of every chapter */
static const char *folder;

/* ---- Files */

char *text(const char *format, ...)
{
	char *result;
	va_list args;

	va_start(args, format);
	int n = vasprintf(&result, format, args);
	va_end(args);
	ck_assert_int_ge(n, 0);
	return result;
}

char *read_whole(const char *path)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	ck_assert_msg(getdelim(&bytes, &size, '\0', f) >= 0, "%s is empty", path);
	fclose(f);
	return bytes;
}

void write_whole(const char *path, const char *bytes, size_t size)
{
	FILE *f = fopen(path, "we");

	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	ck_assert_uint_eq(fwrite(bytes, 1, size, f), size);
	ck_assert_int_eq(fclose(f), 0);
}

static void make_folder(const char *path)
{
	ck_assert_msg(mkdir(path, 0755) == 0 || errno == EEXIST, "%s: %s", path, strerror(errno));
}

/* ---- Texts of the exercises */

static char *book_file(const char *what, const struct entry *entry, const char *name)
{
	return read_whole(text("build/exercises/%s/%s/%s", what, entry->folder, name));
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The only file of an exercise, as an edit of its answer has it; `*fails` is what that says. */
static char *mistaken(const struct entry *entry, const char *path, char **fails)
{
	char *source = book_file("answers", entry, entry->files[0]);
	struct edit edit;
	char *trouble = edit_read(&edit, path);

	if (!trouble)
		trouble = edit_apply(&edit, entry->files[0], "the answer", &source, &(struct origins){ 0 });
	ck_assert_msg(!trouble, "%s", trouble);
	*fails = text("%s", edit.fails);
	edit_free(&edit);
	return source;
}

/* What stands behind `word: ` in the second line: a case (or not), and a part of the cause. */
static char *promise(const char *source, const char *word)
{
	const char *line = strchr(source, '\n') + 1, *end = strstr(line, " */");

	ck_assert_msg(strncmp(line, "/* ", 3) == 0 && strncmp(line + 3, word, strlen(word)) == 0 && end, "%.60s", line);
	line += 3 + strlen(word) + 2;
	return text("%.*s", (int)(end - line), line);
}

/* The n-th file (modulo their number) of an exercise whose name begins so, and what it promises, where `word` stands before that;
 * NULL where there is none. */
static char *variant(const struct entry *entry, const char *start, u32 n, const char *word, char **promised)
{
	char *path = text("tests/exercises/%s/%s", entry->folder, entry->name), *found = NULL, *names[64];
	struct dirent **entries;
	u32 count = 0;
	int all = scandir(path, &entries, NULL, by_name);

	for (int i = 0; i < all; i++)
		if (strncmp(entries[i]->d_name, start, strlen(start)) == 0 && count < 64)
			names[count++] = entries[i]->d_name;
	if (!count || entry->files[1])
		return NULL;
	path = text("%s/%s", path, names[n % count]);
	if (strcmp(path + strlen(path) - strlen(".edit"), ".edit") == 0)
		return mistaken(entry, path, promised);
	found = read_whole(path);
	if (word)
		*promised = promise(found, word);
	return found;
}

/* As JSON has it, without the quotes. */
static char *in_json(const char *plain)
{
	cJSON *string = cJSON_CreateString(plain);
	char *printed = cJSON_PrintUnformatted(string), *result = text("%.*s", (int)strlen(printed) - 2, printed + 1);

	cJSON_free(printed);
	cJSON_Delete(string);
	return result;
}

static char *replace(const char *source, const char *from, const char *to)
{
	const char *at = strstr(source, from);

	ck_assert_msg(at != NULL, "%s is not there", from);
	return text("%.*s%s%s", (int)(at - source), source, to, at + strlen(from));
}

/* ---- Handing in */

static u32 count;
static struct pupil *class;

static struct pupil *pupil(const char *name, const char *kind, const char *verdict, int score)
{
	ck_assert_uint_lt(count, PUPILS);
	class[count] = (struct pupil){ text("%s", name), kind, verdict, score, false, { NULL } };
	make_folder(text("%s/%s", folder, name));
	return &class[count++];
}

static void says(struct pupil *p, const char *what)
{
	u32 i = 0;

	while (i < SAYS - 1 && p->says[i])
		i++;
	p->says[i] = in_json(what);
}

static char *place(const struct pupil *p, const struct entry *entry, const char *name)
{
	make_folder(text("%s/%s/%s", folder, p->name, entry->folder));
	return text("%s/%s/%s/%s", folder, p->name, entry->folder, name);
}

static void hand_in(const struct pupil *p, const struct entry *entry, const char *source)
{
	write_whole(place(p, entry, entry->files[0]), source, strlen(source));
}

static void hand_in_book(const struct pupil *p, const struct entry *entry, const char *what)
{
	for (const char *const *name = entry->files; *name; name++) {
		char *source = book_file(what, entry, *name);

		write_whole(place(p, entry, *name), source, strlen(source));
	}
}

static int chosen_points(void)
{
	int points = 0;

	for (u32 i = 0; i < chosen_count; i++)
		points += (int)chosen[i]->points;
	return points;
}

static struct pupil *answers(const char *name, const char *kind)
{
	struct pupil *p = pupil(name, kind, "graded", chosen_points());

	for (u32 i = 0; i < chosen_count; i++)
		hand_in_book(p, chosen[i], "answers");
	return p;
}

/* An archive in place of the folder, by the system's tools. around: with the folder itself. */
static void pack(struct pupil *p, const char *end, bool around)
{
	char *path = text("%s/%s", folder, p->name), *out, *archive = text("%s%s", p->name, end);
	const char *what = around ? p->name : "*", *at = around ? folder : path;
	int status = run(&out, strcmp(end, ".zip") == 0 ? "cd '%s' && zip -q -r '%s/%s' %s" : "cd '%s' && tar -czf '%s/%s' %s", at, folder, archive, what);

	ck_assert_msg(status == 0, "packing %s: %s", archive, out);
	ck_assert_int_eq(run(&out, "rm -r '%s'", path), 0);
	p->name = archive;
}

/* The manifest of what lies there, as make submit writes it; the contract of the one that has another. */
static void write_manifest(const struct pupil *p, const struct entry *other, const char *contract)
{
	cJSON *manifest = cJSON_CreateObject(), *exercises, *versions;

	cJSON_AddNumberToObject(manifest, "format", 1);
	cJSON_AddStringToObject(manifest, "name", "=Ada \"L\"");
	exercises = cJSON_AddArrayToObject(manifest, "exercises");
	for (u32 i = 0; i < chosen_count; i++) {
		const struct entry *e = chosen[i];
		cJSON *exercise = cJSON_CreateObject(), *files;

		cJSON_AddStringToObject(exercise, "id", e->id);
		cJSON_AddStringToObject(exercise, "number", e->number);
		cJSON_AddStringToObject(exercise, "contract", e == other ? contract : e->contract);
		files = cJSON_AddArrayToObject(exercise, "files");
		for (const char *const *name = e->files; *name; name++) {
			char *bytes = read_whole(place(p, e, *name)), hex[65];
			cJSON *file = cJSON_CreateObject();

			sha256_of(bytes, strlen(bytes), hex);
			cJSON_AddStringToObject(file, "name", *name);
			cJSON_AddStringToObject(file, "sha256", hex);
			cJSON_AddNumberToObject(file, "size", (double)strlen(bytes));
			cJSON_AddItemToArray(files, file);
		}
		cJSON_AddItemToArray(exercises, exercise);
	}
	versions = cJSON_AddObjectToObject(manifest, "versions");
	cJSON_AddStringToObject(versions, "compiler", "gcc");
	char *printed = cJSON_Print(manifest);
	write_whole(text("%s/%s/manifest.json", folder, p->name), printed, strlen(printed));
}

/* ---- The class */

static void make_good(void)
{
	struct pupil *p = pupil("ada", "answers from every chapter", "graded", 0);
	u32 right = 0;

	for (u32 i = 0; i < catalogue->count; i++)
		if (handed[i]) {
			hand_in_book(p, &catalogue->entries[i], "answers");
			p->score += (int)catalogue->entries[i].points;
		}
	says(p, "There is no manifest");
	p = answers("barbara", "a zip with a manifest");
	write_manifest(p, NULL, NULL);
	pack(p, ".zip", false);
	says(p, "=Ada \"L\"");
	pack(answers("christine", "a tar.gz"), ".tar.gz", false);
	pack(answers("donald", "a zip with a folder around it"), ".zip", true);

	/* A learning system puts each archive into a folder. */
	p = answers("edsger", "a zip in a folder");
	pack(p, ".zip", false);
	make_folder(text("%s/Edsger_42_file_", folder));
	ck_assert_int_eq(rename(text("%s/edsger.zip", folder), text("%s/Edsger_42_file_/homework.zip", folder)), 0);
	p->name = text("Edsger_42_file_");

	for (; right < 2; right++) {
		p = pupil(right ? "grace" : "frances", "another right answer", "graded", 0);
		for (u32 i = 0; i < chosen_count; i++) {
			char *source = variant(chosen[i], "right-", right, NULL, NULL);

			if (source) {
				hand_in(p, chosen[i], source);
				p->score += (int)chosen[i]->points;
			}
		}
	}
	p = pupil("hedy", "one answer", "graded", (int)chosen[0]->points);
	hand_in_book(p, chosen[0], "answers");
	says(p, "it was not handed in");
	answers("=HYPERLINK(\"x\")|\n<script>&\x1b[2J", "a name to be careful with");
}

static void make_mistaken(void)
{
	struct pupil *p = pupil("ivan", "the skeletons", "graded", 0);

	for (u32 i = 0; i < catalogue->count; i++)
		if (handed[i])
			hand_in_book(p, &catalogue->entries[i], "exercises");
	for (u32 k = 0; k < WRONGS; k++) {
		char *name = text("wrong-%u", k);

		p = pupil(name, "typical mistakes", "graded", -2);
		for (u32 i = 0; i < chosen_count; i++) {
			char *promised, *source = variant(chosen[i], "wrong-", k, "fails", &promised);

			if (source) {
				hand_in(p, chosen[i], source);
				says(p, strrchr(promised, ':') + 2);
			}
		}
		if (k % 2)
			pack(p, ".zip", false);
	}
}

static void make_bad(void)
{
	struct pupil *p = answers("joan", "an unknown contract");

	p->score = -1;
	p->verdict = "not gradable";
	write_manifest(p, chosen[0], "0000000000000000000000000000000000000000000000000000000000000000");
	pack(p, ".zip", false);
	says(p, "not gradable: contract changed");

	p = pupil("ken", "no C", "graded", 0);
	hand_in(p, chosen[0], "Dear teacher, my dog ate it.\n");
	says(p, "it does not compile");
	p = pupil("leslie", "a binary", "graded", 0);
	write_whole(place(p, chosen[0], chosen[0]->files[0]), "\177ELF\1\1\1\0\0", 9);
	says(p, "NUL byte");
	p = pupil("margaret", "a folder in place of a file", "graded", 0);
	make_folder(place(p, chosen[0], chosen[0]->files[0]));
	says(p, "is a folder");
	p = pupil("niklaus", "an empty file", "graded", 0);
	write_whole(place(p, chosen[0], chosen[0]->files[0]), "", 0);
	says(p, "is empty");
	p = pupil("ole", "an empty folder", "rejected", 0);
	says(p, "there is no file in it");

	p = pupil("peter", "100 MB", "rejected", 0);
	ck_assert_int_eq(rmdir(text("%s/peter", folder)), 0);
	write_whole(text("%s/peter", folder), "PK\3\4", 4);
	ck_assert_int_eq(truncate(text("%s/peter", folder), 100 << 20), 0);
	says(p, "an archive of more than 16 MiB");
}

/* Each forgery with right answers to the other exercises: only its own points are lost. */
static void make_hostile(void)
{
	static const struct { const char *name, *file, *says; } forgeries[] = {
		{ "mallory-door", "forged-service", "it calls a service that there is not" }, { "mallory-files", "kernel-set", ".set.initcall" },
		{ "mallory-early", "constructor", ".init_array" },
	};
	const struct entry *number = catalogue_find(catalogue, "boot/number");
	struct pupil *p;

	ck_assert_ptr_nonnull(number);
	for (size_t k = 0; k < sizeof forgeries / sizeof *forgeries; k++) {
		p = answers(forgeries[k].name, "a forgery");
		p->score -= (int)number->points;
		p->attack = true;
		says(p, forgeries[k].says);
		/* Written for the judge's trial of the same exercise. */
		hand_in(p, number, replace(read_whole(text("tests/forgeries/host/%s.c", forgeries[k].file)), "<trial.h>", "<linux/kernel.h>"));
	}
	p = answers("mallory", "the exercises' own forgeries");
	for (u32 i = 0; i < chosen_count; i++) {
		char *promised, *source = variant(chosen[i], "forgery-", 0, "refused", &promised);

		if (source) {
			hand_in(p, chosen[i], source);
			says(p, promised);
			p->score -= (int)chosen[i]->points;
		}
	}

	/* A link where the answers of another should be. */
	p = pupil("mallory-link", "a symbolic link", "rejected", 0);
	ck_assert_int_eq(rmdir(text("%s/%s", folder, p->name)), 0);
	ck_assert_int_eq(symlink("ada", text("%s/%s", folder, p->name)), 0);
	says(p, "it is a symbolic link");
}

bool class_hands_in(const char *id)
{
	for (u32 i = 0; i < catalogue->count; i++)
		if (handed[i] && strcmp(catalogue->entries[i].id, id) == 0)
			return true;
	return false;
}

static bool is_chosen(const char *id)
{
	for (u32 i = 0; i < chosen_count; i++)
		if (strcmp(chosen[i]->id, id) == 0)
			return true;
	return false;
}

/* Of each chapter one, and each that is judged in a kernel; with DEEP=1 all. */
static void choose_of_all(void)
{
	const char *deep = getenv("DEEP"), *last = "";

	ck_assert_uint_le(catalogue->count, sizeof handed);
	for (u32 i = 0; i < catalogue->count; i++) {
		const struct entry *e = &catalogue->entries[i];
		bool whole = true;

		for (const char *const *id = e->needs; *id; id++)
			whole = whole && class_hands_in(*id);
		handed[i] = (deep && *deep) || (whole && (e->kernel_tier || is_chosen(e->id) || strcmp(e->folder, last) != 0));
		if (handed[i])
			last = e->folder;
	}
}

void class_make(struct pupil pupils[PUPILS], const char *path, const struct catalogue *all)
{
	class = pupils;
	catalogue = all;
	folder = path;
	count = chosen_count = 0;
	for (u32 i = 0; i < all->count && chosen_count < CHOSEN; i++) {
		bool whole = true;

		for (const char *const *id = all->entries[i].needs; *id; id++)
			whole = whole && is_chosen(*id);
		if (whole && !all->entries[i].kernel_tier)
			chosen[chosen_count++] = &all->entries[i];
	}
	choose_of_all();
	make_folder(folder);
	make_good();
	make_mistaken();
	make_bad();
	make_hostile();
	ck_assert_uint_eq(count, PUPILS);
}
