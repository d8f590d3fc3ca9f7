// SPDX-License-Identifier: MIT
#include "console.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_name(const char *s, size_t n)
{
	if (!n || n > 64)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!islower((unsigned char)s[i]) && !isdigit((unsigned char)s[i]) && s[i] != '-')
			return false;
	return true;
}

// ---- sections

static struct section *new_section(struct section **list, size_t *n, const char *name, size_t len)
{
	struct section *bigger = xalloc((*n + 1) * sizeof *bigger);

	if (*n)
		memcpy(bigger, *list, *n * sizeof *bigger);
	free(*list);
	*list = bigger;
	bigger += (*n)++;
	bigger->name = format("%.*s", (int)len, name);
	buf_add(&bigger->text, "", 0);
	return bigger;
}

static struct section *find_section(struct section *list, size_t n, const char *name)
{
	for (size_t i = n; i > 0; i--)		// the latest: an experiment may run again
		if (!strcmp(list[i - 1].name, name))
			return &list[i - 1];
	return NULL;
}

static void end_line(struct console *c)
{
	const char *s = c->line.s;
	size_t n = c->line.len;

	if (n > 8 && !strncmp(s, "--- ", 4) && !strcmp(s + n - 4, " ---") && is_name(s + 4, n - 8) && c->n < 1000)
		new_section(&c->sections, &c->n, s + 4, n - 8);
	else {
		buf_add(&c->sections[c->n - 1].text, s, n);
		buf_puts(&c->sections[c->n - 1].text, "\n");
	}
	buf_reset(&c->line);
}

void console_add(struct console *c, const char *s, size_t n)
{
	if (!c->n)
		new_section(&c->sections, &c->n, "boot", 4);
	c->total += n;
	if (c->total > CONSOLE_MAX) {
		c->full = true;
		return;
	}
	buf_add(&c->line, "", 0);
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\n')
			end_line(c);
		else if (s[i] != '\r' && s[i] != 0)
			buf_add(&c->line, s + i, 1);
}

struct section *console_section(struct console *c, const char *name)
{
	if (c->line.len) {		// a last line without an end counts
		end_line(c);
	}
	return find_section(c->sections, c->n, name);
}

static void free_sections(struct section *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(list[i].name);
		buf_free(&list[i].text);
	}
	free(list);
}

void console_free(struct console *c)
{
	free_sections(c->sections, c->n);
	buf_free(&c->line);
	*c = (struct console){0};
}

// ---- addresses

// The grammar of an address on the console: [<c0101234>]
enum { ADDR_LEN = 12 };

static bool address_char(size_t at, char ch)
{
	switch (at) {
	case 0: return ch == '[';
	case 1: return ch == '<';
	case 10: return ch == '>';
	case 11: return ch == ']';
	default: return isdigit((unsigned char)ch) || (ch >= 'a' && ch <= 'f');
	}
}

static bool address_here(const char *s, size_t n, uint32_t *addr)
{
	if (n < ADDR_LEN)
		return false;
	for (size_t i = 0; i < ADDR_LEN; i++)
		if (!address_char(i, s[i]))
			return false;
	*addr = (uint32_t)strtoul(s + 2, NULL, 16);
	return true;
}

static bool says_eip(const char *line, size_t n)
{
	return memmem(line, n, "EIP", 3) != NULL;
}

void console_mask(struct image *im, const char *text, size_t n, struct buf *out)
{
	const char *line = text;
	uint32_t addr;

	buf_add(out, "", 0);
	for (size_t i = 0; i < n; i++) {
		if (i && text[i - 1] == '\n')
			line = text + i;
		if (address_here(text + i, n - i, &addr)) {
			struct place p;

			buf_puts(out, "[<........>]");
			if (image_place(im, addr, says_eip(line, (size_t)(text + i - line)), false, &p))
				buf_printf(out, " %s", p.symbol);
			i += ADDR_LEN - 1;
		} else
			buf_add(out, text + i, 1);
	}
}

uint32_t console_fault_address(const struct section *s, bool *exact)
{
	const char *t = s->text.s, *line = t;
	uint32_t addr, first = 0;

	for (size_t i = 0; i < s->text.len; i++) {
		if (i && t[i - 1] == '\n')
			line = t + i;
		if (address_here(t + i, s->text.len - i, &addr)) {
			*exact = says_eip(line, (size_t)(t + i - line));
			if (*exact)
				return addr;
			if (!first)
				first = addr;
		}
	}
	return first;
}

// ---- display

