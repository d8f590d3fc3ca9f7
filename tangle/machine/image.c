// SPDX-License-Identifier: MIT
#include "image.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void broken(const struct image *im, const char *what)
{
	die(STATUS_OURS, "%s: %s: build it again (remove it first), or name a kernel.elf of this book", im->path, what);
}

static const void *at(const struct image *im, uint64_t off, uint64_t n)
{
	if (off > im->size || n > im->size - off)
		broken(im, "the ELF file is cut short");
	return im->bytes + off;
}

static const Elf32_Ehdr *ehdr(const struct image *im)
{
	return at(im, 0, sizeof(Elf32_Ehdr));
}

static const Elf32_Shdr *shdr(const struct image *im, unsigned i)
{
	return at(im, (uint64_t)ehdr(im)->e_shoff + (uint64_t)i * sizeof(Elf32_Shdr), sizeof(Elf32_Shdr));
}

// n bytes at a virtual address as they stand in the file, or NULL.
static const uint8_t *loaded(const struct image *im, uint32_t va, uint32_t n)
{
	for (unsigned i = 0; i < ehdr(im)->e_phnum; i++) {
		const Elf32_Phdr *p = at(im, (uint64_t)ehdr(im)->e_phoff + i * sizeof *p, sizeof *p);

		if (p->p_type == PT_LOAD && va >= p->p_vaddr && n <= p->p_filesz &&
		    va - p->p_vaddr <= p->p_filesz - n)
			return at(im, (uint64_t)p->p_offset + (va - p->p_vaddr), n);
	}
	return NULL;
}

