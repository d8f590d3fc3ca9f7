/* SPDX-License-Identifier: MIT */
#include "captured.h"

#include "lib/fail.h"
#include "lib/file.h"
#include "markdown.h"
#include "source/report.h"
#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

const char *transcripts_dir, *figure_program;

const char *observed(const struct page *chapter, const char *experiment, const char *predicate, const struct prose *p)
{
	const char *path = lasting("%s/%.2s-observed.txt", transcripts_dir, chapter->base);
	const char *wanted = lasting("\n%s %s: ", experiment, predicate), *at;
	size_t size;
	char *all = read_file(path, &size);

	at = all ? strstr(lasting("\n%s", (char *)keep(all)), wanted) : NULL;
	if (!at) {
		report(p->place.file, p->place.line, "%s has no `%s` that `%s` observed: no run has shown it; `make transcripts` captures what the "
		       "runs show, or name what settles this claim", path, predicate, experiment);
		return "";
	}
	at += strlen(wanted);
	return lasting("%.*s", (int)strcspn(at, "\n"), at);
}

/* ---- Beside what Linux printed */

/* Of what Linux said to all programs, the lines that it said to this one; or NULL. */
static char *section(char *all, const char *name)
{
	char *begin = strstr(all, lasting("\n--- %s ---\n", name)), *end;

	if (!begin)
		return NULL;
	begin = strchr(begin + 1, '\n') + 1;
	end = strncmp(begin, "--- ", 4) == 0 ? begin : strstr(begin, "\n--- ");
	if (end)
		*end = '\0';
	return begin;
}

/* The next line of *at, which moves behind it; "" where there is none. */
static const char *take_line(char **at)
{
	char *line = *at;

	*at += strcspn(line, "\n");
	if (**at)
		*(*at)++ = '\0';
	return line;
}

/* Line by line; Linux's stands there where it is another. */
static const char *beside(const char *ours, char *theirs, const char *release)
{
	struct buf text = { 0 };
	char *left = copy(ours, strlen(ours));
	size_t width = strlen(word("beside-ours"));
	bool same = true;

	for (const char *line = ours; *line; line += strcspn(line, "\n"), line += *line == '\n')
		if (strcspn(line, "\n") > width)
			width = strcspn(line, "\n");
	while (*left || *theirs) {
		const char *l = take_line(&left), *r = take_line(&theirs);

		same &= strcmp(l, r) == 0;
		if (strcmp(l, r) == 0)
			buf_printf(&text, "%s\n", l);
		else
			buf_printf(&text, "%-*s | %s\n", (int)width, l, r);
	}
	ours = keep(same ? format("%s: %s\n\n%s", release, word("beside-same"), text.s) :
			   format("%-*s | %s\n\n%s", (int)width, word("beside-ours"), release, text.s));
	buf_free(&text);
	return ours;
}

static const char *with_linux(const char *ours, const struct page *page, const struct prose *p)
{
	const char *path = lasting("%s/../linux/%.2s.txt", transcripts_dir, page->base);
	size_t size;
	char *all = read_file(path, &size), *theirs, name[32], release[32];

	if (all)
		keep(all);
	theirs = all ? section(all, p->arg) : NULL;
	if (!theirs || sscanf(all, "%31s %31s", name, release) < 2) {
		report(p->place.file, p->place.line, "%s does not say what Linux prints as %s; add it to the chapter's user/same.txt, and `make linux-transcripts`",
		       path, p->arg);
		return ours;
	}
	return beside(ours, theirs, lasting("%s %s", name, release));
}

void put_transcript(struct buf *b, const struct page *page, const struct prose *p)
{
	char *path, *text;
	size_t size;

	if (page->kind != CHAPTER) {
		report(p->place.file, p->place.line, "`!transcript` shows a chapter's own boot; there is none here");
		return;
	}
	path = lasting("%s/%.2s-%s.txt", transcripts_dir, page->base, p->arg);
	text = read_file(path, &size);
	if (!text) {
		report(p->place.file, p->place.line, "there is no transcript %s; `make transcripts` captures it, or "
			 "correct the name `%s`", path, p->arg);
		return;
	}
	buf_printf(b, "::: {.transcript label=\"%s\" command=\"make chapter %s\"", word("transcript"),
	     page->number);
	if (strcmp(p->arg, "boot") != 0)
		buf_printf(b, " then=\"run %s\"", p->arg);
	buf_puts(b, "}\n");
	put_fenced(b, "{.text}", p->id ? with_linux(keep(text), page, p) : keep(text));
	buf_puts(b, ":::\n");
}

