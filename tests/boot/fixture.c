// SPDX-License-Identifier: MIT
// A kernel that ends in every way a kernel can, for testing the boot runner. `do=WAY` on its
// command line chooses; without it, it runs its experiments as the book's kernels do.
// FIXTURE_ENDLESS adds some that never end, or should not, and one that runs in a variant; FIXTURE_BAD some that do not end as
// declared; FIXTURE_BROKEN is a sabotaged copy; FIXTURE_NEWER writes its experiments down in another way.
typedef unsigned int u32;
typedef unsigned char u8;

struct experiment {
	u32 version;
	const char *name, *title;
	void (*run)(void);
	u32 chapter;
	const char *cmdline;
	u32 mem;
	const char *variant;
	u32 ends;
	const char *where, *qemu_only;
	u32 bound, ring;
};
#ifdef FIXTURE_NEWER
enum { VERSION = 99 };
#else
enum { VERSION = 1 };
#endif
#define EXPERIMENT(id, ...) __attribute__((section("experiments"), used, aligned(4))) static const struct experiment id = { .version = VERSION, __VA_ARGS__ }
enum { OK, OOPS, PANIC, DOUBLE_FAULT, ENDLESS };

static void outb(unsigned short port, u8 v) { __asm__ volatile("outb %0,%1" : : "a"(v), "Nd"(port)); }
static u8 inb(unsigned short port) { u8 v; __asm__ volatile("inb %1,%0" : "=a"(v) : "Nd"(port)); return v; }

static void putc(char c)
{
	while (!(inb(0x3fd) & 0x20))
		;
	outb(0x3f8, (u8)c);
}

static void say(const char *s)
{
	for (; *s; s++) {
		if (*s == '\n')
			putc('\r');
		putc(*s);
	}
}

static void tell(const char *s)
{
	for (; *s; s++)
		outb(0xe9, (u8)*s);
}

static void say_address(const void *p)
{
	say("[<");
	for (int i = 28; i >= 0; i -= 4)
		putc("0123456789abcdef"[(u32)p >> i & 15]);
	say(">]");
}

static void leave(u8 value)
{
	outb(0xf4, value);
	for (;;)
		__asm__ volatile("cli; hlt");
}

__attribute__((noinline)) void culprit(u8 value)
{
	say("Oops: something\nEIP: ");
	say_address((const char *)culprit + 4);
	say(" and more\nCall trace:\n ");
	say_address(__builtin_return_address(0));
	say("\nEAX 0000beef after ~7 turns\n");
	leave(value);
}

__attribute__((noinline)) void halts_for_good(void)
{
	say("about to halt\n");
	__asm__ volatile("cli; hlt");
}

__attribute__((noinline)) void spins_for_ever(void)
{
	/* To QEMU a nop is nothing but a number: billions of them are gone in a second. */
	for (;;)
		__asm__ volatile(".fill 400, 1, 0x90");
}

__attribute__((noinline)) void triple_fault(void)
{
	static const struct { unsigned short limit; u32 base; } __attribute__((packed)) none;

	__asm__ volatile("lidt %0; int3" : : "m"(none));
}

static void good(void)
{
	say("one and one\nis two\n");
	tell("@obs sum 2\n@obs hex 0x2\n@obs word two words\n");
#ifdef FIXTURE_BROKEN
	tell("@obs mechanism 0\n");
#else
	tell("@obs mechanism 1\n");
#endif
	tell("@dat table 1 2\n@dat table 3 4\n");
}
EXPERIMENT(e_good, .name = "good", .title = "arithmetic holds", .run = good, .chapter = 1);

static void oopses(void) { culprit(0x11); }
EXPERIMENT(e_oops, .name = "oopses", .title = "ends in an oops", .run = oopses, .chapter = 1, .ends = OOPS, .where = "culprit",
		      .qemu_only = "to see one skipped");

static void roomy(void) { tell("@obs ran 1\n"); }
EXPERIMENT(e_roomy, .name = "roomy", .title = "memory of its own", .run = roomy, .chapter = 1, .mem = 32, .cmdline = "color=blue");

#ifdef FIXTURE_ENDLESS
static void through(void) { }
static void for_ever(void) { tell("@obs before 1\n"); spins_for_ever(); }
EXPERIMENT(e_endless, .name = "endless", .title = "never ends", .run = for_ever, .chapter = 1, .ends = ENDLESS, .where = "spins_for_ever",
			 .qemu_only = "to see one skipped", .bound = 2);
EXPERIMENT(b_through, .name = "through", .title = "was never to end", .run = through, .chapter = 1, .ends = ENDLESS, .where = "through",
			 .qemu_only = "-", .bound = 2);
EXPERIMENT(b_astray, .name = "astray", .title = "never ends elsewhere", .run = spins_for_ever, .chapter = 1, .ends = ENDLESS, .where = "through",
			.qemu_only = "-", .bound = 2);
