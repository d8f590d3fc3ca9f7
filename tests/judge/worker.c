/* SPDX-License-Identifier: MIT */
/*
 * The process that the learner's code runs in: static, without a library, i386. It maps what it
 * is given (file 3), locks itself up (seccomp: read, write, exit, sigreturn and nothing else), and
 * only then runs the image: on records from file 0, answering on file 1.
 * All that lies in here is the learner's to destroy; the judge believes none of it.
 */
#include "record.h"

enum { SYS_exit = 1, SYS_read = 3, SYS_write = 4, SYS_close = 6, SYS_mmap = 90, SYS_sigreturn = 119, SYS_mprotect = 125,
       SYS_prctl = 172, SYS_rt_sigaction = 174, SYS_sigaltstack = 186 };
enum { PROT_READ = 1, PROT_WRITE = 2, PROT_EXEC = 4, MAP_SHARED = 1, MAP_PRIVATE = 2, MAP_FIXED = 0x10, MAP_ANONYMOUS = 0x20 };
enum { PR_SET_PTRACER = 0x59616D61, PR_SET_DUMPABLE = 4, PR_SET_SECCOMP = 22, PR_SET_TSC = 26, PR_SET_NO_NEW_PRIVS = 38, PR_TSC_SIGSEGV = 2, SECCOMP_MODE_STRICT = 1, SECCOMP_MODE_FILTER = 2 };
enum { SIGILL = 4, SIGTRAP = 5, SIGBUS = 7, SIGFPE = 8, SIGSEGV = 11 };
#define SA_ONSTACK  0x08000000
#define SA_RESTORER 0x04000000

static long syscall(long number, long a, long b, long c, long d, long e)
{
	long result;

	__asm__ volatile("int $0x80" : "=a"(result) : "0"(number), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e) : "memory");
	return result;
}

/* Not exit_group: strict mode knows only the old one. The status tells the judge where it went wrong. */
static void __attribute__((noreturn)) leave(int status)
{
	for (;;)
		syscall(SYS_exit, status, 0, 0, 0, 0);
}

static void must(long result, int status)
{
	if (result < 0 && result > -4096)
		leave(status);
}

/* The kernel's, for handlers without SA_SIGINFO: sigreturn takes registers back from it. */
struct sigcontext {
	unsigned gs, fs, es, ds, edi, esi, ebp, esp, ebx, edx, ecx, eax, trap, error, eip, cs, eflags, esp_at_signal, ss;
	void *fpstate;
	unsigned oldmask, cr2;
};

static unsigned constants, table, table_end, privileged;
static unsigned sequence; /* of our records */
static unsigned depth;    /* of calls */
static char handler_stack[16384] __attribute__((aligned(16)));

static void send(unsigned type, unsigned id, const unsigned *words, unsigned count)
{
	struct record record = { .type = type, .sequence = ++sequence, .id = id, .count = count };

	for (unsigned i = 0; i < count; i++)
		record.words[i] = words[i];
	if (syscall(SYS_write, 1, (long)&record, sizeof record, 0, 0) != sizeof record)
		leave(4);
}

static void receive(struct record *record)
{
	long n = syscall(SYS_read, 0, (long)record, sizeof *record, 0, 0);

	if (n != sizeof *record)
		leave(n == 0 ? 0 : 4); /* 0: the judge has no more calls */
}

/* Calls fn with words on the image's stack (or on the one we are on, where stack is 0); EDX:EAX. */
unsigned long long enter(unsigned fn, const unsigned *words, unsigned count, unsigned stack);
__asm__(
	"enter:\n"
	"	pushl %ebp\n"
	"	movl %esp, %ebp\n"
	"	pushl %ebx\n"
	"	pushl %esi\n"
	"	pushl %edi\n"
	"	movl 8(%ebp), %eax\n"
	"	movl 12(%ebp), %esi\n"
	"	movl 16(%ebp), %ecx\n"
	"	movl 20(%ebp), %edx\n"
	"	testl %edx, %edx\n"
	"	jz 1f\n"
	"	movl %edx, %esp\n"
	"1:	leal 15(,%ecx,4), %edx\n"
	"	andl $-16, %edx\n"
	"	andl $-16, %esp\n"
	"	subl %edx, %esp\n"
	"	movl %esp, %edi\n"
	"	cld\n"
	"	rep movsl\n"
	"	call *%eax\n"
	"	cld\n"
	"	leal -12(%ebp), %esp\n"
	"	popl %edi\n"
	"	popl %esi\n"
	"	popl %ebx\n"
	"	popl %ebp\n"
	"	ret\n");

