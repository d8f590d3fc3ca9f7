/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#define CHAPTER 5
#include <asm/msr.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>
#include <linux/experiment.h>
#include <linux/extable.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/string.h>

#define USER	0x40000000U
#define HOLE	(USER + PAGE_SIZE)
#define FIXED	(USER + 2 * PAGE_SIZE)	/* read-only */

static struct page *user_page[3];

/* Chapter 5: experiment: borrow a user's memory */
static void lend(u32 i, u32 prot)
{
	user_page[i] = alloc_page(GFP_HIGHUSER);
	BUG_ON(!user_page[i]);
	clear_highpage(user_page[i]);
	BUG_ON(map_page(swapper_pg_dir, USER + i * PAGE_SIZE,
			user_page[i], prot));
}

static void borrow(void)
{
	lend(0, PAGE_SHARED);
	lend(2, PAGE_READONLY);
	set_fs(USER_DS);
}

static void give_back(void)
{
	u32 i;

	set_fs(KERNEL_DS);
	for (i = 0; i < 3; i += 2) {
		unmap_page(swapper_pg_dir, USER + i * PAGE_SIZE);
		put_page(user_page[i]);
	}
}
/* Chapter 5: experiment: one copy, and what is left */
static char buffer[128] __attribute__((aligned(8)));

static void one_copy(const char *text, const char *key, void *to,
		     const void *from, u32 room)
{
	u32 left = __copy_user(to, from, 100);

	printk("%3u fit, %3u left: %s\n", room, left, text);
	obs(key, "%u", left);
}
/* Chapter 5: experiment: residues */
static void residue(void)
{
	borrow();
	printk("copy 100 bytes\n");
	one_copy("to a user page", "to", (u8 *)HOLE - 16, buffer, 16);
	give_back();
}
experiment("residue", "how many bytes are left?", residue);
/* Chapter 5: experiment: residues */

static void three_more(void)
{
	u8 *end = (u8 *)HOLE;

	borrow();
	printk("copy 100 bytes\n");
	one_copy("to a user page, 14 before its end", "to.odd",
		 end - 14, buffer, 14);
	one_copy("from a user page", "from", buffer, end - 16, 16);
	one_copy("from a user page, 14 before its end", "from.odd",
		 buffer, end - 14, 14);
	give_back();
}
experiment("three-more", "and how many of these?", three_more);
/* Chapter 5: experiment: every residue */
struct tally {
	u32 cases, wrong, exact, given_up[4];
};

/* Residue of n bytes with this much room: count it. Possible? */
static bool judge(struct tally *t, u32 n, u32 room, u32 left)
{
	u32 more = left - (n - room);
	bool possible = more <= 3 && left <= n;

	t->cases++;
	t->exact += more == 0;
	if (possible)
		t->given_up[more]++;
	else
		t->wrong++;
	return possible;
}
/* Chapter 5: experiment: every residue */

static bool arrived(const u8 *at, u32 copied, u32 behind)
{
	u32 i;

	for (i = 0; i < copied + behind; i++)
		if (at[i] != (i < copied ? 'a' + i % 26 : '.'))
			return false;
	return true;
}

static void pattern(u8 *at, u32 n)
{
	u32 i;

	for (i = 0; i < n; i++)
		at[i] = 'a' + i % 26;
}
/* Chapter 5: experiment: every residue */

static void all_to_user(struct tally *t)
{
	u32 n, room, left;
	u8 *to;

	pattern((u8 *)buffer, 80);
	for (n = 0; n <= 80; n++)
		for (room = 0; room <= n; room++) {
			to = (u8 *)HOLE - room;
			memset(to, '.', room);
			left = __copy_user(to, buffer, n);
			if (judge(t, n, room, left))
				t->wrong += !arrived(to, n - left, 0);
		}
}
/* Chapter 5: experiment: every residue */

static void one_from_user(struct tally *t, u32 n, u32 room, u8 *to)
{
	u8 *from = (u8 *)HOLE - room;
	u32 left;

	pattern(from, room);
	memset(buffer, '.', sizeof(buffer));
	left = __copy_user(to, from, n);
	if (judge(t, n, room, left))
		t->wrong += !arrived(to, n - left, left);
}

