/* SPDX-License-Identifier: MIT */
#include "log.h"
#include "machine/qmp.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NMI = 2, DOUBLE_FAULT = 8, EXCEPTIONS = 32 };

/* Takes one exception from a line of the log, "   17: v=0e e=0002 i=0 cpl=0 IP=0060:c0100abc pc=..."; the
 * registers follow it. Interrupts, and those that the guest asks for (int), are none. */
static bool read_exception(const char *line, struct exception *x, bool nmi)
{
	const char *at = strstr(line, ": v="), *end = strchr(line, '\n');
	unsigned vector, error, is_int, cpl, selector, eip;
	struct registers r;

	if (!at || !end || at > end ||
	    sscanf(at, ": v=%x e=%x i=%u cpl=%u IP=%x:%x", &vector, &error, &is_int, &cpl, &selector, &eip) != 6 ||
	    is_int || vector >= EXCEPTIONS || (vector == NMI) != nmi || !registers_parse(end, &r))
		return false;
	*x = (struct exception){ true, vector, error, eip, r.cs.base, r.eflags, r.cr2, r.cr3 };
	return true;
}

/* An instruction that QEMU has translated: "0xc0180000:  8b 00   movl (%eax), %eax". A long one's last bytes have a line of their
 * own, with nothing behind them. */
static void read_code(const struct watch *watch, const char *line)
{
	unsigned at;
	int n = 0;

	if (sscanf(line, "0x%x:%n", &at, &n) != 1 || !n)
		return;
	line += n;
	while (strspn(line, " ") && isxdigit((unsigned char)line[strspn(line, " ")]) && strspn(line + strspn(line, " "), "0123456789abcdef") == 2)
		line += strspn(line, " ") + 2;
	if (line[strspn(line, " ")] != '\n')
		watch->see(watch->context, at);
}

size_t log_size(int log)
{
	struct stat s;

	return fstat(log, &s) == 0 ? (size_t)s.st_size : 0;
}

/* A double fault is what another one led to. */
void log_read(int log, const struct watch *watch, struct logged *said)
{
	size_t size = log_size(log);
	char *text = size ? malloc(size + 1) : NULL;
	ssize_t n = text ? pread(log, text, size, 0) : 0;
	struct exception x;

	*said = (struct logged){ .eip = 0 };
	if (n > 0) {
		text[n] = '\0';
		for (char *line = text; line; line = (line = strchr(line, '\n')) ? line + 1 : NULL) {
			if (strncmp(line, "0x", 2) == 0)
				read_code(watch, line);
			if (strncmp(line + strspn(line, " 0123456789"), ": v=", 4) != 0)
				continue;
			if (read_exception(line, &x, false)) {
				said->exceptions++;
				if (x.vector != DOUBLE_FAULT || !said->exception.found)
					said->exception = x;
			}
			if (read_exception(line, &x, true)) {
				said->eip = x.eip;
				said->eflags = x.eflags;
				break; /* time was up: how far it came after that is chance */
			}
		}
	}
	free(text);
}
