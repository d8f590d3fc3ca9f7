/* SPDX-License-Identifier: MIT */
#include "instructions.h"

#include <stdlib.h>
#include <string.h>

/* Sorted. Conditions and sizes are cut off before one is looked for. */
static const char *const known[] = {
	"aaa", "aad", "aam", "aas", "adc", "add", "and", "arpl", "bound", "bsf", "bsr", "bswap", "bt", "btc", "btr", "bts",
	"call", "cbw", "cdq", "clc", "cld", "cli", "clts", "cltd", "cmc", "cmp", "cmps", "cmpxchg", "cpuid", "cwd", "cwtl",
	"daa", "das", "dec", "div", "enter", "fld", "fnclex", "fninit", "fnsave", "fnstcw", "fnstsw", "frstor", "fst", "fstp", "fwait",
	"hlt", "idiv", "imul", "in", "inc", "ins", "int", "int3", "into", "invd", "invlpg", "iret", "jcxz", "jecxz", "jmp",
	"lahf", "lar", "lcall", "lds", "lea", "leave", "les", "lfs", "lgdt", "lgs", "lidt", "ljmp", "lldt", "lmsw", "lock", "lods",
	"loop", "loope", "loopne", "lret", "lsl", "lss", "ltr", "mov", "movs", "movsx", "movz", "movzx", "mul", "neg", "nop", "not",
	"or", "out", "outs", "pop", "popa", "popf", "push", "pusha", "pushf", "rcl", "rcr", "rdmsr", "rdtsc", "rep", "repe", "repne",
	"ret", "rol", "ror", "sahf", "sal", "sar", "sbb", "scas", "sgdt", "shl", "shld", "shr", "shrd", "sidt", "sldt", "smsw",
	"stc", "std", "sti", "stos", "str", "sub", "test", "verr", "verw", "wait", "wbinvd", "wrmsr", "xadd", "xchg", "xlat", "xor",
};

static const char *const conditions[] = {
	"a", "ae", "b", "be", "c", "e", "g", "ge", "l", "le", "na", "nae", "nb", "nbe", "nc", "ne", "ng", "nge", "nl", "nle", "no",
	"np", "ns", "nz", "o", "p", "pe", "po", "s", "z",
};

static int compare(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

bool is_instruction(const char *name)
{
	char stem[16];
	size_t n = strlen(name);

	if (n == 0 || n >= sizeof stem)
		return false;
	if (bsearch(name, known, sizeof known / sizeof *known, sizeof *known, compare))
		return true;
	memcpy(stem, name, n + 1);
	if (strchr("bwl", stem[n - 1])) {
		stem[n - 1] = '\0';
		if (bsearch(stem, known, sizeof known / sizeof *known, sizeof *known, compare))
			return true;
	}
	if (*name == 'j' || strncmp(name, "set", 3) == 0)
		return bsearch(name + (*name == 'j' ? 1 : 3), conditions, sizeof conditions / sizeof *conditions, sizeof *conditions, compare);
	return false;
}
