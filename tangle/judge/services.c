/* SPDX-License-Identifier: MIT */
/* machine.h's services: what the learner's function calls. */
#include "transport.h"

#include <string.h>

static struct service *find_service(struct machine *m, const char *name)
{
	for (u32 i = 0; i < m->service_count; i++)
		if (strcmp(m->services[i].name, name) == 0)
			return &m->services[i];
	machine_internal(m, "the test names the service %s, which the exercise does not", name);
}

void service(struct machine *m, const char *name, service_handler *handler, void *context)
{
	struct service *s = find_service(m, name);

	s->handler = handler;
	s->context = context;
}

void stop(struct machine *m)
{
	m->stopped = true;
}

u32 calls(struct machine *m, const char *name)
{
	return find_service(m, name)->calls;
}

void at_most(struct machine *m, const char *name, u32 count)
{
	u32 made = calls(m, name);

	if (made <= count)
		return;
	add(&m->report.expected, "at most %u call%s of %s", count, count == 1 ? "" : "s", name);
	add(&m->report.actual, "%u", made);
	fail(m, "correct, but wasteful: too many calls of %s", name);
}

void forget_calls(struct machine *m)
{
	for (u32 i = 0; i < m->service_count; i++)
		m->services[i].calls = 0;
	m->total_calls = 0;
}

static void remember_line(struct machine *m, u32 at, u32 address)
{
	u32 i = at;

	while (i < sizeof m->said - 1 && m->transport.read(m, address + i - at, m->said + i, 1) && m->said[i] && m->said[i] != '\n')
		i++;
	m->said[i] = '\0';
}

/* Keeps the format: with panic it says what is broken. With BUG_ON its argument does. */
static void remember_said(struct machine *m, const u32 *words)
{
	if (strncmp(m->said, "BUG: ", 5) == 0)
		return; /* the rest is what a kernel says of its own end */
	remember_line(m, 0, words[0]);
	if (strcmp(m->said, "BUG: %s") == 0)
		remember_line(m, (u32)strlen("BUG: "), words[1]);
}

u32 machine_service(struct machine *m, u32 number, const u32 *words)
{
	struct service *s = &m->services[number];
	bool speaks = strcmp(s->name, "printk") == 0, panics = strcmp(s->name, "panic") == 0;

	s->calls++;
	m->total_calls++;
	if (speaks || panics)
		remember_said(m, words);
	if (s->handler)
		return s->handler(m, words, s->context);
	if (panics)
		stop(m);
	else if (!speaks)
		fail(m, "it calls %s, which it has no reason to call here", s->name);
	return 0;
}
