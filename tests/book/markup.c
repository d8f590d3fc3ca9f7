/* SPDX-License-Identifier: MIT */
#include "markup.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *grow(void *array, size_t count, size_t size)
{
	if (count & (count - 1)) /* the room doubles at each power of two */
		return array;
	array = realloc(array, (count ? 2 * count : 1) * size);
	if (!array)
		abort();
	return array;
}

static char *copy(const char *from, const char *end)
{
	char *text = strndup(from, (size_t)(end - from));
	if (!text)
		abort();
	return text;
}

static int hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

/* Resolves the entities that pandoc writes into attributes, and %xx, in place. */
static void resolve(char *text)
{
	static const struct { const char *entity; char c; } entities[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' },
	};
	char *out = text;
	for (const char *in = text; *in; ) {
		size_t i, n = sizeof entities / sizeof *entities;
		for (i = 0; i < n && strncmp(in, entities[i].entity, strlen(entities[i].entity)) != 0; i++)
			;
		if (i < n) {
			*out++ = entities[i].c;
			in += strlen(entities[i].entity);
		} else if (*in == '%' && hex(in[1]) >= 0 && hex(in[2]) >= 0) {
			*out++ = (char)(16 * hex(in[1]) + hex(in[2]));
			in += 3;
		} else {
			*out++ = *in++;
		}
	}
	*out = '\0';
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void take(struct page *page, const char *tag, const char *name, const char *value, int line)
{
	char *text = copy(value, value + strlen(value));
	resolve(text);
	if (strcmp(name, "id") == 0) {
		page->ids = grow(page->ids, page->id_count, sizeof *page->ids);
		page->ids[page->id_count++] = text;
	} else if (strcmp(name, "href") == 0 || strcmp(name, "src") == 0 || strcmp(name, "xlink:href") == 0) {
		page->links = grow(page->links, page->link_count, sizeof *page->links);
		page->links[page->link_count++] = (struct link){ strdup(tag), strdup(name), text, line };
	} else if (strcmp(name, "lang") == 0 && strcmp(tag, "html") == 0) {
		free(page->lang);
		page->lang = text;
	} else {
		free(text);
	}
}

/* Past "<": reads one tag with its attributes; returns where it ends. */
static const char *read_tag(struct page *page, const char *at, int *line, char *tag, size_t room)
{
	size_t n = 0;
	for (; isalnum((unsigned char)*at) || *at == ':' || *at == '-'; at++)
		if (n + 1 < room)
			tag[n++] = (char)tolower((unsigned char)*at);
	tag[n] = '\0';
	while (*at && *at != '>') {
		if (isspace((unsigned char)*at) || *at == '/') {
			*line += *at++ == '\n';
			continue;
		}
		const char *name = at;
		while (*at && *at != '=' && *at != '>' && *at != '/' && !isspace((unsigned char)*at))
			at++;
		const char *name_end = at;
		if (*at != '=') {
			if (at == name)
				at++;
			continue;
		}
		at++;
		char quote = *at == '"' || *at == '\'' ? *at++ : '\0';
		const char *value = at;
		int first = *line;
		while (*at && (quote ? *at != quote : *at != '>' && !isspace((unsigned char)*at)))
			*line += *at++ == '\n';
		char *name_text = copy(name, name_end), *value_text = copy(value, at);
		take(page, tag, name_text, value_text, first);
		free(name_text);
		free(value_text);
		if (quote && *at)
			at++;
	}
	return *at ? at + 1 : at;
}

static const char *skip_to(const char *at, const char *mark, int *line)
{
	const char *end = strstr(at, mark);
	if (!end)
		end = at + strlen(at);
	for (; at < end; at++)
		*line += *at == '\n';
	return at;
}

struct page *page_read(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return NULL;
	struct page *page = calloc(1, sizeof *page);
	char *text = NULL;
	if (!page || (getdelim(&text, &(size_t){ 0 }, '\0', file) < 0 && !(text = strdup(""))))
		abort();
	fclose(file);
	page->path = strdup(path);
	page->bytes = strlen(text);

	int line = 1;
	for (const char *at = text; *at; ) {
		if (strncmp(at, "<!--", 4) == 0) {
			at = skip_to(at, "-->", &line);
		} else if (*at == '<' && isalpha((unsigned char)at[1])) {
			char tag[32];
			at = read_tag(page, at + 1, &line, tag, sizeof tag);
			if (strcmp(tag, "script") == 0 && at[-2] != '/')
				at = skip_to(at, "</script", &line);
			else if (strcmp(tag, "style") == 0 && at[-2] != '/')
				at = skip_to(at, "</style", &line);
		} else {
			line += *at++ == '\n';
		}
	}
	free(text);
	qsort(page->ids, page->id_count, sizeof *page->ids, compare);
	return page;
}

void page_free(struct page *page)
{
	for (size_t i = 0; i < page->id_count; i++)
		free(page->ids[i]);
	for (size_t i = 0; i < page->link_count; i++) {
		free(page->links[i].tag);
		free(page->links[i].attribute);
		free(page->links[i].target);
	}
	free(page->ids);
	free(page->links);
	free(page->lang);
	free(page->path);
	free(page);
}

int page_has(const struct page *page, const char *id)
{
	return page->id_count && bsearch(&id, page->ids, page->id_count, sizeof id, compare) != NULL;
}

/* The file that a link of a page names, without "." and "..", as realpath would; 0 where there is none. */
static int locate(const struct page *page, const char *target, size_t length, char *found)
{
	char path[PATH_MAX];
	const char *slash = strrchr(page->path, '/');
	int folder = slash ? (int)(slash - page->path + 1) : 0;
	if (length == 0)
		snprintf(path, sizeof path, "%s", page->path);
	else
		snprintf(path, sizeof path, "%.*s%.*s", folder, page->path, (int)length, target);
	return realpath(path, found) != NULL;
}

int page_faults(struct page *const *pages, size_t count, size_t n)
{
	const struct page *page = pages[n];
	int faults = 0;
	for (size_t i = 1; i < page->id_count; i++) {
		if (strcmp(page->ids[i - 1], page->ids[i]) == 0) {
			fprintf(stderr, "%s: the id \"%s\" stands twice\n", page->path, page->ids[i]);
			faults++;
		}
	}
	for (size_t i = 0; i < page->link_count; i++) {
		const struct link *link = &page->links[i];
		const char *target = link->target, *wrong = NULL;
		size_t scheme = strspn(target, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
		if (strncmp(target, "data:", 5) == 0)
			continue;
		if (target[scheme] == ':' || target[0] == '/') {
			if (strcmp(link->tag, "a") != 0 || target[0] == '/' || strncmp(target, "file:", 5) == 0)
				wrong = "leaves the book";
		} else {
			char file[PATH_MAX], other[PATH_MAX];
			size_t length = strcspn(target, "#?");
			const char *fragment = strchr(target, '#');
			if (!locate(page, target, length, file)) {
				wrong = "names a file that does not exist";
			} else if (fragment && fragment[1]) {
				wrong = "names an id in a file that is no page of the book";
				for (size_t p = 0; p < count; p++)
					if (realpath(pages[p]->path, other) && strcmp(other, file) == 0)
						wrong = page_has(pages[p], fragment + 1) ? NULL : "names an id that is not in that page";
			}
		}
		if (wrong) {
			fprintf(stderr, "%s:%d: <%s %s=\"%s\"> %s\n", page->path, link->line, link->tag, link->attribute, target, wrong);
			faults++;
		}
	}
	return faults;
}
