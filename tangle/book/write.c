/* SPDX-License-Identifier: MIT */
/*
 * Each file starts with what belongs around the text (`.words`, `.contents`,
 * `.around`), because pandoc's filter reads nothing but the page itself.
 */
#include "write.h"

#include "chunk.h"
#include "exercise.h"
#include "index.h"
#include "letters.h"
#include "lib/file.h"
#include "markdown.h"
#include "prose.h"
#include "source/report.h"
#include "words.h"

#include <string.h>

/* A page of the book or an index: what the contents list and the links to neighbours need. */
struct sheet {
	const char *base, *title, *number;
	struct page *page;
	const struct sheet *within;  /* the sheet of several that stands for all in the contents */
};

/* An exercise stands below the heading before it. */
static void put_contents_exercise(struct buf *b, const struct part *part)
{
	if (!part->task || part->task->part != part)
		return;
	buf_puts(b, "        - [");
	put_plain(b, part->task->title);
	buf_printf(b, "](%s.md#%s){number=\"%s\"}\n", part->page->base, part->anchor, part->task->number);
}

static void put_contents(struct buf *b, const struct sheet *sheets, size_t n, const struct sheet *here,
			 bool all)
{
	for (size_t i = 0; i < n; i++) {
		const struct sheet *s = &sheets[i];

		if (s->within)
			continue;
		buf_printf(b, "- [%s](%s.md){number=\"%s\"%s}\n", s->title, s->base, s->number,
		     s == here ? " .here" : here && s == here->within ? " .within" : "");
		for (size_t j = 0; s->page && (s == here || all) && j < s->page->items.n; j++) {
			const struct prose *p = s->page->items.at[j].prose;

			if (!p) {
				if (!all)
					put_contents_exercise(b, s->page->items.at[j].part);
				continue;
			}
			if (p->kind != HEADING || p->level != 2)
				continue;
			buf_puts(b, "    - [");
			put_inline(b, s->page, p, false);
			buf_printf(b, "](%s.md#%s)\n", s->base, p->id);
		}
	}
}

static void put_head(struct buf *b, const struct sheet *sheets, size_t n, const struct sheet *here)
{
	buf_puts(b, "::: {.words");
	put_words(b);
	buf_printf(b, " page=\"%s\"}\n:::\n\n::: {.contents .web}\n", here->base);
	put_contents(b, sheets, n, here, false);
	buf_puts(b, ":::\n\n::: {.around .web}\n");
	if (here > sheets)
		buf_printf(b, "[%s](%s.md){.previous number=\"%s\"}\n", here[-1].title, here[-1].base,
		     here[-1].number);
	if (here + 1 < sheets + n)
		buf_printf(b, "[%s](%s.md){.next number=\"%s\"}\n", here[1].title, here[1].base,
		     here[1].number);
	buf_puts(b, ":::\n\n");
}

/* Folded, for the reader gets it from `make grade`; the hints follow what is to be written. */
static void put_skeleton(struct buf *b, struct part *part)
{
	buf_printf(b, "\n::: {.box .skeleton title=\"%s\"}\n", word("skeleton"));
	put_chunk(b, part);
	buf_puts(b, ":::\n\n");
	if (part == part->task->last_skeleton)
		put_hints(b, part->task);
}

static bool is_blank(const struct prose *p)
{
	for (size_t i = 0; i < p->line.n; i++)
		if (p->line.at[i].text[strspn(p->line.at[i].text, " \t")])
			return false;
	return p->kind == PLAIN;
}

/* Reads the empty chunks from item *AT on that only blank lines part, and stops at the last. */
static parts_t joints_from(const struct page *page, size_t *at)
{
	parts_t joints = {0};

	for (size_t i = *at; i < page->items.n; i++) {
		struct part *part = page->items.at[i].part;

		if (part && (part->lines.n || part->task))
			break;
		if (part) {
			push(&joints, part);
			*at = i;
		} else if (!is_blank(page->items.at[i].prose)) {
			break;
		}
	}
	return joints;
}

static void put_page(struct buf *b, struct page *page, const struct sheet *sheets, size_t n)
{
	for (size_t i = 0; i < page->items.n; i++) {
		struct part *part = page->items.at[i].part;
		size_t last = i;
		parts_t joints = joints_from(page, &last);

		if (!part)
			put_prose(b, page, page->items.at[i].prose);
		else if (joints.n > 1)
			put_joints(b, joints.at, joints.n);
		else if (!part->task)
			put_chunk(b, part);
		else if (part->task->part == part)
			put_exercise(b, part->task);
		else
			put_skeleton(b, part);
		if (part && joints.n > 1)
			i = last;
	}
	if (page->kind == FRONT) {
		buf_printf(b, "\n::: {.toc .web}\n\n## %s {#contents}\n\n", word("contents"));
		put_contents(b, sheets, n, NULL, true);
		buf_puts(b, ":::\n");
	}
}

static const char *title_of(const struct page *page)
{
	struct buf b = {0};

	put_inline(&b, page, page->title, false);
	return keep(b.s);
}

void write_pages(const char *dir)
{
	size_t n = 0;
	size_t most = book.pages.n + 1 + CHUNK_PAGES + INDEX_PAGES;
	struct sheet *sheets = alloc(most * sizeof *sheets), *first_chunks, *first_index;
	struct buf *texts = alloc(most * sizeof *texts);

	for (size_t i = 0; i < book.pages.n; i++) {
		struct page *page = book.pages.at[i];

		sheets[n++] = (struct sheet){ page->base, title_of(page), page->number, page, NULL };
	}
	sheets[n++] = (struct sheet){ "exercises", word("exercises"), "", NULL, NULL };
	first_chunks = &sheets[n];
	for (int i = 0; i < CHUNK_PAGES; i++)
		sheets[n++] = (struct sheet){ chunk_base(i), chunk_title(i), "", NULL, i ? first_chunks : NULL };
	first_index = &sheets[n];
	for (int i = 0; i < INDEX_PAGES; i++)
		sheets[n++] = (struct sheet){ index_base(i), index_title(i), "", NULL,
					      i ? first_index : NULL };
	for (size_t i = 0; i < n; i++) {
		put_head(&texts[i], sheets, n, &sheets[i]);
		if (sheets[i].page)
			put_page(&texts[i], sheets[i].page, sheets, n);
		else if (i == book.pages.n)
			put_exercise_table(&texts[i]);
		else if (&sheets[i] < first_index)
			put_chunk_index(&texts[i], (int)(&sheets[i] - first_chunks), sheets[i].title);
		else
			put_identifier_index(&texts[i], (int)(&sheets[i] - first_index), sheets[i].title);
	}
	for (size_t i = 0; i < n; i++) {
		if (!reports())
			save_file(lasting("%s/%s.md", dir, sheets[i].base), texts[i].s, texts[i].len);
		buf_free(&texts[i]);
	}
}
