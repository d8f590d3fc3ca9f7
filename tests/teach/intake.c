/* SPDX-License-Identifier: MIT */
/*
 * What is handed in comes in whole, or is refused with its reason, whatever it is; and what learners wrote
 * breaks no table and no XML.
 */
#include "teach/escape.h"
#include "teach/receive.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[4000];

static const char *in_folder(const char *name)
{
	static char path[sizeof folder + 256];

	if (!*folder) {
		const char *parent = getenv("TMPDIR");

		snprintf(folder, sizeof folder, "%s/intake-XXXXXX", parent ? parent : "/tmp");
		ck_assert_ptr_nonnull(mkdtemp(folder));
	}
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

/* ---- Archives, as nobody's tools make them */

enum format { ZIP, STORED_ZIP, TAR_GZ, TAR };

static struct archive *begin(const char *name, enum format format)
{
	struct archive *a = archive_write_new();

	if (format >= TAR_GZ) {
		archive_write_set_format_pax_restricted(a);
		if (format == TAR_GZ)
			archive_write_add_filter_gzip(a);
	} else {
		archive_write_set_format_zip(a);
		archive_write_set_options(a, format == ZIP ? "zip:compression=deflate" : "zip:compression=store");
	}
	ck_assert_int_eq(archive_write_open_filename(a, in_folder(name)), ARCHIVE_OK);
	return a;
}

static void entry(struct archive *a, const char *path, mode_t type, const char *link, const void *bytes, size_t size)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, path);
	archive_entry_set_filetype(e, type);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_size(e, (la_int64_t)size);
	if (link && type == AE_IFLNK)
		archive_entry_set_symlink(e, link);
	else if (link)
		archive_entry_set_hardlink(e, link);
	ck_assert_int_eq(archive_write_header(a, e), ARCHIVE_OK);
	if (size)
		ck_assert_int_eq(archive_write_data(a, bytes, size), (la_ssize_t)size);
	archive_entry_free(e);
}

static void file(struct archive *a, const char *path, const char *text)
{
	entry(a, path, AE_IFREG, NULL, text, strlen(text));
}

static void end(struct archive *a)
{
	ck_assert_int_eq(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
}

static struct intake take(const char *name)
{
	struct intake in;

	receive(&in, in_folder(name));
	ck_assert_msg(in.count || *in.reason, "neither files nor a reason");
	ck_assert_int_eq(strlen(in.hash), 64);
	/* Whatever it was: no process is left. */
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	ck_assert_int_eq(errno, ECHILD);
	return in;
}

static void write_file(const char *name, const void *bytes, size_t size)
{
	FILE *f = fopen(in_folder(name), "we");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes, 1, size, f), size);
	ck_assert_int_eq(fclose(f), 0);
}

START_TEST(the_same_files_in_anything)
{
	static const enum format formats[] = { ZIP, STORED_ZIP, TAR_GZ, TAR };
	struct intake in[7];

	ck_assert_int_eq(mkdir(in_folder("plain"), 0755), 0);
	ck_assert_int_eq(mkdir(in_folder("plain/01-boot"), 0755), 0);
	write_file("plain/01-boot/number.c", "int x;\n", 7);
	write_file("plain/README", "hello\n", 6);
	in[0] = take("plain");
	for (int i = 0; i < 4; i++) {
		struct archive *a = begin("same", formats[i]);

		file(a, "README", "hello\n");
		entry(a, "01-boot/", AE_IFDIR, NULL, NULL, 0);
		file(a, "./01-boot/number.c", "int x;\n");
		file(a, ".DS_Store", "junk");
		file(a, "__MACOSX/01-boot/._number.c", "junk");
		end(a);
		in[1 + i] = take("same");
	}
	/* In a folder around it all, and as a learning system stores it. */
	struct archive *a = begin("wrapped", ZIP);
	file(a, "my homework/01-boot/number.c", "int x;\n");
	file(a, "my homework/README", "hello\n");
	end(a);
	in[5] = take("wrapped");
	ck_assert_int_eq(mkdir(in_folder("system"), 0755), 0);
	char *from = strdup(in_folder("wrapped"));
	ck_assert_int_eq(rename(from, in_folder("system/submission.zip")), 0);
	free(from);
	in[6] = take("system");
	for (int i = 0; i < 7; i++) {
		const struct intake_file *number = intake_find(&in[i], "01-boot/number.c");

		ck_assert_msg(!*in[i].reason && in[i].count == 2, "%d: %s", i, in[i].reason);
		ck_assert_msg(number && number->size == 7 && memcmp(number->bytes, "int x;\n", 8) == 0, "%d", i);
		ck_assert_str_eq(in[i].hash, in[0].hash);
		ck_assert_str_eq(in[i].attack, "");
	}
	for (int i = 0; i < 7; i++)
		intake_free(&in[i]);
}
END_TEST