static void all_from_user(struct tally *t)
{
	u32 n, room, skew;

	for (n = 0; n <= 80; n++)
		for (room = 0; room <= n; room++)
			for (skew = 0; skew < 16; skew++)
				one_from_user(t, n, room,
					      (u8 *)buffer + skew);
}
/* Chapter 5: experiment: every residue */

static void tell_tally(const char *way, const struct tally *t)
{
	char key[24];

	printk("%s user: %u copies, %u wrong, %u exact,"
	       " 1 to 3 bytes given up: %u %u %u\n", way, t->cases,
	       t->wrong, t->exact, t->given_up[1], t->given_up[2],
	       t->given_up[3]);
	snprintf(key, sizeof(key), "%s.wrong", way);
	obs(key, "%u", t->wrong);
	snprintf(key, sizeof(key), "%s.inexact", way);
	obs(key, "%u", t->cases - t->exact);
}

static void every_residue(void)
{
	struct tally to = { 0 }, from = { 0 };

	borrow();
	all_to_user(&to);
	all_from_user(&from);
	tell_tally("to", &to);
	tell_tally("from", &from);
	give_back();
}
experiment("every-residue", "all lengths, all holes", every_residue);
/* Chapter 5: experiment: every residue */

static void price(void)
{
	struct page *page = alloc_page(GFP_KERNEL);
	void *own = page_address(page), *user = (void *)USER;
	u32 t0, t1, t2, t3;

	borrow();
	t0 = rdtsc();
	copy_to_user(user, own, PAGE_SIZE);
	t1 = rdtsc();
	copy_from_user(own, user, PAGE_SIZE);
	t2 = rdtsc();
	clear_user(user, PAGE_SIZE);
	t3 = rdtsc();
	printk("a page: to the user ~%u instructions, from ~%u,"
	       " cleared ~%u\n", t1 - t0, t2 - t1, t3 - t2);
	obs("to", "%u", t1 - t0);
	obs("from", "%u", t2 - t1);
	obs("clear", "%u", t3 - t2);
	give_back();
	put_page(page);
}
experiment("price", "instructions for a user's page", price,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 5: experiment: one value */
#define TRY_GET(type, at) ({					\
	type __value = (type)0x5eed;				\
	int __e = get_user(__value, (const type *)(at));	\
	__e ? __value ? -1 : 0 : 1; })

/* 1 read, 0 refused and the value is 0, -1 refused, but not 0. */
static void try_sizes(const char *text, const char *key, u32 at,
		      u32 at8)
{
	int got[4] = { TRY_GET(u8, at), TRY_GET(u16, at),
		       TRY_GET(u32, at), TRY_GET(u64, at8) };
	static const char *const word[] = { "junk", "fault", "value" };

	printk("%-24s %-8s%-8s%-8s%s\n", text, word[got[0] + 1],
	       word[got[1] + 1], word[got[2] + 1], word[got[3] + 1]);
	obs(key, "%d%d%d%d", got[0], got[1], got[2], got[3]);
}
/* Chapter 5: experiment: one value */

static void try_put(const char *text, const char *key, u32 at)
{
	int error = put_user(7, (u32 *)at);

	printk("put_user %-20s %s\n", text, error ? "fault" : "stored");
	obs(key, "%d", error);
}
/* Chapter 5: experiment: one value */

