// SPDX-License-Identifier: MIT
// What files hold when several write into them: three processes (scribes/program.c) open, read, write, append to, empty, seek in
// and unlink the same three files in the kernel of the last chapter; a model that knows arrays, and no pages, takes the same steps
// (scribes/steps.h). Each answer and each byte must be the model's. Kernels with one mistake each (scribes/*.edit) are noticed.
// `make check SUITES=boot/scribes SEED=n` is the same with another seed.
#include "kernels.h"
#include <stdint.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef int32_t s32;

enum { WRONLY = 1, RDWR = 2, CREATE = 0100, EXCL = 0200, TRUNC = 01000, APPEND = 02000 };
enum { ENOENT = 2, EBADF = 9, EFAULT = 14, EEXIST = 17, EINVAL = 22, EMFILE = 24, EFBIG = 27 };

#include "boot/scribes/steps.h"

enum { STEPS = 20000, STEPS_DEEP = 1000000, STEPS_BROKEN = 2000, SEEDS_BROKEN = 3, EVERY = 100 };
enum { DESCRIPTORS = 32, FIRST = 3, LARGEST = 0x7fffffff, PAGE = 4096 };

// ---- The model

struct page {
	struct page *next;
	u32 index;
	u8 bytes[PAGE];
};

struct content {
	u32 size, held;			// by its name, and by each that has it open
	struct page *pages;		// others are zeros
};

struct opened {
	struct content *content;
	u32 flags, pos, held;		// by descriptors
};

static struct content *named[NAMES];
static struct opened *table[SCRIBES][DESCRIPTORS];

static void *make(size_t size)
{
	void *made = calloc(1, size);

	if (!made)
		abort();
	return made;
}

// A byte of the file; behind its end there may be some.
static u8 *at(struct content *c, u32 pos)
{
	struct page *p = c->pages;

	while (p && p->index != pos / PAGE)
		p = p->next;
	if (!p) {
		p = make(sizeof *p);
		p->index = pos / PAGE;
		p->next = c->pages;
		c->pages = p;
	}
	return p->bytes + pos % PAGE;
}

static void cut(struct content *c, u32 size)
{
	for (struct page **link = &c->pages, *p; (p = *link); )
		if (p->index >= (size + PAGE - 1) / PAGE) {
			*link = p->next;
			free(p);
		} else {
			link = &p->next;
		}
	if (size % PAGE && size <= c->size)
		memset(at(c, size), 0, PAGE - size % PAGE);
	c->size = size;
}

static void let_go(struct content *c)
{
	if (--c->held)
		return;
	cut(c, 0);
	free(c);
}

static s32 close_it(u32 who, u32 fd)
{
	struct opened *o = table[who][fd];

	if (!o)
		return -EBADF;
	table[who][fd] = NULL;
	if (!--o->held) {
		let_go(o->content);
		free(o);
	}
	return 0;
}

static s32 open_it(const struct step *s)
{
	struct content **c = named + s->name;
	u32 fd = FIRST;

	while (fd < DESCRIPTORS && table[s->who][fd])
		fd++;
	if (fd == DESCRIPTORS)
		return -EMFILE;
	if (!*c && !(s->flags & CREATE))
		return -ENOENT;
	if (*c && s->flags & CREATE && s->flags & EXCL)
		return -EEXIST;
	if (!*c) {
		*c = make(sizeof **c);
		(*c)->held = 1;
	}
	if (s->flags & TRUNC)
		cut(*c, 0);
	(*c)->held++;
	table[s->who][fd] = make(sizeof(struct opened));
	*table[s->who][fd] = (struct opened){ *c, s->flags, 0, 1 };
	return (s32)fd;
}