START_TEST(other_files_other_hash)
{
	char hashes[3][65];
	static const char *const files[3][2] = { { "01-boot/a", "b" }, { "01-boot/ab", "" }, { "01-boot/a", "c" } };

	for (int i = 0; i < 3; i++) {
		struct archive *a = begin("hash", ZIP);

		file(a, files[i][0], files[i][1]);
		end(a);
		struct intake in = take("hash");
		strcpy(hashes[i], in.hash);
		intake_free(&in);
	}
	ck_assert_str_ne(hashes[0], hashes[1]);
	ck_assert_str_ne(hashes[0], hashes[2]);
}
END_TEST

/* ---- What is refused as a whole */

static void make_bomb(struct archive *a, int entries, size_t size)
{
	static char zeros[1 << 20];

	for (int i = 0; i < entries; i++) {
		struct archive_entry *e = archive_entry_new();
		char path[32];

		snprintf(path, sizeof path, "01-boot/%d.c", i);
		archive_entry_set_pathname(e, path);
		archive_entry_set_filetype(e, AE_IFREG);
		archive_entry_set_size(e, (la_int64_t)size);
		ck_assert_int_eq(archive_write_header(a, e), ARCHIVE_OK);
		for (size_t n = 0; n < size; n += sizeof zeros)
			archive_write_data(a, zeros, size - n < sizeof zeros ? size - n : sizeof zeros);
		archive_entry_free(e);
	}
}

static const struct refused {
	const char *what, *says;
	bool attack;
} refused[] = {
	{ "absolute", "leads out of it: /tmp", true }, { "dots", "leads out of it: 01-boot/../..", true }, { "dots folder", "leads out of it: ../", true },
	{ "dots tar", "leads out of it: ../", true }, { "backslash", "leads out of it: ..", true }, { "bomb", "unpacks to more than 64 MiB", true },
	{ "many bombs", "unpacks to more than 64 MiB", true }, { "many", "more than 10000 entries", false },
	{ "nothing in it", "there is no file in it", false }, { "hidden", "there is no file in it", false },
	{ "symlink", "it is a symbolic link", false }, { "pipe", "it is a device, pipe or socket", false }, { "empty", "it is empty", false },
	{ "text", "neither a folder nor a zip, a tar or a tar.gz", false }, { "100 MB", "neither a folder nor a zip, a tar or a tar.gz", false },
	{ "large zip", "an archive of more than 16 MiB", false }, { "cut", "the archive is damaged", false }, { "garbage", "the archive is damaged", false },
	{ "empty folder", "there is no file in it", false }, { "crowded", "more than 10000 entries", false },
};