static void one_value(void)
{
	borrow();
	memset((void *)USER, 0xa5, PAGE_SIZE);
	printk("%-24s 1       2       4       8 bytes\n", "get_user");
	try_sizes("on a page", "good", USER, USER);
	try_sizes("in a hole", "hole", HOLE, HOLE);
	try_sizes("across the edge", "edge", HOLE - 1, HOLE - 4);
	try_sizes("in the kernel", "kernel", PAGE_OFFSET,
		  PAGE_OFFSET);
	try_sizes("half below the limit", "limit", PAGE_OFFSET - 1,
		  PAGE_OFFSET - 4);
	/* Chapter 5: one_value: stores */
	try_put("on a page", "put.good", USER);
	try_put("in a hole", "put.hole", HOLE);
	try_put("on a read-only page", "put.fixed", FIXED);
	try_put("across the edge", "put.edge", HOLE - 1);
	try_put("in the kernel", "put.kernel", PAGE_OFFSET);
	obs("put.there", "%u", *(volatile u32 *)USER);
	obs("put.fixed.there", "%u", *(volatile u32 *)FIXED);
	give_back();
}
experiment("one-value", "get_user and put_user", one_value);
/* Chapter 5: experiment: the tail */
static void tail(void)
{
	u32 left, secret = 0, zero = 0, i;

	borrow();
	memset((void *)(HOLE - 16), 'u', 16);
	memset(buffer, 'S', sizeof(buffer));
	left = copy_from_user(buffer, (void *)(HOLE - 16), 100);
	for (i = 0; i < 100; i++) {
		secret += buffer[i] == 'S';
		zero += buffer[i] == 0;
	}
	printk("%u left: %u zeros, %u bytes of the secret;"
	       " behind the end it is %s\n", left, zero, secret,
	       buffer[100] == 'S' ? "untouched" : "lost");
	/* Chapter 5: tail: tell */
	obs("left", "%u", left);
	obs("secret", "%u", secret);
	obs("zero", "%u", zero);
	obs("behind", "%u", buffer[100] == 'S');
	memset(buffer, 'S', sizeof(buffer));
	obs("refused", "%u", copy_from_user(buffer, (void *)PAGE_OFFSET, 100));
	obs("refused.zero", "%u", buffer[0] == 0 && buffer[99] == 0);
	give_back();
}
experiment("tail", "what the kernel leaves in a buffer", tail);
/* Chapter 5: experiment: strings */
static void strings(void)
{
	char name[8], *at = (char *)HOLE - 4;

	borrow();
	memcpy(at, "tty", 4);
	obs("copied", "%d", (int)strncpy_from_user(name, at, 8));
	printk("a name at the end of a page: %s\n", name);
	obs("same", "%u", !strcmp(name, "tty"));
	obs("length", "%d", (int)strnlen_user(at, 8));
	obs("cut", "%d", (int)strncpy_from_user(name, at, 2));
	obs("long", "%d", (int)strnlen_user(at, 2));
	at[3] = '!';
	obs("endless", "%d", (int)strncpy_from_user(name, at, 8));
	obs("endless.length", "%d", (int)strnlen_user(at, 8));
	obs("exactly", "%d", (int)strncpy_from_user(name, at, 4));
	give_back();
}
experiment("strings", "a name at the end of a page", strings);
/* Chapter 5: experiment: the check and the fault */
struct claim {
	const char *text, *key;
	u32 at, n;
};

static const struct claim claims[] = {
	{ "a page", "page", USER, 64 },
	{ "a page and a hole", "both", HOLE - 16, 64 },
	{ "a hole", "hole", HOLE, 64 },
	{ "a read-only page", "fixed", FIXED, 64 },
	{ "the kernel", "kernel", PAGE_OFFSET + 0x100000, 64 },
	{ "across the limit", "across", PAGE_OFFSET - 32, 64 },
	{ "around the top", "wrap", 0xfffff000, 0x2000 },
};
/* Chapter 5: experiment: the check and the fault */

