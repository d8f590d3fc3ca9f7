/* SPDX-License-Identifier: MIT */
#include "stream.h"
#include "order.h"

#include "lib/fail.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool ends_with(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);

	return n >= m && strcmp(name + n - m, suffix) == 0;
}

bool is_file_root(const char *name)
{
	return strchr(name, '/') && !strpbrk(name, " \t");
}

bool is_workbook(const char *name)
{
	return is_file_root(name) && (strncmp(name, "exercises/", 10) == 0 || strncmp(name, "answers/", 8) == 0);
}

bool is_students_copy(void)
{
	return access("KIT.md", F_OK) == 0;
}

bool is_safe_path(const char *name)
{
	const char *part = name;

	for (;;) {
		size_t n = strspn(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+.");

		/* Neither an empty part, nor `.`, `..` or a hidden file. */
		if (n == 0 || part[0] == '.')
			return false;
		if (part[n] == '\0')
			return true;
		if (part[n] != '/')
			return false;
		part += n + 1;
	}
}

unsigned chapter_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *base = slash ? slash + 1 : file;

	if (isdigit((unsigned char)base[0]) && isdigit((unsigned char)base[1]) && base[2] == '-')
		return (unsigned)(base[0] - '0') * 10 + (unsigned)(base[1] - '0');
	return 0;
}

bool chunk_is_empty(const struct stream *s, const struct chunk *c)
{
	for (size_t i = c->first; i <= c->last; i++)
		if (s->event[i].keyword == KW_TEXT || s->event[i].keyword == KW_USE)
			return false;
	return true;
}

static char *read_all(FILE *in)
{
	size_t size = 0, room = 1 << 16;
	char *buffer = xrealloc(NULL, room);

	for (;;) {
		size_t n = fread(buffer + size, 1, room - size - 1, in);

		if (n == 0)
			break;
		size += n;
		if (room - size < 2)
			buffer = xrealloc(buffer, room *= 2);
	}
	buffer[size] = '\0';
	return buffer;
}

static enum keyword keyword_of(const char *line, const char **arg)
{
	static const struct {
		const char *word;
		enum keyword keyword;
	} table[] = {
		{ "@file", KW_FILE }, { "@begin", KW_BEGIN }, { "@end", KW_END },
		{ "@defn", KW_DEFN }, { "@text", KW_TEXT },   { "@use", KW_USE },
		{ "@nl", KW_NL },     { "@quote", KW_QUOTE }, { "@endquote", KW_ENDQUOTE },
	};
	size_t n = strcspn(line, " ");

	*arg = line[n] ? line + n + 1 : line + n;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strlen(table[i].word) == n && strncmp(line, table[i].word, n) == 0)
			return table[i].keyword;
	return KW_OTHER;
}

static struct chunk *add_chunk(struct stream *s, const struct event *begin)
{
	struct chunk *c;

	if (s->chunks % 256 == 0)
		s->chunk = xrealloc(s->chunk, (s->chunks + 256) * sizeof *s->chunk);
	c = &s->chunk[s->chunks++];
	*c = (struct chunk){ .code = strncmp(begin->arg, "code", 4) == 0,
			     .name = "",
			     .file = begin->file,
			     .line = begin->line,
			     .first = s->events - 1,
			     .last = s->events - 1 };
	return c;
}

/* Code says §slug and means the number. */
static void number_chapters(struct stream *s, struct event *e)
{
	char *made = with_chapter_numbers(e->file, e->raw);

	if (!made)
		return;
	s->made = xrealloc(s->made, (s->made_count + 1) * sizeof *s->made);
	s->made[s->made_count++] = made;
	e->raw = made;
	e->keyword = keyword_of(made, &e->arg);
}

void stream_read(struct stream *s, FILE *in, const char *program)
{
	static const char replace[] = "replace: ";
	const char *file = "";
	unsigned line = 1, sequence = 0;
	struct chunk *open = NULL;
	char *p, *next;

	*s = (struct stream){ .buffer = read_all(in) };
	for (p = s->buffer; *p; p = next) {
		struct event *e;

		next = p + strcspn(p, "\n");
		if (*next)
			*next++ = '\0';
		if (*p != '@') {
			fprintf(stderr,
				"%s: standard input is no noweb stream (it holds the line \"%.40s\"); "
				"run it as: markup FILE... | %s\n",
				program, p, program);
			exit(3);
		}
		if (s->events % 4096 == 0)
			s->event = xrealloc(s->event, (s->events + 4096) * sizeof *s->event);
		e = &s->event[s->events++];
		e->raw = p;
		e->keyword = keyword_of(p, &e->arg);
		if (e->keyword == KW_FILE) {
			file = e->arg;
			line = 1;
			sequence = 0;
		}
		e->file = file;
		e->line = line;
		switch (e->keyword) {
		case KW_BEGIN:
			open = add_chunk(s, e);
			if (open->code)
				open->sequence = ++sequence;
			break;
		case KW_END:
			if (open)
				open->last = s->events - 1;
			open = NULL;
			break;
		case KW_DEFN:
			if (!open)
				break;
			open->replaces = strncmp(e->arg, replace, sizeof replace - 1) == 0;
			open->name = e->arg + (open->replaces ? sizeof replace - 1 : 0);
			break;
		case KW_NL:
			line++;
			break;
		case KW_TEXT:
			if (open && open->code)
				number_chapters(s, e);
			break;
		default:
			/* `@index nl` ends the line of a `%def`, as @nl does. */
			if (strcmp(p, "@index nl") == 0)
				line++;
			if (strncmp(p, "@fatal", 6) == 0 && !s->fatal)
				s->fatal = p;
			break;
		}
	}
}

static size_t number_of(struct stream *s, const char *text)
{
	for (size_t i = 0; i < s->names; i++)
		if (strcmp(s->name[i], text) == 0)
			return i;
	s->name = xrealloc(s->name, (s->names + 1) * sizeof *s->name);
	s->name[s->names] = text;
	return s->names++;
}

void stream_number_names(struct stream *s)
{
	for (size_t i = 0; i < s->chunks; i++) {
		struct chunk *c = &s->chunk[i];

		if (!c->code)
			continue;
		c->number = number_of(s, c->name);
		for (size_t k = c->first; k <= c->last; k++)
			if (s->event[k].keyword == KW_USE)
				s->event[k].name = number_of(s, s->event[k].arg);
	}
}

void stream_free(struct stream *s)
{
	for (size_t i = 0; i < s->made_count; i++)
		free(s->made[i]);
	free(s->made);
	free(s->name);
	free(s->buffer);
	free(s->event);
	free(s->chunk);
	*s = (struct stream){ 0 };
}

int stream_finish(const char *program, int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "%s: cannot write standard output; is the disk full?\n", program);
	return 3;
}