static s32 read_at(const struct opened *o, const struct step *s, u8 *bytes, u32 *pos)
{
	u32 size = o->content->size, n = *pos >= size ? 0 : s->n < size - *pos ? s->n : size - *pos, some = n < s->good ? n : s->good;

	if ((o->flags & 3) == WRONLY)
		return -EBADF;
	for (u32 i = 0; i < some; i++)
		bytes[i] = *at(o->content, (*pos)++);
	return n && !some ? -EFAULT : (s32)some;
}

// How many of n bytes come into a page, to pos, if only so many can be loaded: it is stored word by word, and loaded as well. The
// others are zeros, as in 2.6.9, and the file is as long as if all had come.
static u32 arrive(u32 pos, u32 n, u32 good)
{
	u32 head = -pos % 4;

	if (good >= n)
		return n;
	return n < 8 || good < head || good - head >= (n - head) / 4 * 4 ? good : head + (good - head) / 4 * 4;
}

static s32 write_at(const struct opened *o, const struct step *s, const u8 *bytes, u32 *pos)
{
	struct content *c = o->content;
	u32 done = 0, some, came;

	if (!(o->flags & 3))
		return -EBADF;
	if (o->flags & APPEND)
		*pos = c->size;
	do {
		some = PAGE - *pos % PAGE < s->n - done ? PAGE - *pos % PAGE : s->n - done;
		if (*pos > LARGEST - some)
			return done ? (s32)done : -EFBIG;
		came = arrive(*pos, some, s->good - done);
		for (u32 i = 0; i < some; i++)
			*at(c, *pos + i) = i < came ? bytes[done + i] : 0;
		c->size = *pos + some > c->size ? *pos + some : c->size;
		*pos += came;
		done += came;
	} while (came == some && done < s->n);
	return done ? (s32)done : -EFAULT;
}

static s32 seek(struct opened *o, const struct step *s)
{
	u32 pos = (u32)s->offset + (s->whence == 0 ? 0 : s->whence == 1 ? o->pos : o->content->size);

	if ((s32)pos < 0)
		return -EINVAL;
	return (s32)(o->pos = pos);
}

static s32 unlink_it(u32 name)
{
	if (!named[name])
		return -ENOENT;
	let_go(named[name]);
	named[name] = NULL;
	return 0;
}

// What a parent has open it and its child have open together.
static s32 bear(u32 who)
{
	for (u32 fd = FIRST; fd < DESCRIPTORS; fd++) {
		close_it(who, fd);
		table[who][fd] = table[0][fd];
		if (table[who][fd])
			table[who][fd]->held++;
	}
	return 0;
}

static s32 take(const struct step *s, u8 *bytes)
{
	struct opened *o = table[s->who][s->fd];
	u32 there = (u32)s->offset;

	switch (s->what) {
	case OPENS:
		return open_it(s);
	case CLOSES:
		return close_it(s->who, s->fd);
	case UNLINKS:
		return unlink_it(s->name);
	case BEARS:
		return bear(s->name);
	case READS:
		return o ? read_at(o, s, bytes, &o->pos) : -EBADF;
	case WRITES:
		return o ? write_at(o, s, bytes, &o->pos) : -EBADF;
	case READS_AT:
		return o ? read_at(o, s, bytes, &there) : -EBADF;
	case WRITES_AT:
		return o ? write_at(o, s, bytes, &there) : -EBADF;
	case SEEKS:
		return o ? seek(o, s) : -EBADF;
	}
	abort();
}

static void begin(u32 seed)
{
	for (u32 who = 0; who < SCRIBES; who++)
		for (u32 fd = FIRST; fd < DESCRIPTORS; fd++)
			close_it(who, fd);
	for (u32 name = 0; name < NAMES; name++)
		unlink_it(name);
	state = seed * 2 + 1;
	sum = turn = 0;
}

// ---- The comparison