/* Runs calls until the answer comes that this service waits for; at the bottom, until the end. */
static unsigned serve(void)
{
	struct record record;

	for (;;) {
		receive(&record);
		if (record.type == ANSWER)
			return record.words[0];
		depth++;
		/* 64 bytes free above: a service's stub reads eight words, whatever it was given. */
		unsigned long long value = enter(record.id, record.words, record.count, depth == 1 ? STACK + STACK_SIZE - 64 : 0);
		depth--;
		send(RETURN, record.id, (unsigned[]){ (unsigned)value, (unsigned)(value >> 32) }, 2);
	}
}

static __attribute__((used)) unsigned service(unsigned number, const unsigned *words)
{
	send(SERVICE, number, words, RECORD_WORDS);
	return serve();
}

/* Where the image's stubs jump: their number in EAX, the caller's words behind the return address. */
void gate(void);
__asm__(
	"gate:\n"
	"	cld\n"
	"	leal 4(%esp), %ecx\n"
	"	pushl %ecx\n"
	"	pushl %eax\n"
	"	call service\n"
	"	addl $8, %esp\n"
	"	ret\n");

static int fix_up(volatile struct sigcontext *s)
{
	for (unsigned entry = table; entry + 8 <= table_end; entry += 8)
		if (((const unsigned *)entry)[0] == s->eip) {
			s->eip = ((const unsigned *)entry)[1];
			return 1;
		}
	return 0;
}

/* The kernel's headers use a few instructions that no process may: where the exercise allows, the judge is asked instead. */
static int privileged_instruction(volatile struct sigcontext *s)
{
	/* In the order of ModRM's numbers. */
	volatile unsigned *const registers[] = { &s->eax, &s->ecx, &s->edx, &s->ebx, &s->esp_at_signal, &s->ebp, &s->esi, &s->edi };
	const unsigned char *code = (const unsigned char *)s->eip;
	unsigned which, length = 3, modrm;
	volatile unsigned *reg;

	if (s->trap != 13 || s->eip < IMAGE || s->eip + 4 > constants)
		return 0;
	modrm = code[2];
	reg = registers[modrm & 7];
	if (code[0] == 0xFA || code[0] == 0xFB) {
		which = code[0] == 0xFA ? PRIVILEGED_CLI : PRIVILEGED_STI;
		length = 1;
	} else if (code[0] != 0x0F) {
		return 0;
	} else if (code[1] == 0x01 && (modrm & 0xF8) == 0x38 && (modrm & 7) != 4 && (modrm & 7) != 5) {
		which = PRIVILEGED_INVLPG;
	} else if ((code[1] == 0x20 || code[1] == 0x22) && ((modrm & 0xF8) == 0xC0 || (modrm & 0xF8) == 0xD8)) {
		which = ((modrm & 0xF8) == 0xC0 ? PRIVILEGED_READ_CR0 : PRIVILEGED_READ_CR3) + (code[1] == 0x22);
	} else {
		return 0;
	}
	if (!(privileged & 1U << which))
		return 0;
	send(SERVICE, PRIVILEGED + which, (const unsigned[RECORD_WORDS]){ *reg }, RECORD_WORDS);
	unsigned answer = serve();
	if (which == PRIVILEGED_READ_CR0 || which == PRIVILEGED_READ_CR3)
		*reg = answer;
	s->eip += length;
	return 1;
}

/* The context is the kernel's own frame: what is changed in it is what sigreturn loads. */
static void fault(int signal, struct sigcontext context)
{
	volatile struct sigcontext *s = &context;

	if (fix_up(s) || privileged_instruction(s))
		return;
	send(FAULT, 0, (unsigned[]){ (unsigned)signal, s->trap, s->error, s->eip, s->cr2 }, 5);
	leave(5);
}

void give_back(void);
__asm__("give_back: popl %eax; movl $119, %eax; int $0x80");

/* i386 has an mmap whose six words lie in memory. */
static long map(unsigned address, unsigned size, int prot, int flags, unsigned offset)
{
	const unsigned words[] = { address, size, (unsigned)prot, (unsigned)flags, flags & MAP_ANONYMOUS ? -1U : 3, offset };

	return syscall(SYS_mmap, (long)words, 0, 0, 0, 0);
}