static void make_refused(const char *what)
{
	struct archive *a;

	if (strcmp(what, "absolute") == 0) {
		a = begin(what, TAR_GZ), file(a, "/tmp/number.c", "x"), end(a);
	} else if (strcmp(what, "dots") == 0) {
		a = begin(what, ZIP), file(a, "01-boot/../../number.c", "x"), end(a);
	} else if (strcmp(what, "dots folder") == 0) {
		a = begin(what, ZIP), entry(a, "../", AE_IFDIR, NULL, NULL, 0), file(a, "01-boot/number.c", "x"), end(a);
	} else if (strcmp(what, "dots tar") == 0) {
		a = begin(what, TAR_GZ), entry(a, "../link", AE_IFLNK, "/etc", NULL, 0), file(a, "01-boot/number.c", "x"), end(a);
	} else if (strcmp(what, "backslash") == 0) {
		a = begin(what, TAR_GZ), file(a, "..\\number.c", "x"), end(a);
	} else if (strcmp(what, "bomb") == 0) {
		a = begin(what, TAR_GZ), make_bomb(a, 1, 200 << 20), end(a);
	} else if (strcmp(what, "many bombs") == 0) {
		a = begin(what, ZIP), make_bomb(a, 300, 250 << 10), end(a);
	} else if (strcmp(what, "many") == 0) {
		a = begin(what, ZIP), make_bomb(a, 10100, 0), end(a);
	} else if (strcmp(what, "nothing in it") == 0) {
		a = begin(what, ZIP), end(a);
	} else if (strcmp(what, "hidden") == 0) {
		a = begin(what, ZIP), file(a, ".git/config", "x"), end(a);
	} else if (strcmp(what, "symlink") == 0) {
		ck_assert_int_eq(symlink("/etc/passwd", in_folder(what)), 0);
	} else if (strcmp(what, "pipe") == 0) {
		ck_assert_int_eq(mkfifo(in_folder(what), 0600), 0);
	} else if (strcmp(what, "empty") == 0) {
		write_file(what, "", 0);
	} else if (strcmp(what, "text") == 0) {
		write_file(what, "int x;\n", 7);
	} else if (strcmp(what, "100 MB") == 0) {
		write_file(what, "", 0);
		ck_assert_int_eq(truncate(in_folder(what), 100 << 20), 0);
	} else if (strcmp(what, "large zip") == 0) {
		write_file(what, "PK\3\4", 4);
		ck_assert_int_eq(truncate(in_folder(what), 17 << 20), 0);
	} else if (strcmp(what, "cut") == 0) {
		a = begin(what, TAR_GZ), file(a, "01-boot/number.c", "a text that is long enough to be cut"), end(a);
		ck_assert_int_eq(truncate(in_folder(what), 60), 0);
	} else if (strcmp(what, "garbage") == 0) {
		write_file(what, "\x1f\x8b this is no gzip", 19);
	} else if (strcmp(what, "empty folder") == 0) {
		ck_assert_int_eq(mkdir(in_folder(what), 0755), 0);
	} else {
		char path[512];

		ck_assert_int_eq(mkdir(in_folder(what), 0755), 0);
		for (int i = 0; i < 10100; i++) {
			snprintf(path, sizeof path, "%s/%d", what, i);
			ck_assert_int_eq(mkdir(in_folder(path), 0755), 0);
		}
	}
}

START_TEST(the_rest_is_refused)
{
	const struct refused *r = &refused[_i];

	make_refused(r->what);
	struct intake in = take(r->what);
	ck_assert_msg(strstr(in.reason, r->says), "%s: %s", r->what, in.reason);
	ck_assert_msg(!*in.attack == !r->attack, "%s: attack: %s", r->what, in.attack);
	ck_assert_msg(!in.internal, "%s: internal", r->what);
	intake_free(&in);
}
END_TEST

/* ---- Files that are not taken, while others are */

