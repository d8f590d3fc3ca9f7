/* SPDX-License-Identifier: MIT */
#include "chunk.h"

#include "letters.h"
#include "markdown.h"
#include "scan.h"
#include "tangled.h"
#include "words.h"

#include <string.h>

/* A list of chunks longer than this is cut, and ends in a link to the index. */
enum { LONG_LIST = 4 };

static void put_number(struct buf *b, const struct part *part, const struct prose *from)
{
	buf_printf(b, "[%s](%s){.num}", part->number, target_of(part, from));
}

/*
 * " 1.2, 3.4", seen from the answer box FROM or from none. Where MORE is a link, a long list is cut
 * and ends with it.
 */
void put_numbers(struct buf *b, const parts_t *parts, const struct prose *from, const char *more)
{
	size_t n = more && parts->n > LONG_LIST ? LONG_LIST - 1 : parts->n;

	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i ? ", " : " ");
		put_number(b, parts->at[i], from);
	}
	if (n < parts->n)
		buf_printf(b, ", [%zu %s](%s)", parts->n - n, word("more"), more);
}

static void put_note(struct buf *b, const char *key, const parts_t *parts, const struct part *part)
{
	const struct name *name = part->name;

	if (!parts->n)
		return;
	buf_printf(b, "- [%s]{.key}", word(key));
	put_numbers(b, parts, part->box,
		    is_beside_kernel(name) ? NULL : index_target(name));
	buf_puts(b, "\n");
}

static void put_defines(struct buf *b, const struct part *part)
{
	for (size_t i = 0; i < part->defines.n; i++) {
		const struct ident *ident = part->defines.at[i];

		if (i == 0)
			buf_printf(b, "- [%s]{.key} ", word("defines"));
		else
			buf_puts(b, "; ");
		put_ident(b, ident);
		if (ident->users.n) {
			buf_printf(b, " [%s", word("defined"));
			put_numbers(b, &ident->users, part->box,
				    lasting("%s.md#ident-%s", index_base(index_page(first_letter(ident))),
					   ident->name));
			buf_puts(b, "]{.users}");
		}
	}
	buf_puts(b, part->defines.n ? "\n" : "");
}

/* The notes under a chunk: its relations to others, both ways. */
static void put_notes(struct buf *b, const struct part *part)
{
	const parts_t *parts = &part->name->parts;
	parts_t before = {0}, after = {0}, replaced = {0}, replacing = {0};
	bool past = false, joint = !part->lines.n;
	struct buf notes = {0};

	for (size_t i = 0; i < parts->n; i++) {
		struct part *other = parts->at[i];

		if (other == part)
			past = true;
		else if (other->generation == part->generation && !past)
			before = (parts_t){ .at = &parts->at[i], .n = 1 };
		else if (other->generation == part->generation && (joint || !after.n))
			push(&after, other);
		else if (part->replaces && other->generation + 1 == part->generation)
			push(&replaced, other);
		else if (other->replaces && other->generation == part->generation + 1)
			push(&replacing, other);
	}
	buf_puts(&notes, "");
	put_note(&notes, "replaces", &replaced, part);
	put_note(&notes, "continues", &before, part);
	put_note(&notes, "continued", &after, part);
	put_note(&notes, "replaced", &replacing, part);
	put_note(&notes, "used", &part->name->users, part);
	put_defines(&notes, part);
	if (notes.len)
		buf_printf(b, "\n::: notes\n%s:::\n", notes.s);
	buf_free(&notes);
}

static void put_links(struct buf *b, const marks_t *marks, const struct prose *from)
{
	const char *separator = " links=\"";

	for (size_t i = 0; i < marks->n; i++) {
		const struct mark *m = &marks->at[i];

		if (m->chunk)
			continue;
		buf_printf(b, "%s%zu:%zu:%s", separator, m->start, m->length, target_of(m->target, from));
		separator = " ";
	}
	if (*separator == ' ' && separator[1] == '\0')
		buf_puts(b, "\"");
}

static void put_uses(struct buf *b, const struct part *part, const marks_t *marks)
{
	bool any = false;

	for (size_t i = 0; i < marks->n; i++) {
		const struct mark *m = &marks->at[i];
		const struct part *used;

		if (!m->chunk)
			continue;
		if (!any)
			buf_puts(b, "\n::: uses\n");
		any = true;
		used = meant(m->chunk, part->page);
		buf_puts(b, "- [");
		put_name(b, m->chunk);
		buf_printf(b, "](%s){.chunk-ref number=\"%s\" at=\"%zu:%zu\"}\n",
		     target_of(used, part->box), used->number, m->start, m->length);
	}
	if (any)
		buf_puts(b, ":::\n");
}

static bool is_continuation(const struct part *part)
{
	const struct part *first = part->name->parts.at[0];

	for (size_t i = 0; first != part && first->generation != part->generation; )
		first = part->name->parts.at[++i];
	return first != part;
}

void put_chunk(struct buf *b, struct part *part)
{
	marks_t marks = {0};
	const char *code = code_text(part, &marks), *plain = tangled(part);
	const struct name *name = part->name;
	struct buf attributes = {0}, copied = {0};

	buf_printf(b, "\n::::: {#%s .chunk number=\"%s\" sign=\"%s\"", part->anchor, part->number,
	     is_continuation(part) ? "+≡" : "≡");
	if (name->is_file)
		buf_puts(b, " is-file=\"yes\"");
	else if (name->files.n == 1)
		buf_printf(b, " file=\"%s\"", name->files.at[0]->text);
	buf_puts(b, "}\n::: name\n");
	put_name(b, name);
	buf_puts(b, "\n:::\n");
	if (part->lines.n) {
		buf_printf(&attributes, "{%s%s .code", *language(part) ? "." : "", language(part));
		put_links(&attributes, &marks, part->box);
		buf_puts(&attributes, "}");
		buf_puts(b, "\n");
		put_fenced(b, attributes.s, code);
		put_uses(b, part, &marks);
		put_columns(&copied, &(struct tabs){0}, plain, strlen(plain));
		if (strcmp(code, copied.s) != 0) {
			buf_puts(b, "\n");
			put_fenced(b, "{.tangled}", copied.s);
		}
	} else {
		buf_printf(b, "\n::: joint\n%s\n:::\n", word("joint"));
	}
	put_notes(b, part);
	buf_puts(b, ":::::\n\n");
	buf_free(&attributes);
	buf_free(&copied);
}

void put_joints(struct buf *b, struct part *const *joints, size_t n)
{
	buf_printf(b, "\n::: joints\n%s", word("joints"));
	for (size_t i = 0; i < n; i++) {
		const struct part *part = joints[i];
		const struct name *name = part->name;
		parts_t joined = {0};

		for (size_t k = 0; k < name->parts.n; k++)
			if (name->parts.at[k] != part)
				push(&joined, name->parts.at[k]);
		buf_printf(b, "%s [⟨**%s** ", i ? ";" : "", part->number);
		put_name(b, name);
		buf_printf(b, "⟩](#%s){#%s}, %s", part->anchor, part->anchor, word("defined"));
		put_numbers(b, &name->users, part->box, index_target(name));
		if (joined.n) {
			buf_printf(b, ", %s", word("joined"));
			put_numbers(b, &joined, part->box, index_target(name));
		}
	}
	buf_puts(b, ".\n:::\n\n");
}