static void map_memory(unsigned variables, unsigned end)
{
	const int shared = MAP_SHARED | MAP_FIXED, own = MAP_PRIVATE | MAP_FIXED;

	must(map(IMAGE, constants - IMAGE, PROT_READ | PROT_EXEC, own, FILE_IMAGE), 10);
	if (variables > constants)
		must(map(constants, variables - constants, PROT_READ, own, FILE_IMAGE + constants - IMAGE), 11);
	if (end > variables)
		must(map(variables, end - variables, PROT_READ | PROT_WRITE, shared, FILE_IMAGE + variables - IMAGE), 12);
	must(map(STACK, STACK_SIZE, PROT_READ | PROT_WRITE, shared, FILE_STACK), 13);
	for (unsigned i = 0; i < EDGE_COUNT; i++)
		must(map(EDGES + i * EDGE_STEP, EDGE_SIZE, PROT_READ | PROT_WRITE, shared, FILE_EDGES + i * EDGE_SIZE), 14);
	must(map(ARENA, ARENA_SIZE, PROT_READ | PROT_WRITE, shared, FILE_ARENA), 15);
	must(map(GATE, 4096, PROT_READ | PROT_WRITE, own | MAP_ANONYMOUS, 0), 16);
	*(volatile unsigned *)GATE = (unsigned)gate;
	must(syscall(SYS_mprotect, GATE, 4096, PROT_READ, 0, 0), 17);
	syscall(SYS_close, 3, 0, 0, 0, 0);
}

static void handle_faults(void)
{
	static const unsigned char signals[] = { SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV };
	const struct { void *sp; int flags; unsigned size; } stack = { handler_stack, 0, sizeof handler_stack };
	const struct { void *handler; unsigned flags; void *restorer; unsigned mask[2]; } action = {
		(void *)fault, SA_ONSTACK | SA_RESTORER, (void *)give_back, { 0, 0 },
	};

	must(syscall(SYS_sigaltstack, (long)&stack, 0, 0, 0, 0), 20);
	for (unsigned i = 0; i < sizeof signals; i++)
		must(syscall(SYS_rt_sigaction, signals[i], (long)&action, 0, 8, 0), 21);
}

/* In a container a filter is in force already, and Linux then refuses strict mode: a filter of our own on top of
 * it allows the same four calls of i386 and kills the process at any other. */
static long lock_up(void)
{
	static const struct { unsigned short code; unsigned char yes, no; unsigned value; } program[] = {
		{ 0x20, 0, 0, 4 },                /* which processor's call? */
		{ 0x15, 0, 5, 0x40000003 },       /* i386's */
		{ 0x20, 0, 0, 0 },                /* its number */
		{ 0x15, 4, 0, SYS_read }, { 0x15, 3, 0, SYS_write }, { 0x15, 2, 0, SYS_exit }, { 0x15, 1, 0, SYS_sigreturn },
		{ 0x06, 0, 0, 0x80000000 },       /* kill the process */
		{ 0x06, 0, 0, 0x7FFF0000 },       /* allow */
	};
	const struct { unsigned short length; const void *program; } filter = { sizeof program / sizeof *program, program };

	if (syscall(SYS_prctl, PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0) == 0)
		return 0;
	return syscall(SYS_prctl, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, (long)&filter, 0, 0);
}

void __attribute__((noreturn)) _start(void)
{
	struct record layout;

	receive(&layout);
	constants = layout.words[0];
	table = layout.words[3];
	table_end = layout.words[4];
	privileged = layout.words[5];
	map_memory(layout.words[1], layout.words[2]);
	handle_faults();
	must(syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 30);
#ifdef DEBUGGED
	syscall(SYS_prctl, PR_SET_PTRACER, -1, 0, 0, 0); /* refused where every process may be debugged by its owner */
#else
	must(syscall(SYS_prctl, PR_SET_DUMPABLE, 0, 0, 0, 0), 31);
#endif
	must(syscall(SYS_prctl, PR_SET_TSC, PR_TSC_SIGSEGV, 0, 0, 0), 32);
	must(lock_up(), 33);
	send(READY, 0, 0, 0);
	serve();
	leave(6); /* an answer nobody waits for */
}