START_TEST(single_files_have_trouble)
{
	static char large[(256 << 10) + 1];
	static const struct { const char *path, *trouble; } expected[] = {
		{ "01-boot/big.c", "is larger than 256 KiB" }, { "01-boot/folder.c", "is a folder" }, { "01-boot/good.c", NULL }, { "01-boot/hard.c", "is a link" },
		{ "01-boot/link.c", "is a link" }, { "01-boot/pipe.c", "is no file but a device or pipe" }, { "01-boot/twice.c", "is there twice" },
	};
	struct archive *a = begin("trouble", TAR_GZ);

	memset(large, 'x', sizeof large);
	file(a, "01-boot/twice.c", "one");
	file(a, "01-boot/good.c", "good");
	entry(a, "01-boot/folder.c/", AE_IFDIR, NULL, NULL, 0);
	entry(a, "01-boot/hard.c", AE_IFREG, "01-boot/good.c", NULL, 0);
	entry(a, "01-boot/link.c", AE_IFLNK, "/etc/passwd", NULL, 0);
	entry(a, "01-boot/pipe.c", AE_IFIFO, NULL, NULL, 0);
	entry(a, "01-boot/big.c", AE_IFREG, NULL, large, sizeof large);
	file(a, "./01-boot/twice.c", "two");
	end(a);
	struct intake in = take("trouble");
	ck_assert_msg(!*in.reason, "%s", in.reason);
	ck_assert_uint_eq(in.count, sizeof expected / sizeof *expected);
	for (u32 i = 0; i < in.count; i++) {
		ck_assert_str_eq(in.files[i].path, expected[i].path);
		ck_assert_pstr_eq(in.files[i].trouble, expected[i].trouble);
		ck_assert_int_eq(!in.files[i].bytes, !!expected[i].trouble);
	}
	intake_free(&in);

	ck_assert_int_eq(mkdir(in_folder("folder"), 0755), 0);
	ck_assert_int_eq(mkdir(in_folder("folder/01-boot"), 0755), 0);
	ck_assert_int_eq(symlink("/etc/passwd", in_folder("folder/01-boot/link.c")), 0);
	ck_assert_int_eq(mkfifo(in_folder("folder/01-boot/pipe.c"), 0600), 0);
	write_file("folder/01-boot/big.c", large, sizeof large);
	write_file("folder/01-boot/good.c", "good", 4);
	ck_assert_int_eq(symlink("/", in_folder("folder/02-frames")), 0);
	ck_assert_int_eq(mkdir(in_folder("folder/01-boot/folder.c"), 0755), 0);
	in = take("folder");
	ck_assert_msg(!*in.reason && in.count == 6, "%s, %u files", in.reason, in.count);
	for (u32 i = 0; i < in.count; i++)
		ck_assert_int_eq(!in.files[i].trouble, strcmp(in.files[i].path, "01-boot/good.c") == 0);
	intake_free(&in);
}
END_TEST

/* What is there, by path, each with its trouble or none; and no reason against the whole. */
static void expect_files(const struct intake *in, const char *const (*expected)[2], u32 count)
{
	ck_assert_msg(!*in->reason && !*in->attack, "%s, %s", in->reason, in->attack);
	for (u32 i = 0; i < in->count && i < count; i++) {
		ck_assert_str_eq(in->files[i].path, expected[i][0]);
		ck_assert_pstr_eq(in->files[i].trouble, expected[i][1]);
		ck_assert_int_eq(!in->files[i].bytes, !!expected[i][1]);
	}
	ck_assert_uint_eq(in->count, count);
}

/* One path that is too long, or a folder too deep, costs the others nothing. */
START_TEST(a_long_path_is_left_out)
{
	static const enum format formats[] = { ZIP, TAR_GZ };
	char path[601] = "01-boot/", cut[513], deep[256] = "stray";
	const char *const expected[][2] = { { cut, "has a path of more than 512 bytes" }, { "01-boot/number.c", NULL } };

	memset(path + 8, 'a', 592);
	snprintf(cut, sizeof cut, "%s", path);
	for (int i = 0; i < 2; i++) {
		struct archive *a = begin("long", formats[i]);

		file(a, path, "x"), file(a, "01-boot/number.c", "int x;\n"), end(a);
		struct intake in = take("long");
		expect_files(&in, expected, 2);
		intake_free(&in);
	}
	ck_assert_int_eq(mkdir(in_folder("stray"), 0755), 0);
	ck_assert_int_eq(mkdir(in_folder("stray/01-boot"), 0755), 0);
	write_file("stray/01-boot/number.c", "int x;\n", 7);
	for (int i = 0; i < 20; i++) {
		strcat(deep, "/d");
		ck_assert_int_eq(mkdir(in_folder(deep), 0755), 0);
	}
	struct intake in = take("stray");
	const char *const found[][2] = { { "01-boot/number.c", NULL }, { "d/d/d/d/d/d/d/d/d/d/d/d/d/", "lies too deep" } };
	expect_files(&in, found, 2);
	intake_free(&in);
}
END_TEST

