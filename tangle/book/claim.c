/* SPDX-License-Identifier: MIT */
#include "claim.h"

#include "captured.h"
#include "lib/text.h"
#include "source/report.h"
#include "words.h"

#include <ctype.h>
#include <string.h>

enum standing { DECIDED, PARTLY, TO_COME };

static const char verdicts[][6] = { "true", "half", "false" };

static const struct page *chapter_numbered(const char *number, size_t n)
{
	for (size_t i = 0; i < book.pages.n; i++) {
		const struct page *page = book.pages.at[i];

		if (page->kind == CHAPTER && strlen(page->number) == n && strncmp(page->number, number, n) == 0)
			return page;
	}
	return NULL;
}

/* The chunk of that chapter which says what the experiment must observe. */
static const struct part *expectations(const struct page *chapter, const char *experiment)
{
	const struct name *name = find_name(lasting("experiments/%s.expect", experiment));

	for (size_t i = 0; name && i < name->parts.n; i++)
		if (name->parts.at[i]->page == chapter)
			return name->parts.at[i];
	return NULL;
}

static bool has_line(const struct part *part, const char *wanted)
{
	bool found = false;

	for (size_t i = 0; !found && i < part->lines.n; i++) {
		const struct line *line = &part->lines.at[i];
		struct buf text = {0};

		for (size_t k = 0; k < line->n; k++)
			buf_puts(&text, line->at[k].text);
		found = text.len == strlen(wanted) && memcmp(text.s, wanted, text.len) == 0;
		buf_free(&text);
	}
	return found;
}

/* TRIED is a chapter's number; behind it, where the chapter is written, an experiment and one of its predicates. */
static void put_trial(struct buf *b, const struct prose *p, const char *tried)
{
	size_t n = strcspn(tried, " ");
	const char *experiment = tried + n + strspn(tried + n, " "), *predicate = experiment + strcspn(experiment, " ");
	const struct page *chapter = chapter_numbered(tried, n);
	const char *name = lasting("%.*s", (int)(predicate - experiment), experiment);
	const struct part *part;

	predicate += strspn(predicate, " ");
	if (!chapter) {
		buf_printf(b, "- %s %.*s\n", word("claim-later"), (int)n, tried);
		return;
	}
	part = expectations(chapter, name);
	if (!part || !has_line(part, predicate))
		report(p->place.file, p->place.line, "chapter %s has no experiment `%s` with the line `%s` in what it expects; name what "
			 "settles this claim there", chapter->number, name, predicate);
	else
		buf_printf(b, "- [%s %s, %s](%s.md#%s): `%s`, %s `%s`\n", word("chapter"), chapter->number, name, chapter->base, part->anchor,
			   predicate, word("claim-observed"), observed(chapter, name, predicate, p));
}

static const char *value_of(const char *line, const char *key)
{
	size_t n = strlen(key);

	return strncmp(line, key, n) == 0 && line[n] == ':' ? line + n + 1 + strspn(line + n + 1, " ") : NULL;
}

/* What its chapters that are written leave open. */
static enum standing standing_of(const struct prose *p)
{
	size_t all = 0, run = 0;
	const char *tried;

	for (size_t i = 0; i < p->body.n; i++)
		if ((tried = value_of(p->body.at[i], "tried"))) {
			all++;
			run += chapter_numbered(tried, strcspn(tried, " ")) != NULL;
		}
	return run == all ? DECIDED : run ? PARTLY : TO_COME;
}

static bool is_verdict(const char *text)
{
	for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
		if (strcmp(text, verdicts[i]) == 0)
			return true;
	return false;
}

void put_claim(struct buf *b, const struct prose *p)
{
	const char *id = p->id + strlen("claim-"), *says = "", *value;
	struct buf list = {0};

	if (!is_verdict(p->arg))
		report(p->place.file, p->place.line, "`!claim %s %s`: a claim is true, half or false", p->arg, id);
	buf_puts(&list, "");
	for (size_t i = 0; i < p->body.n; i++) {
		const char *line = p->body.at[i];

		if ((value = value_of(line, "says")))
			says = value;
		else if ((value = value_of(line, "found")))
			buf_printf(&list, "- %s\n", value);
		else if ((value = value_of(line, "source")))
			buf_printf(&list, "- %s %s\n", word("claim-source"), value);
		else if ((value = value_of(line, "tried")))
			put_trial(&list, p, value);
		else
			report(p->place.file, p->place.line, "a claim has no line `%s`; there are says:, found:, source: and tried:", line);
	}
	const char *const standings[] = { lasting("claim-%s", p->arg), "claim-partly", "claim-to-come" };

	buf_printf(b, "::: {#%s .claim}\n**[%c%s][article-%c]**, *%s*: %s\n\n%s:::\n", p->id, toupper((unsigned char)*id), id + 1, *id,
		 reports() ? "" : word(standings[standing_of(p)]),
		 says, list.s);
	buf_free(&list);
}

void put_claims(struct buf *b, const struct page *page)
{
	static const char *const keys[] = { "claims-decided", "claims-partly", "claims-to-come" };

	for (enum standing standing = DECIDED; standing <= TO_COME; standing++) {
		struct buf list = {0};
		size_t n = 0;

		buf_puts(&list, "");
		for (size_t i = 0; i < page->items.n; i++) {
			const struct prose *p = page->items.at[i].prose;
			const char *id;

			if (!p || p->kind != CLAIM || standing_of(p) != standing)
				continue;
			id = p->id + strlen("claim-");
			buf_printf(&list, "%s [%c%s](#%s)", n++ ? "," : "", toupper((unsigned char)*id), id + 1, p->id);
		}
		if (n)
			buf_printf(b, "- **%zu** %s:%s\n", n, word(keys[standing]), list.s);
		buf_free(&list);
	}
	buf_puts(b, "\n");
}