static uint32_t word(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static char *string(const struct image *im, uint32_t va, const char *field)
{
	struct buf b = {0};
	const uint8_t *c;

	buf_add(&b, "", 0);
	while ((c = loaded(im, va, 1)) && *c && b.len < 256) {
		buf_add(&b, (const char *)c, 1);
		va++;
	}
	if (!c || *c)
		broken(im, format("the experiment set's field `%s` points outside the kernel", field));
	return b.s;
}

static char *maybe(const struct image *im, uint32_t va, const char *field)
{
	return va ? string(im, va, field) : NULL;
}

static void read_experiments(struct image *im, uint32_t start, uint32_t end)
{
	enum { WORDS = EXPERIMENT_WORDS };
	const uint8_t *version = start < end ? loaded(im, start, 4) : NULL;

	if (version && word(version) != EXPERIMENT_VERSION)
		die(STATUS_OURS, "%s writes down its experiments in another way than this runner reads (version %u, not %u): the two are of different "
		    "editions of the book. Build both from one: make chapter N", im->path, word(version), EXPERIMENT_VERSION);
	if (end < start || (end - start) % (4 * WORDS) || end - start > 4 * WORDS * 256)
		broken(im, "__experiment_start..__experiment_end is no array of struct experiment (thirteen words each)");
	im->nexps = (end - start) / (4 * WORDS);
	im->exps = xalloc(im->nexps * sizeof *im->exps);
	for (size_t i = 0; i < im->nexps; i++) {
		const uint8_t *p = loaded(im, start + (uint32_t)i * 4 * WORDS, 4 * WORDS);
		struct experiment *e = &im->exps[i];

		if (!p)
			broken(im, "the experiment set is not in the file");
		*e = (struct experiment){
			.name = string(im, word(p + 4), "name"), .title = string(im, word(p + 8), "title"),
			.chapter = word(p + 16), .cmdline = maybe(im, word(p + 20), "cmdline"),
			.mem = word(p + 24), .mem_at = (size_t)(p + 24 - im->bytes), .variant = maybe(im, word(p + 28), "variant"), .ends = (enum end)word(p + 32),
			.where = maybe(im, word(p + 36), "where"),
			.qemu_only = maybe(im, word(p + 40), "qemu_only"),
			.bound = word(p + 44), .ring = word(p + 48),
		};
		if (word(p) != EXPERIMENT_VERSION)
			broken(im, format("experiment %s is of version %u, and the first of %u", e->name, word(p), EXPERIMENT_VERSION));
		// Names become file names: nothing but letters, digits and dashes.
		if (!*e->name || strspn(e->name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(e->name))
			broken(im, format("an experiment is called \"%s\": only a-z, 0-9 and - may stand in a name", e->name));
		if (e->variant && (!*e->variant || strspn(e->variant, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != strlen(e->variant)))
			broken(im, format("experiment %s has the variant \"%s\": only A-Z, 0-9 and _ may stand in one", e->name, e->variant));
		if (e->chapter < 1 || e->chapter > 99 || word(p + 32) > END_ENDLESS || e->mem > 4096)
			broken(im, format("experiment %s: chapter, mem or ends is out of range", e->name));
		// The watchdog counts in twos (pc.c), and v86 cannot be looked into.
		if (e->ends == END_ENDLESS && (!e->where || !e->qemu_only || e->bound < 2 || e->bound > 30 || e->bound % 2))
			broken(im, format("experiment %s never ends: it needs .where, .qemu_only and an even .bound from 2 to 30", e->name));
		if (image_experiment(im, e->name) != e)
			broken(im, format("two experiments are called %s", e->name));
		if (e->chapter > im->last)
			im->last = e->chapter;
	}
}

static int by_address(const void *a, const void *b)
{
	const struct symbol *x = a, *y = b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void read_symbols(struct image *im)
{
	uint32_t start = 0, end = 0;
	bool have_start = false, have_end = false;

	for (unsigned i = 0; i < ehdr(im)->e_shnum; i++) {
		const Elf32_Shdr *s = shdr(im, i), *str;
		size_t n;

		if (s->sh_type != SHT_SYMTAB || s->sh_link >= ehdr(im)->e_shnum)
			continue;
		str = shdr(im, s->sh_link);
		n = s->sh_size / sizeof(Elf32_Sym);
		im->symbols = xalloc(n * sizeof *im->symbols);
		for (size_t j = 0; j < n; j++) {
			const Elf32_Sym *sym = at(im, (uint64_t)s->sh_offset + j * sizeof *sym, sizeof *sym);
			const char *name;
			bool code;

			if (sym->st_name >= str->sh_size || sym->st_shndx == SHN_UNDEF)
				continue;
			name = at(im, (uint64_t)str->sh_offset + sym->st_name, 1);
			if (!memchr(name, 0, im->size - (size_t)((const uint8_t *)name - im->bytes)))
				broken(im, "the ELF file is cut short");
			if (!strcmp(name, "__experiment_start"))
				start = sym->st_value, have_start = true;
			if (!strcmp(name, "__experiment_end"))
				end = sym->st_value, have_end = true;
			code = sym->st_shndx < ehdr(im)->e_shnum && (shdr(im, sym->st_shndx)->sh_flags & SHF_EXECINSTR);
			// Functions, and the labels of assembly files, which have no type.
			if (code && *name && name[0] != '.' &&
			    (ELF32_ST_TYPE(sym->st_info) == STT_FUNC || ELF32_ST_TYPE(sym->st_info) == STT_NOTYPE))
				im->symbols[im->nsymbols++] = (struct symbol){ sym->st_value, sym->st_size, xstrdup(name) };
		}
		break;
	}
	qsort(im->symbols, im->nsymbols, sizeof *im->symbols, by_address);
	if (have_start != have_end)
		broken(im, "only one of __experiment_start and __experiment_end is there");
	if (have_start)
		read_experiments(im, start, end);
}

struct image *image_open(const char *path)
{
	struct image *im = xalloc(sizeof *im);
	const Elf32_Ehdr *h;

	im->path = xstrdup(path);
	im->bytes = (uint8_t *)read_file(path, &im->size);
	if (!im->bytes)
		die(STATUS_OURS, "cannot read the kernel %s: %s: `make chapter N` builds build/NN/kernel.elf",
		    path, strerror(errno));
	if (im->size < sizeof *h)
		broken(im, "not an ELF file");
	h = ehdr(im);
	if (memcmp(h->e_ident, ELFMAG, SELFMAG) || h->e_ident[EI_CLASS] != ELFCLASS32 || h->e_machine != EM_386 ||
	    h->e_phentsize != sizeof(Elf32_Phdr) || (h->e_shnum && h->e_shentsize != sizeof(Elf32_Shdr)))
		broken(im, "not an i386 ELF file");
	read_symbols(im);
	return im;
}

struct experiment *image_experiment(struct image *im, const char *name)
{
	for (size_t i = 0; i < im->nexps; i++)
		if (im->exps[i].name && !strcmp(im->exps[i].name, name))
			return &im->exps[i];
	return NULL;
}

uint32_t image_entry(const struct image *im)
{
	uint32_t entry = ehdr(im)->e_entry;

	return loaded(im, entry, 1) ? entry : entry + 0xc0000000u;
}

bool needs_own_boot(const struct experiment *e)
{
	return e->cmdline || e->mem || e->variant || e->ends != END_OK;
}

const struct symbol *image_symbol(struct image *im, uint32_t addr, uint32_t *off)
{
	const struct symbol *best = NULL;
	size_t lo = 0, hi = im->nsymbols;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (im->symbols[mid].addr <= addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	// Of several names for one address, take one that has a size: the function itself.
	for (size_t i = lo; i > 0 && im->symbols[i - 1].addr == im->symbols[lo - 1].addr; i--)
		if (!best || im->symbols[i - 1].size)
			best = &im->symbols[i - 1];
	if (!best || !loaded(im, addr, 1) || (best->size && addr - best->addr >= best->size))
		return NULL;
	*off = addr - best->addr;
	return best;
}

// addr2line keeps running and answers one line for each address we write.
struct lines {
	pid_t pid;
	int to, from;
};

static struct lines *lines_start(const char *path)
{
	struct lines *l = xalloc(sizeof *l);
	const char *tool = getenv("ADDR2LINE");
	int in[2], out[2];

	if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC))
		die(STATUS_OURS, "cannot make a pipe: %s", strerror(errno));
	l->pid = fork();
	if (l->pid == 0) {
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		setpgid(0, 0);		// not for Ctrl-C: it ends when its input does
		dup2(in[0], 0);
		dup2(out[1], 1);
		dup2(null, 2);
		execlp(tool && *tool ? tool : CROSS "addr2line", "addr2line", "-e", path, (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	l->to = in[1];
	l->from = out[0];
	return l;
}

// The tree that it is made of lies beside it.
static struct origins origins_beside(const char *kernel)
{
	const char *slash = strrchr(kernel, '/');
	char *tree = format("%.*ssrc", slash ? (int)(slash + 1 - kernel) : 0, kernel);
	struct origins o = origins_read(tree);

	free(tree);
	return o;
}

// "CHUNK FILE:LINE" of an address, "" when there is none (no debug information, no addr2line, no answer).
static void line_of(struct image *im, uint32_t addr, char *out, size_t n)
{
	char ask[16], got[1024], *said, *numbered;
	size_t len = 0;
	int an = snprintf(ask, sizeof ask, "%x\n", addr);
	char *chapter, *paren;

	*out = 0;
	if (!im->lines) {
		im->lines = lines_start(im->path);
		im->origins = origins_beside(im->path);
	}
	if (im->lines->pid < 0 || write(im->lines->to, ask, (size_t)an) != an)
		return;
	while (!len || got[len - 1] != '\n') {
		struct pollfd p = { .fd = im->lines->from, .events = POLLIN };

		if (poll(&p, 1, 2000) <= 0 || len == sizeof got - 1 || read(im->lines->from, got + len, 1) != 1)
			return;
		len++;
	}
	got[len - 1] = 0;
	if ((paren = strstr(got, " (discriminator")))
		*paren = 0;
	if (got[0] == '?' || strstr(got, ":?") || strstr(got, ":0"))
		return;
	// A kernel built elsewhere may carry a directory in front; the reader knows chapters/...
	said = origins_say(&im->origins, got);
	chapter = strstr(said, "chapters/");
	numbered = origins_number(&im->origins, chapter ? chapter : said);
	snprintf(out, n, "%s", numbered);
	free(numbered);
	free(said);
}

// Does a call instruction end at addr? Near relative (e8) or through a register or memory (ff /2).
static bool after_call(const struct image *im, uint32_t addr)
{
	const uint8_t *p = loaded(im, addr - 7, 7);

	if (!p)
		return false;
	if (p[2] == 0xe8)
		return true;
	for (int back = 2; back <= 7; back++)
		if (p[7 - back] == 0xff && (p[8 - back] & 0x38) == 0x10) {
			int mod = p[8 - back] >> 6, rm = p[8 - back] & 7;
			int len = 2 + (mod == 1) + 4 * (mod == 2 || (mod == 0 && rm == 5)) + (mod != 3 && rm == 4);

			// mod 0 with a SIB byte whose base is 5 has a 32-bit displacement too
			if (mod == 0 && rm == 4 && back == 7)
				len = 7;
			if (len == back)
				return true;
		}
	return false;
}

bool image_place(struct image *im, uint32_t addr, bool exact, bool want_line, struct place *p)
{
	uint32_t look = !exact && after_call(im, addr) ? addr - 1 : addr;
	const struct symbol *s = image_symbol(im, look, &p->offset);

	if (!s)
		return false;
	p->offset += addr - look;
	snprintf(p->symbol, sizeof p->symbol, "%.*s", (int)strcspn(s->name, "."), s->name);
	p->line[0] = 0;
	if (want_line)
		line_of(im, look, p->line, sizeof p->line);
	return true;
}

void image_close(struct image *im)
{
	if (!im)
		return;
	if (im->lines) {
		close(im->lines->to);
		close(im->lines->from);
		if (im->lines->pid > 0)
			waitpid(im->lines->pid, NULL, 0);
		free(im->lines);
	}
	origins_free(&im->origins);
	for (size_t i = 0; i < im->nsymbols; i++)
		free(im->symbols[i].name);
	for (size_t i = 0; i < im->nexps; i++) {
		free(im->exps[i].name);
		free(im->exps[i].title);
		free(im->exps[i].cmdline);
		free(im->exps[i].variant);
		free(im->exps[i].where);
		free(im->exps[i].qemu_only);
	}
	free(im->symbols);
	free(im->exps);
	free(im->bytes);
	free(im->path);
	free(im);
}