/* A whole copy of the book has more in it that was made than a submission may have. */
START_TEST(what_was_made_is_not_looked_into)
{
	static const char *const expected[][2] = { { "README", NULL }, { "build/", "is not looked into" }, { "tools/node_modules/", "is not looked into" },
						 { "work/01-boot/number.c", NULL } };
	struct archive *a;
	static char zeros[1 << 20];
	struct intake in[3];

	for (int format = 0; format < 2; format++) {
		a = begin("whole", format ? TAR_GZ : ZIP);
		entry(a, "build/", AE_IFDIR, NULL, NULL, 0);
		file(a, "build/exercises/answers/01-boot/number.c", "the answer\n");
		for (int i = 0; i < 10100; i++) {
			char path[64];

			snprintf(path, sizeof path, "tools/%s/%d.c", i % 2 ? "node_modules" : ".git/objects", i);
			file(a, path, "");
		}
		for (int i = 0; i < 70; i++) {
			char path[64];

			snprintf(path, sizeof path, "build/%d.bin", i);
			entry(a, path, AE_IFREG, NULL, zeros, sizeof zeros);
		}
		file(a, "README", "hello\n");
		file(a, "work/01-boot/number.c", "int x;\n");
		file(a, "__MACOSX/work/01-boot/._number.c", "junk");
		file(a, "work/01-boot/._number.c", "junk");
		end(a);
		in[format] = take("whole");
		expect_files(&in[format], expected, 4);
	}
	for (const char *const *name = (const char *const[]){ "copy", "copy/build", "copy/build/01-boot", "copy/tools", "copy/tools/node_modules", "copy/tools/.git",
							      "copy/work", "copy/work/01-boot", NULL }; *name; name++)
		ck_assert_int_eq(mkdir(in_folder(*name), 0755), 0);
	write_file("copy/build/01-boot/number.c", "the answer\n", 11);
	write_file("copy/tools/.git/number.c", "x", 1);
	write_file("copy/work/01-boot/number.c", "int x;\n", 7);
	write_file("copy/work/01-boot/._number.c", "junk", 4);
	write_file("copy/README", "hello\n", 6);
	in[2] = take("copy");
	expect_files(&in[2], expected, 4);
	for (int i = 0; i < 3; i++) {
		ck_assert_str_eq(in[i].hash, in[0].hash);
		intake_free(&in[i]);
	}
}
END_TEST

START_TEST(a_path_of_windows)
{
	static const char *const expected[][2] = { { "01-boot/number.c", NULL }, { "README", NULL } };
	struct archive *a = begin("windows", _i ? TAR_GZ : ZIP);

	file(a, "01-boot\\number.c", "int x;\n"), file(a, "README", ""), end(a);
	struct intake in = take("windows");
	expect_files(&in, expected, 2);
	intake_free(&in);
}
END_TEST

/* ---- Archives in archives */

static void pack_file(struct archive *a, const char *path, const char *name)
{
	static char bytes[1 << 20];
	FILE *f = fopen(in_folder(name), "re");

	ck_assert_ptr_nonnull(f);
	size_t size = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	entry(a, path, AE_IFREG, NULL, bytes, size);
}

/* inner: 01-boot/number.c */
static void make_inner(void)
{
	struct archive *a = begin("inner.zip", ZIP);

	file(a, "01-boot/number.c", "int x;\n"), end(a);
}

