// SPDX-License-Identifier: MIT
#include "transcript.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct section *captured(struct run *r, const char *file)
{
	for (size_t i = 0; i < r->ncaptures; i++)
		if (!strcmp(r->captures[i].name, file))
			return &r->captures[i];
	return NULL;
}

// Is it a transcript or data file of this chapter?
static bool ours(struct run *r, const char *file)
{
	char *prefix = format("%02u-", r->im->last);
	size_t n = strlen(file);
	bool yes = !strncmp(file, prefix, strlen(prefix)) && n > 4 &&
		   (!strcmp(file + n - 4, ".txt") || !strcmp(file + n - 4, ".dat"));

	free(prefix);
	return yes;
}

static int not_dots(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

// Calls f for each file of this chapter in dir that no boot wrote, in order of name.
static void each_stale(struct run *r, const char *dir, void (*f)(struct run *r, const char *path))
{
	struct dirent **list;
	int n = scandir(dir, &list, not_dots, alphasort);

	for (int i = 0; i < n; i++) {
		if (ours(r, list[i]->d_name) && !captured(r, list[i]->d_name)) {
			char *path = format("%s/%s", dir, list[i]->d_name);

			f(r, path);
			free(path);
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

static void remove_stale(struct run *r, const char *path)
{
	if (unlink(path))
		run_fail(r, STATUS_OURS, "cannot remove %s: %s", path, strerror(errno));
	else
		printf("removed %s\n", path);
}

// A copy with everything blotted out that may differ from one compiler to the next: numbers behind a
// tilde (`~58 instructions`), and what an oops shows in the general registers and EFLAGS.
static char *blotted(const char *s)
{
	static const char *const registers[] = { "EAX ", "EBX ", "ECX ", "EDX ", "ESI ", "EDI ", "EBP ", "ESP ", "EFLAGS " };
	struct buf out = {0};

	buf_add(&out, "", 0);
	for (size_t keep, blot; *s; s += keep + blot) {
		keep = 1;
		blot = *s == '~' ? strspn(s + 1, "0123456789") : 0;
		for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
			size_t name = strlen(registers[i]);

			if (!strncmp(s, registers[i], name) && strspn(s + name, "0123456789abcdef") == 8) {
				keep = name;
				blot = 8;
			}
		}
		buf_add(&out, s, keep);
		if (blot)
			buf_puts(&out, "#");
	}
	return out.s;
}

// What the book has in a file, blotted; NULL where it has none.
static char *book_says(const char *path)
{
	size_t n;
	char *raw = read_file(path, &n), *s = raw ? blotted(raw) : NULL;

	free(raw);
	return s;
}

void transcripts_write(struct run *r, const char *dir)
{
	if (mkdir(dir, 0777) && errno != EEXIST)
		die(STATUS_OURS, "cannot make %s: %s", dir, strerror(errno));
	for (size_t i = 0; i < r->ncaptures; i++) {
		struct buf *t = &r->captures[i].text;
		char *path = format("%s/%s", dir, r->captures[i].name);
		char *was = book_says(path), *is = blotted(t->s);

		if (!was || strcmp(was, is)) {
			write_file(path, t->s, t->len);
			printf("wrote %s\n", path);
		}
		free(was);
		free(is);
		free(path);
	}
	each_stale(r, dir, remove_stale);
}

static void complain_stale(struct run *r, const char *path)
{
	printf("FAILS  %s: no experiment of this chapter prints it: run `make transcripts`\n", path);
	run_fail(r, STATUS_FAILED, "%s: no experiment of this chapter prints it: run `make transcripts`", path);
}

// The first line in which two texts differ: its number, and both.
static int first_difference(const char *a, const char *b, char **la, char **lb)
{
	int line = 1;
	size_t na, nb;

	for (;;) {
		na = strcspn(a, "\n");
		nb = strcspn(b, "\n");
		if (na != nb || memcmp(a, b, na) || a[na] != b[nb] || !a[na])
			break;
		a += na + 1;
		b += nb + 1;
		line++;
	}
	*la = *a ? format("`%.*s`", (int)na, a) : xstrdup("nothing");
	*lb = *b ? format("`%.*s`", (int)nb, b) : xstrdup("nothing");
	return line;
}

static char *difference(const char *path, const char *was, const char *is)
{
	char *a, *b, *why;
	int line;

	if (!was)
		return format("%s: cannot be read, and this kernel printed it: run `make transcripts`", path);
	line = first_difference(was, is, &a, &b);
	why = format("%s:%d: the book has %s, this kernel printed %s: run `make transcripts` if the change is meant",
			path, line, a, b);
	free(a);
	free(b);
	return why;
}

void transcripts_compare(struct run *r, const char *dir)
{
	for (size_t i = 0; i < r->ncaptures; i++) {
		char *path = format("%s/%s", dir, r->captures[i].name);
		char *was = book_says(path), *is = blotted(r->captures[i].text.s);

		if (!was || strcmp(was, is)) {
			char *why = difference(path, was, is);

			printf("FAILS  %s\n", why);
			run_fail(r, STATUS_FAILED, "%s", why);
			free(why);
		}
		free(was);
		free(is);
		free(path);
	}
	if (!r->v86)			// there, an experiment may have been skipped
		each_stale(r, dir, complain_stale);
}
