// SPDX-License-Identifier: MIT
// A kernel that ends in every way a kernel can, for testing the boot runner. `do=WAY` on its
// command line chooses; without it, it runs its experiments as the book's kernels do.
// FIXTURE_ENDLESS adds some that never end, or should not, and one that runs in a variant; FIXTURE_BAD some that do not end as
// declared; FIXTURE_DISK drives a disk; FIXTURE_BROKEN is a sabotaged copy; FIXTURE_NEWER writes its experiments down in another way.
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

#ifdef FIXTURE_DISK
static void tell_number(u32 n)
{
	char digits[12], *d = digits + 11;

	*d = 0;
	do
		*--d = (char)('0' + n % 10);
	while (n /= 10);
	tell(d);
}

static void observe(const char *name, u32 n) { tell("@obs "), tell(name), tell(" "), tell_number(n), tell("\n"); }

static volatile u32 lines;	/* interrupts of the disk */
static unsigned char gates[256][8];
static const u32 segments[] = { 0, 0, 0xffff, 0xcf9a00, 0xffff, 0xcf9200 };
static unsigned short words[256];

/* Waits for the drive to be done; what its status is then. The alternate status leaves the interrupt alone. */
static u8 done(void)
{
	u8 status;

	do
		status = inb(0x3f6);
	while (status & 0x80);
	return status;
}

static void command(u8 what, u32 sector, u8 count)
{
	outb(0x1f2, count), outb(0x1f3, (u8)sector), outb(0x1f4, (u8)(sector >> 8)), outb(0x1f5, (u8)(sector >> 16));
	outb(0x1f6, (u8)(0xe0 | sector >> 24));
	outb(0x1f7, what);
}

/* To the end of one more interrupt, if it has not come yet. */
static u8 interrupted(u32 before)
{
	while (lines == before)
		__asm__ volatile("sti; hlt; cli");
	return inb(0x1f7);
}

static void take(void) { void *to = words; u32 n = 256; __asm__ volatile("cld; rep insw" : "+D"(to), "+c"(n) : "d"(0x1f0) : "memory"); }
static void give(void) { void *from = words; u32 n = 256; __asm__ volatile("cld; rep outsw" : "+S"(from), "+c"(n) : "d"(0x1f0) : "memory"); }

static void tell_words(const char *name)
{
	tell("@obs "), tell(name), tell(" ");
	for (const char *c = (const char *)words; *c != '\n'; c++)
		outb(0xe9, (u8)*c);
	tell("\n");
}

/* Reads so many sectors, with interrupts; how many came. What the first says is told as `name`, if there is one. */
static u32 read_sectors(const char *name, u32 sector, u8 count)
{
	u32 got = 0, before = lines;

	command(0x20, sector, count);
	for (; got < count; got++) {
		if (interrupted(before) & 1)
			break;
		before = lines;
		take();
		if (!got && name)
			tell_words(name);
	}
	return got;
}

static u32 read_often(void)
{
	u32 got = 0;

	for (int i = 0; i < 1000; i++)
		got += read_sectors(0, 20, 1);
	return got;
}

static u32 write_sectors(u32 sector, u8 count)
{
	u32 put = 0;

	command(0x30, sector, count);
	done();
	for (; put < count; put++) {
		u32 before = lines;

		((u8 *)words)[0] = (u8)('A' + put);
		give();
		if (interrupted(before) & 1)
			break;
	}
	return put;
}

extern void on_line_0(void), on_line_14(void);
__asm__("on_line_0: pushl %eax; movb $0x20, %al; outb %al, $0x20; popl %eax; iret");
__asm__("on_line_14: incl lines; pushl %eax; movb $0x20, %al; outb %al, $0xa0; outb %al, $0x20; popl %eax; iret");

static void open_gate(int vector, void (*handler)(void))
{
	*(u32 *)gates[vector] = 8 << 16 | ((u32)handler & 0xffff);
	*(u32 *)(gates[vector] + 4) = ((u32)handler & 0xffff0000) | 0x8e00;
}

/* The clock's line, and the disk's. */
static void open_lines(void)
{
	struct { unsigned short limit; u32 base; } __attribute__((packed)) idt = { sizeof gates - 1, (u32)gates };
	struct { unsigned short limit; u32 base; } __attribute__((packed)) gdt = { sizeof segments - 1, (u32)segments };

	open_gate(0x20, on_line_0);
	open_gate(0x2e, on_line_14);
	__asm__ volatile("lgdt %0; lidt %1; ljmp $8, $1f; 1: movl %2, %%ds; movl %2, %%es; movl %2, %%ss" : : "m"(gdt), "m"(idt), "r"(16));
	outb(0x20, 0x11), outb(0x21, 0x20), outb(0x21, 4), outb(0x21, 1), outb(0x21, 0xfa);
	outb(0xa0, 0x11), outb(0xa1, 0x28), outb(0xa1, 2), outb(0xa1, 1), outb(0xa1, 0xbf);
}

static void no_drive(void)
{
	u8 status;

	outb(0x1f6, 0xe0);
	status = inb(0x1f7);
	observe("drive", status != 0 && status != 0xff);
}
EXPERIMENT(d_none, .name = "no-drive", .title = "nobody asked for a disk", .run = no_drive, .chapter = 1);

static void disk(void)
{
	u32 before;

	open_lines();
	outb(0x43, 0x30);	/* no clock: one that skipped would find nothing to skip to but the runner's watchdog */
	outb(0x3f6, 2);
	command(0xec, 0, 0);
	if (done() & 8)
		take();
	observe("sectors", words[60] | (u32)words[61] << 16);
	inb(0x1f7);
	outb(0x3f6, 0);

	read_sectors("first", 0, 1);
	read_sectors("last", 127, 1);
	observe("bad", read_sectors("nothing", 9, 1));
	observe("status", inb(0x3f6) & 0xf9);
	observe("error", inb(0x1f1));
	observe("beside", read_sectors("behind", 10, 1));
	observe("before", read_sectors("across", 7, 4));

	observe("written", write_sectors(40, 3));
	read_sectors("changed", 40, 1);
	read_sectors("unchanged", 42, 1);
	observe("all", write_sectors(50, 3));
	read_sectors("second", 51, 1);
	observe("often", read_often());

	outb(0x3f6, 2);
	before = lines;
	command(0x20, 7, 1);
	observe("silent", done());
	__asm__ volatile("sti; nop; nop; cli");
	observe("lines", lines - before);
	take();		/* while data waits, the registers take nothing */
	outb(0x1f6, 0xf0);
	outb(0x1f7, 0xec);
	observe("other", inb(0x1f7));
}
EXPERIMENT(d_disk, .name = "disk", .title = "a disk with two bad sectors", .run = disk, .chapter = 1, .cmdline = "hda=64K bad=9 bad=41");

static void fresh(void)
{
	open_lines();
	outb(0x3f6, 0);
	read_sectors("first", 40, 1);
}
EXPERIMENT(d_fresh, .name = "fresh", .title = "the same, once more", .run = fresh, .chapter = 1, .cmdline = "hda=64K");

static void waits(void)
{
	open_lines();
	interrupted(lines);
}

static u32 now(void) { u32 low; __asm__ volatile("rdtsc" : "=a"(low) : : "edx"); return low; }

/* A second, idle. */
static void naps(void)
{
	u32 start = now();

	open_lines();
	while (now() - start < 1000000000)
		__asm__ volatile("sti; hlt; cli");
}
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
#ifdef FIXTURE_DISK
	if (same(what, "nap"))
		naps();
	if (same(what, "wait"))
		waits();
#endif
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