START_TEST(the_one_archive_is_opened)
{
	static const char *const expected[][2] = { { "01-boot/number.c", NULL }, { "README", NULL } };
	static const char *const kinds[] = { "in a zip", "twice in a zip", "in a folder", "large", "a tar in a folder" };
	struct archive *a;

	make_inner();
	if (_i < 2) {
		a = begin("outer.zip", ZIP), file(a, "README", ""), pack_file(a, "a/submission-1.zip", "inner.zip"), end(a);
	}
	if (_i == 1) {
		a = begin("more.tar.gz", TAR_GZ), pack_file(a, "outer.zip", "outer.zip"), file(a, "__MACOSX/._outer.zip", "x"), end(a);
	} else if (_i > 1) {
		ck_assert_int_eq(mkdir(in_folder("outer"), 0755), 0);
		write_file("outer/README", "", 0);
		a = begin(_i == 4 ? "outer/homework.tar" : "outer/homework.zip", _i == 4 ? TAR : ZIP);
		file(a, _i == 4 ? "./01-boot/number.c" : "01-boot/number.c", "int x;\n");
		if (_i == 3) { /* more than 256 KiB, of what nobody hands in */
			static char random[300 << 10];
			u32 state = 1;

			for (size_t i = 0; i < sizeof random; i++)
				random[i] = (char)((state = state * 1664525 + 1013904223) >> 24);
			entry(a, ".git/pack", AE_IFREG, NULL, random, sizeof random);
		}
		end(a);
	}
	struct intake in = take(_i == 0 ? "outer.zip" : _i == 1 ? "more.tar.gz" : "outer");
	ck_assert_msg(!*in.reason, "%s: %s", kinds[_i], in.reason);
	expect_files(&in, expected, 2);
	intake_free(&in);
}
END_TEST

/* Two archives, or one beside files of exercises: nobody knows which is meant. */
START_TEST(other_archives_stay_closed)
{
	static const char *const two[][2] = { { "submission-1.zip", NULL }, { "submission-2.zip", NULL } };
	static const char *const beside[][2] = { { "submit/submission-1.zip", NULL }, { "work/01-boot/number.c", NULL } };
	struct archive *a;

	make_inner();
	a = begin("two.zip", ZIP), pack_file(a, "submission-1.zip", "inner.zip"), pack_file(a, "submission-2.zip", "inner.zip"), end(a);
	struct intake in = take("two.zip");
	expect_files(&in, two, 2);
	intake_free(&in);
	a = begin("beside.zip", ZIP), pack_file(a, "submit/submission-1.zip", "inner.zip"), file(a, "work/01-boot/number.c", "int y;\n"), end(a);
	in = take("beside.zip");
	expect_files(&in, beside, 2);
	intake_free(&in);
}
END_TEST

/* The line of /proc/PID/status that says whether a process is under a filter; false if it is gone. */
static bool is_filtered(int pid)
{
	char path[64], line[128];
	bool filtered = false;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	FILE *f = fopen(path, "re");
	while (f && fgets(line, sizeof line, f))
		filtered = filtered || strcmp(line, "Seccomp:\t2\n") == 0;
	if (f)
		fclose(f);
	return filtered;
}

/* While an archive is unpacked, the process that does it can do little else. */
START_TEST(who_unpacks_is_locked_up)
{
	struct archive *a = begin("slow", TAR_GZ);
	char path[64];
	bool seen = false;
	int status, pid;

	make_bomb(a, 300, 200 << 10);
	end(a);
	pid_t child = fork();
	if (child == 0) {
		struct intake in;

		receive(&in, in_folder("slow"));
		_exit(*in.reason ? 1 : 0);
	}
	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)child, (int)child);
	while (waitpid(child, &status, WNOHANG) == 0) {
		FILE *children = fopen(path, "re");

		if (children && fscanf(children, "%d", &pid) == 1)
			seen = seen || is_filtered(pid);
		if (children)
			fclose(children);
		usleep(1000);
	}
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "it was refused");
	ck_assert_msg(seen, "no process under a filter was seen");
}
END_TEST

/* Cut and changed archives: an answer each time, and never a wrong byte without a word. */
START_TEST(damaged_archives)
{
	static const enum format formats[] = { ZIP, TAR_GZ };
	struct archive *a = begin("whole", formats[_i]);
	static char bytes[1 << 16];
	u32 random = 12345;

	file(a, "01-boot/number.c", "int number(void)\n{\n\treturn 1;\n}\n");
	file(a, "02-frames/order.c", "int order(void)\n{\n\treturn 2;\n}\n");
	end(a);
	FILE *f = fopen(in_folder("whole"), "re");
	size_t size = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	for (u32 i = 0; i < 300; i++) {
		static char copy[sizeof bytes];
		size_t length = size;

		memcpy(copy, bytes, size);
		random = random * 1664525 + 1013904223;
		if (i % 3 == 0)
			length = random % size;
		else
			copy[random % size] = (char)(random >> 24);
		write_file("damaged", copy, length);
		struct intake in = take("damaged");
		ck_assert_msg(!in.internal, "damage %u: %s", i, in.reason);
		intake_free(&in);
	}
}
END_TEST