/* What follows "key:" on one of a figure's lines, or NULL. */
static const char *figure_field(const struct prose *p, const char *key)
{
	size_t n = strlen(key);

	for (size_t i = 0; i < p->body.n; i++) {
		const char *line = p->body.at[i];

		if (strncmp(line, key, n) == 0 && line[n] == ':')
			return line + n + 1 + strspn(line + n + 1, " ");
	}
	return NULL;
}

/* All that the child wrote there. */
static char *text_in(FILE *f)
{
	size_t size;

	rewind(f);
	return keep(need(read_all(fileno(f), &size)));
}

/* Run the figure program on TEXT; its picture, or NULL and what it said in *MESSAGE. */
static char *draw(const char *kind, const char *text, char **message)
{
	FILE *in = tmpfile(), *out = tmpfile(), *err = tmpfile();
	char *svg;
	int status;
	pid_t child;

	if (!in || !out || !err)
		die(STATUS_OURS, "no temporary file for a figure: %s", strerror(errno));
	fputs(text, in);
	rewind(in);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		dup2(fileno(in), 0);
		dup2(fileno(out), 1);
		dup2(fileno(err), 2);
		execl(figure_program, figure_program, kind, (char *)NULL);
		fprintf(stderr, "cannot run %s: %s\n", figure_program, strerror(errno));
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		die(STATUS_OURS, "cannot run %s: %s", figure_program, strerror(errno));
	svg = status == 0 ? text_in(out) : NULL;
	*message = text_in(err);
	fclose(in);
	fclose(out);
	fclose(err);
	return svg;
}

/* "figure walk: line 3: no such bit" speaks of what we fed it: say where that stands. */
static void complain_of_figure(const struct prose *p, const char *data, const char *message)
{
	struct place at = p->place;
	const char *line = strstr(message, ": line "), *text = message;
	int n = line ? atoi(line + 7) : 0;

	if (line && strchr(line + 7, ':')) {
		int head = (int)p->body.n;

		text = strchr(line + 7, ':') + 2;
		if (!data || n - 1 <= head)
			at.line += n - 1;
		else
			at = (struct place){ data, n - 1 - head };
	}
	report(at.file, at.line, "figure `%s`: %.*s", p->arg, (int)strcspn(text, "\n"), text);
}

void put_figure(struct buf *b, const struct page *page, const struct prose *p)
{
	const char *caption = figure_field(p, "caption"), *name = figure_field(p, "data");
	char *path = NULL, *data = NULL;
	struct buf input = {0};
	char *svg, *message;
	size_t size;

	if (!caption || !figure_field(p, "alt")) {
		report(p->place.file, p->place.line, "the figure has no `%s:` line", caption ? "alt" : "caption");
		return;
	}
	if (name) {
		path = lasting("%s/%.2s-%s.dat", transcripts_dir, page->base, name);
		data = read_file(path, &size);
		if (!data) {
			report(p->place.file, p->place.line, "there is no data %s; `make transcripts` captures it, or "
				 "correct the name `%s`", path, name);
			return;
		}
	}
	buf_printf(&input, "id: svg-%s\n", p->id + strlen("fig-"));
	for (size_t i = 0; i < p->body.n; i++)
		buf_printf(&input, "%s\n", has_prefix(p->body.at[i], "data:") ? "" : p->body.at[i]);
	buf_puts(&input, data ? keep(data) : "");
	svg = draw(p->arg, input.s, &message);
	buf_free(&input);
	if (!svg) {
		complain_of_figure(p, path, message);
		return;
	}
	buf_printf(b, "::: {#%s .figure .%s number=\"%s\" label=\"%s\"}\n", p->id, p->arg, p->number,
	     word("figure"));
	put_fenced(b, "{=html}", svg);
	buf_printf(b, "\n%s\n:::\n", caption);
}
