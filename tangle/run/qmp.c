// SPDX-License-Identifier: MIT
#include "qmp.h"
#include <cjson/cJSON.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ANSWER_MS = 30000, LINE_MAX_BYTES = 1 << 20 };

// Takes one line that has come whole, or NULL.
static cJSON *next(struct qmp *q)
{
	while (q->in.len) {
		char *nl = memchr(q->in.s, '\n', q->in.len);
		size_t n;
		cJSON *j;

		if (!nl)
			return NULL;
		*nl = 0;
		n = (size_t)(nl - q->in.s) + 1;
		j = cJSON_Parse(q->in.s);
		memmove(q->in.s, q->in.s + n, q->in.len - n + 1);
		q->in.len -= n;
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
	}
}

static bool fill(struct qmp *q, int ms)
{
	struct pollfd p = { .fd = q->fd, .events = POLLIN };
	char chunk[4096];
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return false;
	n = read(q->fd, chunk, sizeof chunk);
	if (n <= 0 || q->in.len > LINE_MAX_BYTES)
		return false;
	buf_add(&q->in, chunk, (size_t)n);
	return true;
}

// Waits for the answer to command `id` (0: the greeting). The caller deletes it.
static cJSON *answer(struct qmp *q, unsigned id)
{
	long long until = now_ms() + ANSWER_MS;

	for (;;) {
		cJSON *j;

		while ((j = next(q))) {
			const cJSON *got = cJSON_GetObjectItemCaseSensitive(j, "id");

			if (id ? cJSON_IsNumber(got) && got->valueint == (int)id
			       : cJSON_HasObjectItem(j, "QMP"))
				return j;
			note_event(q, j);
			cJSON_Delete(j);
		}
		if (now_ms() >= until || !fill(q, (int)(until - now_ms())))
			return NULL;
	}
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
	sent = s && write_all(q->fd, s, strlen(s)) && write_all(q->fd, "\n", 1);
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

	*q = (struct qmp){ .fd = fd };
	if (!(j = answer(q, 0)))
		return false;
	cJSON_Delete(j);
	return qmp_command(q, "qmp_capabilities");
}

bool qmp_read(struct qmp *q)
{
	struct pollfd p = { .fd = q->fd, .events = POLLIN };
	cJSON *j;

	while (poll(&p, 1, 0) > 0)
		if (!fill(q, 0))
			return false;
	while ((j = next(q))) {
		note_event(q, j);
		cJSON_Delete(j);
	}
	return true;
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
	char *s = j ? xstrdup(text(j, "return")) : NULL;

	cJSON_Delete(j);
	return s;
}

// A hexadecimal word behind `key`.
static bool field(const char *s, const char *key, uint32_t *v)
{
	const char *at = strstr(s, key);

	if (at)
		*v = (uint32_t)strtoul(at + strlen(key), NULL, 16);
	return at != NULL;
}

bool qmp_registers(struct qmp *q, struct registers *r)
{
	char *s = qmp_human(q, "info registers");
	uint32_t hlt = 0;
	const char *cs = s ? strstr(s, "CS =") : NULL;	// "CS =0008 40000000 ffffffff ..."
	bool ok = s && field(s, "EIP=", &r->eip) && field(s, "EFL=", &r->eflags) &&
		  field(s, "CR0=", &r->cr0) && field(s, "CR2=", &r->cr2) && field(s, "HLT=", &hlt);

	r->code_base = cs && strlen(cs) > 9 ? (uint32_t)strtoul(cs + 9, NULL, 16) : 0;
	r->halted = hlt != 0;
	free(s);
	return ok;
}