EXPERIMENT(b_wrong_ring, .name = "wrong-ring", .title = "never ends in ring 0", .run = spins_for_ever, .chapter = 1, .ends = ENDLESS,
			    .where = "spins_for_ever", .qemu_only = "-", .bound = 2, .ring = 3);
static void varied(void)
{
#ifdef CONFIG_VARIED
	tell("@obs varied 1\n");
#else
	tell("@obs varied 0\n");
#endif
}
EXPERIMENT(e_varied, .name = "varied", .title = "runs in a variant", .run = varied, .chapter = 1, .variant = "VARIED");
EXPERIMENT(e_unbuilt, .name = "unbuilt", .title = "has a variant that is not there", .run = varied, .chapter = 1, .variant = "UNBUILT");
#endif

#ifdef FIXTURE_BAD
static void nothing(void) { }
static void panics(void) { say("panic\n"); leave(0x12); }
EXPERIMENT(b_wrong, .name = "wrong", .title = "its predicate fails", .run = good, .chapter = 1);
EXPERIMENT(b_elsewhere, .name = "elsewhere", .title = "ends elsewhere", .run = oopses, .chapter = 1, .ends = OOPS, .where = "good");
EXPERIMENT(b_survives, .name = "survives", .title = "does not end", .run = nothing, .chapter = 1, .ends = OOPS);
EXPERIMENT(b_panics, .name = "panics", .title = "was to oops", .run = panics, .chapter = 1, .ends = OOPS);
EXPERIMENT(b_surprise, .name = "surprise", .title = "was to live", .run = panics, .chapter = 1);
EXPERIMENT(b_resets, .name = "resets", .title = "was to panic", .run = triple_fault, .chapter = 1, .ends = PANIC);
EXPERIMENT(b_mute, .name = "mute", .title = "has no predicates", .run = nothing, .chapter = 1);
EXPERIMENT(b_lost, .name = "lost", .title = "observes too little", .run = nothing, .chapter = 1);
#endif

extern const struct experiment __experiment_start[], __experiment_end[];

static int same(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

// The value of `key` ("exp=") on the command line, copied to `to`; empty if it is not there.
static void option(const char *line, const char *key, char to[32])
{
	to[0] = 0;
	for (const char *s = line; *s; s++) {
		const char *a = s, *k = key;
		int n = 0;

		while (*k && *a == *k)
			a++, k++;
		if (*k || (s > line && s[-1] != ' '))
			continue;
		while (*a && *a != ' ' && n < 31)
			to[n++] = *a++;
		to[n] = 0;
	}
}

static void run(const struct experiment *e)
{
	say("--- "), say(e->name), say(" ---\n");
	tell("@begin "), tell(e->name), tell("\n");
	e->run();
	tell("@end "), tell(e->name), tell("\n");
}

static void monitor(void)
{
	say("--- monitor ---\n");
	tell("@monitor\n");
	say("> ");
	for (;;) {
		char c;

		while (!(inb(0x3fd) & 1))
			;
		c = (char)inb(0x3f8);
		putc(c);
		if (c == 'q')
			leave(0x10);
		if (c == 'o')
			culprit(0x11);
		if (c == 't')
			triple_fault();
		if (c == 'r') {
			say("\n");
			run(&e_good);
			say("> ");
		}
	}
}

static void flood(void)
{
	for (;;)
		say("a line of text that nobody asked for, again and again and again\n");
}

static void flood_data(void)
{
	for (;;)
		tell("@dat flood a line that nobody asked for, again and again and again\n");
}

void fixture(const char *info)
{
	const char *line = *(const char *const *)(info + 16);
	char what[32], exp[32], mode[32];

	option(line, "do=", what);
	option(line, "exp=", exp);
	option(line, "run=", mode);
	if (same(what, "silence"))
		spins_for_ever();
	outb(0x3f9, 0), outb(0x3fb, 3);
	say("the fixture speaks\n");
	if (same(what, "oops"))
		culprit(0x11);
	if (same(what, "panic"))
		leave(0x12);
	if (same(what, "double"))
		leave(0x13);
	if (same(what, "nonsense"))
		leave(0x42);
	if (same(what, "triple"))
		triple_fault();
	if (same(what, "hang"))
		halts_for_good();
	if (same(what, "spin"))
		spins_for_ever();
	if (same(what, "flood"))
		flood();
	if (same(what, "flood-data"))
		flood_data();
	if (same(what, "garble"))
		tell("@begin good\nnot a data line\n@end good\n");
	if (same(what, "long"))
		for (int i = 0; i < 100000; i++)
			tell("x");
	for (const struct experiment *e = __experiment_start; e < __experiment_end; e++)
		if (same(exp, e->name) || ((!exp[0] || same(exp, "all")) && !e->cmdline && !e->mem && !e->variant && !e->ends))
			run(e);
	if (!same(mode, "batch"))
		monitor();
	leave(0x10);
}
