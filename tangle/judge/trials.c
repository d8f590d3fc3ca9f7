/* SPDX-License-Identifier: MIT */
/* Cases, and machine.h's properties, which are tried again and again. */
#include "transport.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { REPLAYS = 150 };

static void fresh(struct machine *m)
{
	m->total_calls = 0;
	m->said[0] = '\0';
	m->report = (struct report){ 0 };
	for (u32 i = 0; i < m->service_count; i++)
		m->services[i] = (struct service){ .name = m->services[i].name };
	if (!m->transport.reset(m))
		machine_leave(m, INTERNAL);
	machine_fresh_memory(m);
	if (m->exercise->setup)
		m->exercise->setup(m);
}

void machine_begin(struct machine *m, u64 seed, const char *name)
{
	m->random = seed;
	for (const char *parts[] = { m->exercise->name, "/", name, NULL }, **part = parts; *part; part++)
		for (const char *s = *part; *s; s++)
			m->random = (machine_next(&m->random) ^ (u8)*s);
	m->replays = REPLAYS;
	m->attack[0] = '\0';
	fresh(m);
	m->drawn = 0;
}

void machine_free(struct machine *m)
{
	machine_forget_snapshot(m);
}

struct list {
	u32 count, width, *words;
};

/* Plays rows on a fresh machine. */
static enum verdict play(struct machine *m, const struct property *p, const struct list *rows, u64 seed)
{
	jmp_buf here, *outer = m->leave;

	m->leave = &here;
	m->verdict = PASS;
	if (setjmp(here) == 0) {
		fresh(m);
		m->random = seed;
		p->run(m, rows->words, rows->count);
		if (m->exercise->ledger)
			m->exercise->ledger(m);
	}
	m->leave = outer;
	return m->verdict;
}

static void copy_list(struct list *to, const struct list *from)
{
	to->count = from->count;
	memcpy(to->words, from->words, from->count * from->width * sizeof(u32));
}

static size_t number_length(const char *s)
{
	return *s >= '0' && *s <= '9' ? strspn(s, "0123456789abcdefx") : 0;
}

/* The same but for numbers: the frame that is lost may be another one in a smaller input. */
static bool is_same_cause(const char *a, const char *b)
{
	while (*a && *b) {
		size_t n = number_length(a), k = number_length(b);

		if (!n != !k || (!n && *a != *b))
			return false;
		a += n ? n : 1;
		b += k ? k : 1;
	}
	return *a == *b;
}

/* Does the candidate fail for the same reason? Then it is the new best. */
static bool take_if_it_fails(struct machine *m, const struct property *p, struct list *best, const struct list *candidate,
			     u64 seed, enum verdict wanted, const char *cause)
{
	if (!m->replays)
		return false;
	m->replays--;
	enum verdict verdict = play(m, p, candidate, seed);
	if (verdict == TIMEOUT) /* each costs a second */
		m->replays = 0;
	if (verdict != wanted || (wanted == FAIL && !is_same_cause(m->report.cause.s, cause)))
		return false;
	copy_list(best, candidate);
	return true;
}

static void shrink(struct machine *m, const struct property *p, struct list *best, struct list *spare, u64 seed,
		   enum verdict wanted, const char *cause)
{
	u32 width = best->width;

	for (u32 piece = (best->count + 1) / 2; piece; piece /= 2)
		for (u32 at = best->count; at; ) { /* from the end: late rows depend on early ones */
			at = at > piece ? at - piece : 0;
			u32 n = at + piece < best->count ? piece : best->count - at;

			copy_list(spare, best);
			memmove(spare->words + at * width, spare->words + (at + n) * width, (best->count - at - n) * width * sizeof(u32));
			spare->count -= n;
			take_if_it_fails(m, p, best, spare, seed, wanted, cause);
		}
	for (u32 i = 0; i < best->count * width; i++)
		for (u32 step = 0; step < 34 && best->words[i]; step++) {
			u32 old = best->words[i], smaller = step == 0 ? 0 : step == 1 ? old & 15 : step % 2 ? old - 1 : old / 2;

			copy_list(spare, best);
			spare->words[i] = smaller;
			if (smaller != old)
				take_if_it_fails(m, p, best, spare, seed, wanted, cause);
		}
}

static void show_rows(struct machine *m, const struct property *p, const struct list *rows, u32 all)
{
	struct text *text = &m->report.input;

	if (text->length)
		add(text, "\n");
	add(text, "the smallest list that fails has %u of %u steps:", rows->count, all);
	for (u32 i = 0; i < rows->count; i++) {
		add(text, "\n  ");
		if (p->show)
			p->show(text, rows->words + i * rows->width);
		else
			for (u32 k = 0; k < rows->width; k++)
				add(text, "%s%u", k ? " " : "", rows->words[i * rows->width + k]);
	}
}

void for_all(struct machine *m, const struct property *p)
{
	u32 size = p->rows * p->width;
	u32 *words = calloc(2 * (size_t)size + 1, sizeof *words);
	struct list best = { p->rows, p->width, words }, spare = { p->rows, p->width, words + size };

	if (!words)
		machine_internal(m, "no memory for a property's %u rows", p->rows);
	u64 state = machine_next(&m->random);
	for (u32 trial = 0; trial < p->trials; trial++) {
		u64 seed = m->random = machine_next(&state);

		best.count = p->rows;
		for (u32 i = 0; i < p->rows; i++)
			p->draw(m, best.words + i * p->width, i);
		enum verdict verdict = play(m, p, &best, seed);

		if (verdict == PASS)
			continue;
		if ((verdict == FAIL || verdict == CRASH) && !m->hurry) {
			struct report report = m->report;

			m->shrinking = true;
			shrink(m, p, &best, &spare, seed, verdict, report.cause.s);
			if (play(m, p, &best, seed) != verdict) /* it is not even the same twice */
				m->report = report;
			m->verdict = verdict;
			show_rows(m, p, &best, p->rows);
		}
		free(words);
		machine_leave(m, m->verdict);
	}
	free(words);
}
