/* SPDX-License-Identifier: MIT */
#include "opcodes.h"
#include "lib/text.h"

#include <ctype.h>
#include <string.h>

/* An instruction's name as objdump writes it, with or without a letter for the operand's size, and the names that grant it. */
static const struct rule {
	const char *name, *grants[2];
} rules[] = {
	{ "in", { 0 } }, { "out", { 0 } }, { "ins", { 0 } }, { "outs", { 0 } }, { "hlt", { 0 } },
	{ "cli", { "cli" } }, { "sti", { "sti" } }, { "popf", { "cli", "sti" } }, { "invlpg", { "invlpg" } },
	{ "lgdt", { "lgdt" } }, { "ljmp", { "ljmp" } }, { "lret", { "ljmp" } },
	{ "lds", { "load_segments" } }, { "les", { "load_segments" } }, { "lfs", { "load_segments" } },
	{ "lgs", { "load_segments" } }, { "lss", { "load_segments" } },
	{ "lidt", { 0 } }, { "lldt", { 0 } }, { "ltr", { 0 } }, { "lmsw", { 0 } }, { "clts", { 0 } }, { "lcall", { 0 } },
	{ "iret", { "ljmp" } }, { "int", { 0 } }, { "int1", { 0 } }, { "int3", { 0 } }, { "icebp", { 0 } }, { "into", { 0 } },
	{ "invd", { 0 } }, { "wbinvd", { 0 } }, { "rdmsr", { 0 } }, { "wrmsr", { 0 } }, { "rdtsc", { 0 } }, { "rdtscp", { 0 } }, { "rdpmc", { 0 } },
	{ "cpuid", { 0 } }, { "sysenter", { 0 } }, { "sysexit", { 0 } }, { "syscall", { 0 } }, { "sysret", { 0 } }, { "rsm", { 0 } },
	{ "monitor", { 0 } }, { "mwait", { 0 } }, { "vmcall", { 0 } }, { "vmmcall", { 0 } }, { "getsec", { 0 } }, { "(bad)", { 0 } },
};

/* name: or NULL. */
static bool is_granted(const char *name, const char *const *granted)
{
	return name && is_in(name, granted);
}

static bool is_named(const char *instruction, const char *name)
{
	size_t n = strlen(name);

	return strncmp(instruction, name, n) == 0 && (!instruction[n] || (strchr("bwl", instruction[n]) && !instruction[n + 1]));
}

struct operand {
	char name[8]; /* cr0, ds; empty: none of the processor's own */
	bool to;      /* it is what is loaded: the last operand */
};

/* The processor's own register among the operands of a mov or a pop. A segment's name before a colon only says where one lies. */
static struct operand own_register(const char *operands)
{
	static const char *const segments[] = { "es", "cs", "ss", "ds", "fs", "gs", NULL };
	struct operand found = { "", false };

	for (const char *at = strchr(operands, '%'); at; at = strchr(at + 1, '%')) {
		size_t n = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789");

		if (n >= sizeof found.name || at[1 + n] == ':')
			continue;
		memcpy(found.name, at + 1, n);
		found.name[n] = '\0';
		found.to = !strchr(at, ',');
		if (is_in(found.name, segments) || (strchr("cd", found.name[0]) && strchr("rb", found.name[1]) && isdigit((unsigned char)found.name[2])))
			return found;
	}
	return (struct operand){ "", false };
}

/* What is wrong with an instruction, or NULL. */
static const char *refused(char *instruction, const char *const *granted)
{
	static const char *const prefixes[] = { "lock", "rep", "repz", "repnz", "data16", "addr16", "cs", "ds", "es", "fs", "gs", "ss", NULL };
	char *operands = instruction + strcspn(instruction, " \t");

	while (*operands) {
		*operands++ = '\0';
		operands += strspn(operands, " \t");
		if (!is_in(instruction, prefixes))
			break;
		instruction = operands;
		operands += strcspn(operands, " \t");
	}
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (is_named(instruction, rules[i].name) && !is_granted(rules[i].grants[0], granted) && !is_granted(rules[i].grants[1], granted))
			return instruction;
	if (!is_named(instruction, "mov") && !is_named(instruction, "pop"))
		return NULL;
	struct operand own = own_register(operands);
	if (!*own.name)
		return NULL;
	if (own.name[0] == 'c' && own.name[1] == 'r') {
		char grant[16] = "";

		strcat(strcpy(grant, own.to ? "write_" : "read_"), own.name);
		return is_in(grant, granted) ? NULL : own.to ? "a load of a control register" : "a read of a control register";
	}
	if (own.name[1] != 's')
		return "a use of a debug register";
	/* Reading a selector is harmless. */
	if (own.to && !is_in("load_segments", granted))
		return "a load of a segment register";
	return NULL;
}

bool opcodes_audit(char *listing, const char *const *granted, struct text *reason)
{
	const char *place = "", *what;
	char *rest = NULL;

	for (char *line = strtok_r(listing, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char *tab = strchr(line, '\t'), *colon;

		if (!tab) { /* "./switch.c:12 (discriminator 2)", or a function's name */
			line[strcspn(line, " ")] = '\0';
			if ((colon = strrchr(line, ':')) && isdigit((unsigned char)colon[1]))
				place = strrchr(line, '/') ? strrchr(line, '/') + 1 : line;
		} else if ((what = refused(tab + 1, granted))) {
			add(reason, "%s%san instruction that this exercise has no use for: %s", place, *place ? ": " : "", what);
			return false;
		}
	}
	return true;
}