/* ---- Escaping */

static char *written(void (*write)(FILE *f, const char *text), const char *text)
{
	char *result = NULL;
	size_t size;
	FILE *f = open_memstream(&result, &size);

	write(f, text);
	fclose(f);
	return result;
}

static void cell(FILE *f, const char *text)
{
	csv_cell(f, text, ',');
}

START_TEST(no_cell_is_a_formula)
{
	static const char *const texts[][2] = {
		{ "plain", "\"plain\"," }, { "", "\"\"," }, { "=1+1", "\"'=1+1\"," }, { "+1", "\"'+1\"," }, { "-1", "\"'-1\"," }, { "@x", "\"'@x\"," },
		{ "\t=1", "\"'\t=1\"," }, { "a\"b", "\"a\"\"b\"," }, { "\"=1", "\"\"\"=1\"," }, { "a,b", "\"a,b\"," },
	};
	char *got = written(cell, texts[_i][0]);

	ck_assert_str_eq(got, texts[_i][1]);
	free(got);
}
END_TEST

START_TEST(xml_is_escaped)
{
	char *got = written(xml_text, "<a b=\"c\">&amp;]]>\n\t\x1b[2J\x7f\xEF\xBF\xBF\xC3\xA4");

	ck_assert_str_eq(got, "&lt;a b=&quot;c&quot;&gt;&amp;amp;]]&gt;&#10;&#9;?[2J??\xC3\xA4");
	free(got);
}
END_TEST

START_TEST(names_of_folders)
{
	static const char *const taken[] = { "summary.txt", NULL };
	static const char *const names[][2] = {
		{ "alice.zip", "alice.zip" }, { "Zo\xC3\xAB", "Zo\xC3\xAB" }, { "a\nb", "a%0Ab" }, { "a%b", "a%25b" }, { "\xFF", "%FF" },
		{ "summary.txt", "%73ummary.txt" }, { "..", "%2E." }, { ".scratch", "%2Escratch" }, { "a\x1b[2J", "a%1B[2J" },
	};
	char *got = file_name(names[_i][0], taken);

	ck_assert_str_eq(got, names[_i][1]);
	free(got);
}
END_TEST

START_TEST(long_names_stay_apart)
{
	char one[256], two[256], *a, *b;
	static const char *const none[] = { NULL };

	memset(one, '\n', 255);
	one[255] = '\0';
	strcpy(two, one);
	two[254] = 'x';
	a = file_name(one, none);
	b = file_name(two, none);
	ck_assert_uint_le(strlen(a), 200);
	ck_assert_str_ne(a, b);
	free(a);
	free(b);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("what is handed in");
	TCase *tcase = tcase_create("intake");

	tcase_add_test(tcase, the_same_files_in_anything);
	tcase_add_test(tcase, other_files_other_hash);
	tcase_add_loop_test(tcase, the_rest_is_refused, 0, sizeof refused / sizeof *refused);
	tcase_add_test(tcase, single_files_have_trouble);
	tcase_add_test(tcase, a_long_path_is_left_out);
	tcase_add_test(tcase, what_was_made_is_not_looked_into);
	tcase_add_loop_test(tcase, a_path_of_windows, 0, 2);
	tcase_add_loop_test(tcase, the_one_archive_is_opened, 0, 5);
	tcase_add_test(tcase, other_archives_stay_closed);
	tcase_add_test(tcase, who_unpacks_is_locked_up);
	tcase_add_loop_test(tcase, damaged_archives, 0, 2);
	tcase_add_loop_test(tcase, no_cell_is_a_formula, 0, 10);
	tcase_add_test(tcase, xml_is_escaped);
	tcase_add_loop_test(tcase, names_of_folders, 0, 9);
	tcase_add_test(tcase, long_names_stay_apart);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
