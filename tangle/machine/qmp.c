// SPDX-License-Identifier: MIT
#include "qmp.h"
#include "lib/file.h"
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_MS = 120000 };

// Takes one line that has come whole, or NULL.
static cJSON *next(struct qmp *q)
{
	while (q->in.length) {
		char *nl = memchr(q->in.bytes, '\n', q->in.length);
		cJSON *j;

		if (!nl)
			return NULL;
		*nl = 0;
		j = cJSON_Parse(q->in.bytes);
		channel_drop(&q->in, (size_t)(nl - q->in.bytes) + 1);
		if (j)
			return j;
	}
	return NULL;
}

static const char *text(const cJSON *j, const char *key)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(j, key);

	return cJSON_IsString(v) ? v->valuestring : "";
}

static void note_event(struct qmp *q, const cJSON *j)
{
	if (!strcmp(text(j, "event"), "SHUTDOWN")) {
		q->stopped = true;
		snprintf(q->reason, sizeof q->reason, "%s",
			 text(cJSON_GetObjectItemCaseSensitive(j, "data"), "reason"));
	} else if (!strcmp(text(j, "event"), "WATCHDOG"))
		q->watchdog = true;
}

// Waits for the answer to command `id` (0: the greeting). The caller deletes it.
static cJSON *answer(struct qmp *q, unsigned id)
{
	do {
		cJSON *j;

		while ((j = next(q))) {
			const cJSON *got = cJSON_GetObjectItemCaseSensitive(j, "id");

			if (id ? cJSON_IsNumber(got) && got->valueint == (int)id
			       : cJSON_HasObjectItem(j, "QMP"))
				return j;
			note_event(q, j);
			cJSON_Delete(j);
		}
	} while (channel_fill(&q->in, ANSWER_MS));
	return NULL;
}

static cJSON *run(struct qmp *q, const char *name, const char *human)
{
	cJSON *c = cJSON_CreateObject(), *j;
	char *s;
	bool sent;

	q->id++;
	cJSON_AddStringToObject(c, "execute", name);
	cJSON_AddNumberToObject(c, "id", q->id);
	if (human)
		cJSON_AddStringToObject(cJSON_AddObjectToObject(c, "arguments"), "command-line", human);
	s = cJSON_PrintUnformatted(c);
	sent = s && write_all(q->in.fd, s, strlen(s)) && write_all(q->in.fd, "\n", 1);
	free(s);
	cJSON_Delete(c);
	j = sent ? answer(q, q->id) : NULL;
	if (j && !cJSON_HasObjectItem(j, "return")) {
		cJSON_Delete(j);
		j = NULL;
	}
	return j;
}

bool qmp_open(struct qmp *q, int fd)
{
	cJSON *j;

	*q = (struct qmp){ .in.fd = fd };
	if (!(j = answer(q, 0)))
		return false;
	cJSON_Delete(j);
	return qmp_command(q, "qmp_capabilities");
}

bool qmp_read(struct qmp *q)
{
	cJSON *j;
	bool open = true;

	while (open && channel_pending(&q->in))
		open = channel_fill(&q->in, 0);
	while ((j = next(q))) {
		note_event(q, j);
		cJSON_Delete(j);
	}
	return open;
}

bool qmp_command(struct qmp *q, const char *name)
{
	cJSON *j = run(q, name, NULL);

	cJSON_Delete(j);
	return j != NULL;
}

char *qmp_human(struct qmp *q, const char *line)
{
	cJSON *j = run(q, "human-monitor-command", line);
	char *s = j ? strdup(text(j, "return")) : NULL;

	cJSON_Delete(j);
	return s;
}

// A hexadecimal word behind `key`; *end is what follows it. False when there is none.
static bool field(const char *s, const char *key, uint32_t *v, char **end)
{
	const char *at = strstr(s, key);

	*v = at ? (uint32_t)strtoul(at + strlen(key), end, 16) : 0;
	return at && *end != at + strlen(key);
}

static bool segment(const char *s, const char *key, struct segment *g)
{
	char *at;

	if (!field(s, key, &g->selector, &at))	// "CS =0008 40000000 ffffffff 40cf9a00 DPL=0"
		return false;
	g->base = (uint32_t)strtoul(at, &at, 16);
	g->limit = (uint32_t)strtoul(at, &at, 16);
	g->rights = (uint32_t)strtoul(at, &at, 16);
	return true;
}

static bool table(const char *s, const char *key, struct segment *g)
{
	char *at;

	if (!field(s, key, &g->base, &at))	// "GDT=     c0105e60 0000006f"
		return false;
	g->limit = (uint32_t)strtoul(at, &at, 16);
	return true;
}

bool registers_parse(const char *s, struct registers *r)
{
	struct { const char *key; uint32_t *v; } words[] = {
		{ "EAX=", &r->eax }, { "EBX=", &r->ebx }, { "ECX=", &r->ecx }, { "EDX=", &r->edx },
		{ "ESI=", &r->esi }, { "EDI=", &r->edi }, { "EBP=", &r->ebp }, { "ESP=", &r->esp },
		{ "EIP=", &r->eip }, { "EFL=", &r->eflags },
		{ "CR0=", &r->cr0 }, { "CR2=", &r->cr2 }, { "CR3=", &r->cr3 }, { "CR4=", &r->cr4 },
	};
	struct { const char *key; struct segment *g; } segments[] = {
		{ "ES =", &r->es }, { "CS =", &r->cs }, { "SS =", &r->ss },
		{ "DS =", &r->ds }, { "FS =", &r->fs }, { "GS =", &r->gs },
	};
	uint32_t hlt;
	char *end;
	bool ok = field(s, "HLT=", &hlt, &end) && table(s, "GDT=", &r->gdt) && table(s, "IDT=", &r->idt);

	for (size_t i = 0; ok && i < sizeof words / sizeof *words; i++)
		ok = field(s, words[i].key, words[i].v, &end);
	for (size_t i = 0; ok && i < sizeof segments / sizeof *segments; i++)
		ok = segment(s, segments[i].key, segments[i].g);
	r->halted = ok && hlt != 0;
	return ok;
}

bool qmp_registers(struct qmp *q, struct registers *r)
{
	char *s = qmp_human(q, "info registers");
	bool ok = s && registers_parse(s, r);

	free(s);
	return ok;
}