void display_add(struct display *d, const char *s, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		buf_add(out, s + i, 1);
		if (s[i] == '\n') {
			buf_reset(&d->line);
			d->matched = 0;
			continue;
		}
		d->line.limit = 4096;
		buf_add(&d->line, s + i, 1);
		if (!address_char(d->matched, s[i]))
			d->matched = 0;
		if (!address_char(d->matched, s[i]))
			continue;
		d->match[d->matched++] = s[i];
		if (d->matched == ADDR_LEN) {
			struct place p;
			uint32_t addr;
			size_t from = out->len;

			d->matched = 0;
			if (address_here(d->match, ADDR_LEN, &addr) && image_place(d->im, addr, says_eip(d->line.s, d->line.len), true, &p)) {
				buf_printf(out, " %s+0x%x", p.symbol, p.offset);
				if (p.line[0])
					buf_printf(out, "  %s", p.line);
				buf_add(&d->line, out->s + from, out->len - from);
			}
		}
	}
}

void display_insert(struct display *d, const char *text, struct buf *out)
{
	if (d->line.len)
		buf_puts(out, "\r\033[K");
	buf_puts(out, text);
	if (d->line.len)
		buf_add(out, d->line.s, d->line.len);
}

// ---- data

struct record *data_record(struct data *d, const char *name)
{
	for (size_t i = 0; i < d->n; i++)
		if (!strcmp(d->records[i].name, name))
			return &d->records[i];
	return NULL;
}

static void free_observations(struct record *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->obs[i].name);
		free(r->obs[i].value);
	}
	free(r->obs);
	r->obs = NULL;
	r->n = 0;
}

static void begin(struct data *d, const char *name)
{
	struct record *r = data_record(d, name);

	if (!r) {
		struct record *bigger = xalloc((d->n + 1) * sizeof *bigger);

		if (d->n)
			memcpy(bigger, d->records, d->n * sizeof *bigger);
		free(d->records);
		d->records = bigger;
		r = &d->records[d->n++];
		r->name = xstrdup(name);
	}
	free_observations(r);		// run again from the monitor
	r->ended = false;
	d->open = r;
}

static void observe(struct record *r, const char *name, const char *value)
{
	struct observation *bigger;

	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->obs[i].name, name)) {
			r->obs[i].twice |= strcmp(r->obs[i].value, value) != 0;
			return;
		}
	bigger = xalloc((r->n + 1) * sizeof *bigger);
	if (r->n)
		memcpy(bigger, r->obs, r->n * sizeof *bigger);
	free(r->obs);
	r->obs = bigger;
	r->obs[r->n++] = (struct observation){ .name = xstrdup(name), .value = xstrdup(value) };
}

static void complain(struct data *d, const char *what)
{
	if (!d->error)
		d->error = format("data line `%.80s`: %s", d->line.s, what);
}

static void data_line(struct data *d)
{
	char *word = d->line.s, *rest = word + strcspn(word, " "), *name, *value;

	if (*word != '@') {
		if (*word)
			complain(d, "does not start with @begin, @end, @obs, @dat or @monitor");
		return;
	}
	name = rest + (*rest == ' ');
	word = format("%.*s", (int)(rest - word), word);
	rest = name + strcspn(name, " ");
	value = rest + (*rest == ' ');
	name = format("%.*s", (int)(rest - name), name);
	if (!strcmp(word, "@monitor"))
		d->monitor = true;
	else if (!strcmp(word, "@begin") && is_name(name, strlen(name)) && d->n < 1000)
		begin(d, name);
	else if (!strcmp(word, "@end") && d->open && !strcmp(d->open->name, name)) {
		d->open->ended = true;
		d->open = NULL;
		if (d->on_end)
			d->on_end(d->arg, name);
	} else if (!strcmp(word, "@obs") && *name && d->open && d->open->n < 4096)
		observe(d->open, name, value);
	else if (!strcmp(word, "@dat") && is_name(name, strlen(name)) && d->ndats < 1000) {
		struct section *s = find_section(d->dats, d->ndats, name);

		if (!s)
			s = new_section(&d->dats, &d->ndats, name, strlen(name));
		buf_puts(&s->text, value);
		buf_puts(&s->text, "\n");
	} else
		complain(d, d->open ? "out of place, or no such word" : "no experiment has begun, or no such word");
	free(word);
	free(name);
}

void data_add(struct data *d, const char *s, size_t n)
{
	d->total += n;
	if (d->total > DATA_MAX) {
		d->full = true;
		return;
	}
	buf_add(&d->line, "", 0);
	d->line.limit = DATA_LINE_MAX;
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\n') {
			if (d->line.full)
				complain(d, "too long");
			else
				data_line(d);
			buf_reset(&d->line);
		} else if (s[i] != '\r' && s[i] != 0)
			buf_add(&d->line, s + i, 1);
}

const char *record_value(struct record *r, const char *name, bool *twice)
{
	*twice = false;
	if (r)
		for (size_t i = 0; i < r->n; i++)
			if (!strcmp(r->obs[i].name, name)) {
				*twice = r->obs[i].twice;
				return r->obs[i].value;
			}
	return NULL;
}

void data_free(struct data *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free_observations(&d->records[i]);
		free(d->records[i].name);
	}
	free(d->records);
	free_sections(d->dats, d->ndats);
	buf_free(&d->line);
	free(d->error);
	*d = (struct data){0};
}