static void who_decides(void)
{
	u32 i;

	borrow();
	printk("%-20s access_ok   not copied\n", "copy to");
	for (i = 0; i < ARRAY_SIZE(claims); i++) {
		const struct claim *c = &claims[i];
		bool ok = access_ok(VERIFY_WRITE, (void *)c->at, c->n);
		u32 left = copy_to_user((void *)c->at, buffer, c->n);
		char key[16];

		printk("%-20s %-11s %u\n", c->text, ok ? "yes" : "no",
		       left);
		obs(c->key, "%u", ok);
		snprintf(key, sizeof(key), "%s.left", c->key);
		obs(key, "%u", left);
	}
	/* Chapter 5: who_decides: the kernel as its own user */
	memset(buffer + 64, '.', 64);
	set_fs(KERNEL_DS);
	obs("own", "%u", copy_to_user(buffer + 64, buffer, 64));
	set_fs(USER_DS);
	obs("own.there", "%u", memcmp(buffer + 64, buffer, 64) == 0);
	give_back();
}
experiment("who-decides", "the check, and the fault", who_decides);
/* Chapter 5: experiment: loads */
static void loads(void)
{
	static const u32 kinds[] = { PAGE_SHARED, PAGE_READONLY,
				     PAGE_KERNEL, PAGE_KERNEL_RO };
	static const char *const names[] = {
		"user, writable", "user, read-only",
		"kernel's, writable", "kernel's, read-only" };
	u32 i, word;

	borrow();
	for (i = 0; i < 4; i++) {
		char key[12];
		u32 load, store;

		protect_page(swapper_pg_dir, USER, kinds[i]);
		load = get_user(word, (u32 *)USER) == 0 && !word;
		store = put_user(0, (u32 *)USER) == 0;
		printk("%-20s load %-8s store %s\n", names[i],
		       load ? "yes" : "fault", store ? "yes" : "fault");
		snprintf(key, sizeof(key), "kind%u", i);
		obs(key, "%u%u", load, store);
	}
	give_back();
}
experiment("loads", "what the kernel may read", loads);
/* Chapter 5: experiment: the order of the table */
extern struct exception_table_entry __start___ex_table[],
				    __stop___ex_table[];

static u32 out_of_order(const struct exception_table_entry *e, u32 n)
{
	u32 i, count = 0;

	for (i = 1; i < n; i++)
		count += e[i - 1].insn > e[i].insn;
	return count;
}

static void table_order(void)
{
	struct exception_table_entry *table = __start___ex_table;
	u32 n = __stop___ex_table - table;
	u32 i, found = 0, wrong = 0;

	for (i = 0; i < n; i++) {
		const struct exception_table_entry *e = table + i;

		found += search_exception_tables(e->insn) == e;
		wrong += search_exception_tables(e->insn + 1) != NULL;
	}
	/* Chapter 5: table_order: tell */
	printk("all entries found: %s; addresses beside them found: %u;"
	       " out of order: %u\n", found == n ? "yes" : "no", wrong,
	       out_of_order(table, n));
	obs("lost", "%u", n - found);
	obs("wrong", "%u", wrong);
	obs("disorder", "%u", out_of_order(table, n));
	obs("enough", "%u", n >= 12);
}
experiment("table-order", "finding an entry", table_order);
/* Chapter 5: experiment: asking for WP */
static int ask(bool wp)
{
	write_wp(wp);
	test_wp_bit();
	printk("WP %s: wp_works_ok is %d\n", wp ? "set" : "clear",
	       boot_cpu_data.wp_works_ok);
	return boot_cpu_data.wp_works_ok;
}

static void wp_asked(void)
{
	int at_boot = boot_cpu_data.wp_works_ok, on, off;
	bool before = read_wp();

	on = ask(true);
	off = ask(false);
	write_wp(before);
	boot_cpu_data.wp_works_ok = at_boot;
	obs("at.boot", "%d", at_boot);
	obs("on", "%d", on);
	obs("off", "%d", off);
}
experiment("wp-asked", "wp_works_ok", wp_asked);
/* Chapter 5: experiment: asking for WP */

static void wp_asked_off(void)
{
	printk("wp_works_ok is %d\n", boot_cpu_data.wp_works_ok);
	obs("at.boot", "%d", boot_cpu_data.wp_works_ok);
}
experiment("wp-asked-off", "wp_works_ok on a 386", wp_asked_off,
	   .cmdline = "wp=off");
/* Chapter 5: experiment: asking for WP */

static void wp_granted(void)
{
	write_wp(false);
	check_wp();
}
experiment("wp-granted", "a kernel that takes WP for granted",
	   wp_granted, .variant = "X86_WP_WORKS_OK",
	   .ends = ENDS_PANIC, .where = "check_wp");
/* Chapter 5: experiment: memcpy */
static void memcpy_fatal(void)
{
	borrow();
	printk("copy_to_user: %u left. And now memcpy.\n",
	       copy_to_user((void *)(HOLE - 16), buffer, 100));
	obs("before", "1");
	memcpy((void *)(HOLE - 16), buffer, 100);
	obs("after", "1");
}
experiment("memcpy-fatal", "an oops for a bad pointer", memcpy_fatal,
	   .ends = ENDS_OOPS, .where = "memcpy");