static void print_step(FILE *to, u32 i, const struct step *s)
{
	static const char *const names[] = { "open", "close", "read", "write", "pread64", "pwrite64", "lseek", "unlink", "fork" };

	fprintf(to, "step %u: process %u, %s", i, s->who, names[s->what]);
	if (s->what == OPENS)
		fprintf(to, " file %u with flags 0%o", s->name, s->flags);
	else if (s->what == UNLINKS || s->what == BEARS)
		fprintf(to, " %u", s->name);
	else
		fprintf(to, " descriptor %u", s->fd);
	if (s->n)
		fprintf(to, ", %u bytes of which %u can be touched", s->n, s->good);
	if (s->what == READS_AT || s->what == WRITES_AT || s->what == SEEKS)
		fprintf(to, ", offset %d", s->offset);
	if (s->what == SEEKS)
		fprintf(to, ", whence %u", s->whence);
}

static char *boot(const char *kernel, u32 seed, u32 steps, u32 every, int *status)
{
	char *out;

	*status = run(&out, "build/bin/boot --patience=30 --exp=scribes --append='seed=%u steps=%u every=%u' "
		      "build/scribes/%s/kernel.elf 2>&1", seed, steps, every, kernel);
	return out;
}

// The first difference between the model and what a kernel says, or NULL. The interval in which it lies is run again, step by step.
static char *differs(const char *kernel, u32 seed, u32 steps, u32 every, int *status)
{
	static u8 memory[MOST];
	char *out = boot(kernel, seed, steps, every, status), *at = out, *said = NULL;
	size_t length;

	begin(seed);
	for (u32 i = 1; i <= steps; i++) {
		struct step s = make_step(memory + MOST);
		u32 is = 0;
		s32 answer = 0, is_sum = 0;

		turn = next_turn();
		if (i % every && i < steps)
			continue;
		at = strstr(at, "scribes ");
		while (at && sscanf(at, "scribes %u %d %d", &is, &answer, &is_sum) != 3)
			at = strstr(at + 1, "scribes ");
		if (at && is == i && is_sum == (s32)sum) {
			at++;
			continue;
		}
		if (at && every > 1) {
			free(out);
			return differs(kernel, seed, i, 1, status);
		}
		FILE *to = open_memstream(&said, &length);
		print_step(to, i, &s);
		if (at)
			fprintf(to, ": the answer is %d, and should be %d%s", answer, s.answer, answer == s.answer ? "; the bytes differ" : "");
		else
			fprintf(to, ": the kernel does not get there:\n%s", strlen(out) > 1000 ? out + strlen(out) - 1000 : out);
		fclose(to);
		break;
	}
	free(out);
	return said;
}

START_TEST(every_byte_is_the_models)
{
	int status;
	char *said = differs("healthy", first_seed(), told("DEEP") ? STEPS_DEEP : STEPS, EVERY, &status);

	ck_assert_msg(!said, "SEED=%u: %s", first_seed(), said);
	ck_assert_msg(!status, "SEED=%u: all is as the model says, and boot ends with %d: what was lost?", first_seed(), status);
}
END_TEST

static glob_t broken;

START_TEST(is_noticed)
{
	char *name = strdup(strrchr(broken.gl_pathv[_i], '/') + 1), *said = NULL;
	int status;

	name[strlen(name) - strlen(".edit")] = '\0';
	for (u32 i = 0; !said && i < SEEDS_BROKEN; i++)
		said = differs(name, first_seed() + i, STEPS_BROKEN, EVERY, &status);
	ck_assert_msg(said, "%s: nobody noticed", name);
	ck_assert_msg(strstr(said, "should be"), "%s: not by an answer or a byte: %s", name, said);
	printf("%s: %s\n", name, said);
	free(said);
	free(name);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/scribes");
	TCase *tc = tcase_create("scribes");
	SRunner *sr;
	int failed;

	printf("seed %u\n", first_seed());
	fflush(stdout);
	broken = files("tests/boot/scribes/*.edit");
	tcase_add_test(tc, every_byte_is_the_models);
	tcase_add_loop_test(tc, is_noticed, 0, (int)broken.gl_pathc);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
