/* SPDX-License-Identifier: MIT */
#include "tangled.h"

#include <string.h>

/* White space that reaches as far as the line that ends B: the indentation of what follows. */
static const char *indentation(const struct buf *b)
{
	size_t start = b->len;
	char *s;

	while (start && b->s[start - 1] != '\n')
		start--;
	s = copy(b->s + start, b->len - start);
	for (char *p = s; *p; p++)
		if (*p != '\t')
			*p = ' ';
	return s;
}

static void drop_trailing_blanks(struct buf *b)
{
	while (b->len && (b->s[b->len - 1] == ' ' || b->s[b->len - 1] == '\t'))
		b->s[--b->len] = '\0';
}

static void expand(struct buf *b, const struct part *part, const char *indent, const struct page *page)
{
	for (size_t i = 0; i < part->lines.n; i++) {
		const struct line *line = &part->lines.at[i];

		if (i && (line->n > 1 || (line->n && *line->at[0].text)))
			buf_puts(b, indent);
		for (size_t j = 0; j < line->n; j++) {
			const struct piece *p = &line->at[j];
			struct name *used;
			const char *inner;
			bool more = false;

			if (p->kind != USE) {
				buf_puts(b, p->text);
				continue;
			}
			used = find_name(p->text);
			inner = indentation(b);
			for (size_t k = 0; k < used->parts.n; k++) {
				const struct part *next = used->parts.at[k];

				if (!alive(next, page) || !next->lines.n)
					continue;
				if (more)
					buf_printf(b, "\n%s", inner);
				expand(b, next, inner, page);
				more = true;
			}
		}
		drop_trailing_blanks(b);
		if (i + 1 < part->lines.n)
			buf_puts(b, "\n");
	}
}

char *tangled(struct part *part)
{
	struct buf b = {0};

	buf_puts(&b, "");
	expand(&b, part, "", part->page);
	return keep(b.s);
}
