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
	put_fenced(b, "{.text}", keep(text));
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
