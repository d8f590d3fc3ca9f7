/* SPDX-License-Identifier: MIT */
#include "object.h"
#include "lib/text.h"

#include <elf.h>
#include <string.h>

enum { LOADED_MOST = 512 * 1024 };

struct file {
	const u8 *bytes;
	size_t size;
	Elf32_Ehdr header;
};

/* The part of the file that is count entries of size bytes at offset; NULL where it does not lie in the file. */
static const u8 *part(const struct file *f, u64 offset, u64 count, u64 size)
{
	return offset <= f->size && count * size <= f->size - offset ? f->bytes + offset : NULL;
}

static bool open_file(struct file *f, const u8 *bytes, size_t size, unsigned type)
{
	*f = (struct file){ .bytes = bytes, .size = size };
	if (size < sizeof f->header)
		return false;
	memcpy(&f->header, bytes, sizeof f->header);
	return memcmp(f->header.e_ident, ELFMAG, SELFMAG) == 0 && f->header.e_ident[EI_CLASS] == ELFCLASS32 &&
	       f->header.e_ident[EI_DATA] == ELFDATA2LSB && f->header.e_machine == EM_386 && f->header.e_type == type;
}

static bool section(const struct file *f, u32 index, Elf32_Shdr *s)
{
	const u8 *at = index < f->header.e_shnum ? part(f, f->header.e_shoff, f->header.e_shnum, sizeof *s) : NULL;

	if (at && f->header.e_shentsize == sizeof *s) {
		memcpy(s, at + index * sizeof *s, sizeof *s);
		return true;
	}
	return false;
}

/* A string of a string table, NULL where it does not end in it. */
static const char *name_in(const struct file *f, u32 table, u32 offset)
{
	Elf32_Shdr s;
	const u8 *at;

	if (!section(f, table, &s) || s.sh_type != SHT_STRTAB || offset >= s.sh_size || !(at = part(f, s.sh_offset, s.sh_size, 1)))
		return NULL;
	return memchr(at + offset, '\0', s.sh_size - offset) ? (const char *)at + offset : NULL;
}

static bool begins(const char *name, const char *start)
{
	return strncmp(name, start, strlen(start)) == 0;
}

/* name, or name.something */
static bool is_of(const char *name, const char *start)
{
	size_t n = strlen(start);

	return strncmp(name, start, n) == 0 && (name[n] == '\0' || name[n] == '.');
}

/* A name that can be printed, and given to the linker. */
static bool is_plain(const char *name)
{
	for (const char *s = name; *s; s++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.$-", *s))
			return false;
	return strlen(name) < 200;
}

/* A function of libgcc: __udivdi3. */
static bool is_compilers(const char *name)
{
	return strncmp(name, "__", 2) == 0 && !strchr(name + 2, '_') && strchr("234", name[strlen(name) - 1]);
}

static bool refuse(struct refused *refused, enum refusal kind, const char *format, const char *what)
{
	refused->kind = kind;
	add(&refused->reason, format, what);
	return false;
}

static bool mistake(struct refused *refused, const char *format, const char *what)
{
	return refuse(refused, AS_MISTAKE, format, what);
}

/* What gcc makes of no honest file. */
static bool attack(struct refused *refused, const char *format, const char *what)
{
	return refuse(refused, AS_ATTACK, format, what);
}

static bool audit_section(const struct file *f, const Elf32_Shdr *s, const struct audit *rules, u64 *loaded, struct refused *refused)
{
	static const char *const code[] = { ".text", ".fixup" }, *const data[] = { ".data", ".bss", ".rodata", "__ex_table" };
	const char *name = name_in(f, f->header.e_shstrndx, s->sh_name);
	bool known = false;

	if (!name || !is_plain(name))
		return attack(refused, "a section without a proper name%s", "");
	switch (s->sh_type) {
	case SHT_NULL: case SHT_SYMTAB: case SHT_STRTAB:
		return true;
	case SHT_REL:
		break;
	case SHT_PROGBITS: case SHT_NOBITS:
		break;
	default:
		return attack(refused, "a section of a kind that no kernel file has: %s", name);
	}
	if (s->sh_type != SHT_NOBITS && !part(f, s->sh_offset, s->sh_size, 1))
		return attack(refused, "a section that lies outside the file: %s", name);
	if (s->sh_type == SHT_REL)
		return true;
	if (!(s->sh_flags & SHF_ALLOC)) {
		if (is_of(name, ".note.GNU-stack") && (s->sh_flags & SHF_EXECINSTR))
			return mistake(refused, "a nested function whose address is taken: gcc writes code for it onto the stack, where nothing is run%s", "");
		if (begins(name, ".debug_") || is_of(name, ".comment") || is_of(name, ".note.GNU-stack"))
			return true;
		return attack(refused, "a section that no kernel file has: %s", name);
	}
	if (s->sh_flags & SHF_TLS)
		return mistake(refused, "variables of threads, which a kernel does not have: %s", name);
	if ((s->sh_flags & SHF_WRITE) && (s->sh_flags & SHF_EXECINSTR))
		return attack(refused, "a section that can be written and run: %s", name);
	for (u32 i = 0; i < sizeof code / sizeof *code; i++)
		known = known || is_of(name, code[i]);
	if (!known && (s->sh_flags & SHF_EXECINSTR))
		return attack(refused, "code outside .text: %s", name);
	for (u32 i = 0; i < sizeof data / sizeof *data; i++)
		known = known || is_of(name, data[i]);
	if (!known)
		return attack(refused, "a section that no kernel file has: %s (a constructor? an attribute section?)", name);
	if (!rules->ex_table && s->sh_size && is_of(name, "__ex_table"))
		return mistake(refused, "an exception table: no fault of this exercise's is to be survived%s", "");
	*loaded += s->sh_size;
	if (*loaded > LOADED_MOST)
		return mistake(refused, "more than 512 KiB of code and data%s", "");
	return true;
}

static bool audit_relocations(const struct file *f, const Elf32_Shdr *s, struct refused *refused)
{
	Elf32_Shdr target;
	const u8 *at = part(f, s->sh_offset, s->sh_size, 1);

	if (!at || !section(f, s->sh_info, &target))
		return attack(refused, "relocations that lie outside the file%s", "");
	if (!(target.sh_flags & SHF_ALLOC))
		return true; /* of debugging information */
	for (u32 i = 0; i + sizeof(Elf32_Rel) <= s->sh_size; i += sizeof(Elf32_Rel)) {
		Elf32_Rel r;

		memcpy(&r, at + i, sizeof r);
		switch (ELF32_R_TYPE(r.r_info)) {
		case R_386_32: case R_386_PC32: case R_386_PLT32: case R_386_16: case R_386_PC16: case R_386_8: case R_386_PC8:
			break;
		default:
			return mistake(refused, "a relocation that a kernel file does not need%s", "");
		}
	}
	return true;
}

static bool audit_symbol(const struct file *f, const Elf32_Sym *s, const char *name, const struct audit *rules, struct refused *refused)
{
	Elf32_Shdr home;
	bool global = ELF32_ST_BIND(s->st_info) != STB_LOCAL;

	if (ELF32_ST_TYPE(s->st_info) == STT_FILE || (!global && !*name))
		return true;
	/* A variable of the file's own may be called größe. */
	if (!is_plain(name)) {
		if (global)
			return attack(refused, "a symbol with a strange name; make it static, or spell it in ASCII%s", "");
		name = "one with a strange name";
	}
	switch (ELF32_ST_TYPE(s->st_info)) {
	case STT_NOTYPE: case STT_OBJECT: case STT_FUNC: case STT_SECTION:
		break;
	case STT_GNU_IFUNC:
		return attack(refused, "a function that is chosen when the program starts (ifunc): %s", name);
	default:
		return attack(refused, "a symbol of a kind that no kernel file has: %s", name);
	}
	if (global && ELF32_ST_BIND(s->st_info) != STB_GLOBAL && ELF32_ST_BIND(s->st_info) != STB_WEAK)
		return attack(refused, "a symbol bound in a way that no kernel file needs: %s", name);
	if (s->st_shndx == SHN_COMMON)
		return mistake(refused, "a common symbol: %s; give it a value, or make it static", name);
	if (s->st_shndx == SHN_UNDEF) {
		if (!*name || is_in(name, rules->allowed))
			return true;
		if (is_compilers(name))
			return mistake(refused, "it uses %s, which gcc calls where it has no instructions of its own (to divide 64 bits, perhaps); no kernel file has it", name);
		return mistake(refused, "it uses %s, which this exercise does not have (a misspelt name? a function of another file? one that is inline, in a header, and uses it?)", name);
	}
	/* objdump passes over it when it lists instructions. */
	if (ELF32_ST_TYPE(s->st_info) == STT_OBJECT && section(f, s->st_shndx, &home) && (home.sh_flags & SHF_EXECINSTR))
		return mistake(refused, "an object among the code: %s", name);
	if (is_in(name, rules->exports) && (s->st_shndx == SHN_ABS || !section(f, s->st_shndx, &home) || !(home.sh_flags & SHF_ALLOC)))
		return mistake(refused, "%s is a number, not a place in this file", name);
	return true;
}

bool object_audit(const u8 *bytes, size_t size, const struct audit *rules, struct refused *refused)
{
	struct file f;
	Elf32_Shdr s, symbols = { 0 };
	u64 loaded = 0;
	const char *name;

	if (!open_file(&f, bytes, size, ET_REL))
		return mistake(refused, "no object file for i386%s", "");
	for (u32 i = 0; i < f.header.e_shnum; i++) {
		if (!section(&f, i, &s))
			return mistake(refused, "sections that lie outside the file%s", "");
		if (!audit_section(&f, &s, rules, &loaded, refused))
			return false;
		if (s.sh_type == SHT_SYMTAB)
			symbols = s;
	}
	for (u32 i = 0; i < f.header.e_shnum; i++)
		if (section(&f, i, &s) && s.sh_type == SHT_REL && !audit_relocations(&f, &s, refused))
			return false;
	const u8 *table = part(&f, symbols.sh_offset, symbols.sh_size, 1);
	u32 count = symbols.sh_size / sizeof(Elf32_Sym);
	if (!table || !count)
		return mistake(refused, "it defines nothing%s", "");
	for (u32 i = 0; i < count; i++) {
		Elf32_Sym symbol;

		memcpy(&symbol, table + i * sizeof symbol, sizeof symbol);
		if (!(name = name_in(&f, symbols.sh_link, symbol.st_name)))
			return attack(refused, "a symbol without a name%s", "");
		if (!audit_symbol(&f, &symbol, name, rules, refused))
			return false;
	}
	for (const char *const *export = rules->exports; *export; export++) {
		bool found = false;

		for (u32 i = 0; i < count && !found; i++) {
			Elf32_Sym symbol;

			memcpy(&symbol, table + i * sizeof symbol, sizeof symbol);
			found = symbol.st_shndx != SHN_UNDEF && ELF32_ST_BIND(symbol.st_info) != STB_LOCAL &&
				(name = name_in(&f, symbols.sh_link, symbol.st_name)) && strcmp(name, *export) == 0;
		}
		if (!found)
			return mistake(refused, "it does not define %s (or defines it static)", *export);
	}
	return true;
}

bool object_flatten(const u8 *bytes, size_t size, u32 base, u8 *to, u32 room)
{
	struct file f;
	Elf32_Phdr p;

	if (!open_file(&f, bytes, size, ET_EXEC) || f.header.e_phentsize != sizeof p)
		return false;
	const u8 *table = part(&f, f.header.e_phoff, f.header.e_phnum, sizeof p);
	if (!table)
		return false;
	for (u32 i = 0; i < f.header.e_phnum; i++) {
		memcpy(&p, table + i * sizeof p, sizeof p);
		if (p.p_type != PT_LOAD)
			continue;
		const u8 *from = part(&f, p.p_offset, p.p_filesz, 1);
		/* ld puts the file's header into a segment of its own before the image, where there is room. */
		if (p.p_vaddr < base)
			return false;
		if (!from || p.p_filesz > p.p_memsz || p.p_vaddr - base > room || p.p_memsz > room - (p.p_vaddr - base))
			return false;
		memcpy(to + (p.p_vaddr - base), from, p.p_filesz);
	}
	return true;
}

/* ---- A linked kernel */

u32 object_entry(const u8 *bytes, size_t size)
{
	struct file f;

	return open_file(&f, bytes, size, ET_EXEC) ? f.header.e_entry : 0;
}

u32 object_symbol(const u8 *bytes, size_t size, const char *name)
{
	struct file f;
	Elf32_Shdr s;

	if (!open_file(&f, bytes, size, ET_EXEC))
		return 0;
	for (u32 i = 0; i < f.header.e_shnum; i++) {
		const u8 *at = section(&f, i, &s) && s.sh_type == SHT_SYMTAB ? part(&f, s.sh_offset, s.sh_size, 1) : NULL;

		for (u32 k = 0; at && k < s.sh_size / sizeof(Elf32_Sym); k++) {
			Elf32_Sym symbol;
			const char *found;

			memcpy(&symbol, at + k * sizeof symbol, sizeof symbol);
			/* The learner's own symbols are local, whatever they are called. */
			if (ELF32_ST_BIND(symbol.st_info) != STB_LOCAL && symbol.st_shndx != SHN_UNDEF &&
			    (found = name_in(&f, s.sh_link, symbol.st_name)) && strcmp(found, name) == 0)
				return symbol.st_value;
		}
	}
	return 0;
}

bool object_segment(const u8 *bytes, size_t size, u32 i, struct piece *piece)
{
	struct file f;
	Elf32_Phdr p;
	const u8 *table;

	*piece = (struct piece){ 0 };
	if (!open_file(&f, bytes, size, ET_EXEC) || i >= f.header.e_phnum || f.header.e_phentsize != sizeof p ||
	    !(table = part(&f, f.header.e_phoff, f.header.e_phnum, sizeof p)))
		return false;
	memcpy(&p, table + i * sizeof p, sizeof p);
	const u8 *from = p.p_type == PT_LOAD ? part(&f, p.p_offset, p.p_filesz, 1) : NULL;
	if (from)
		*piece = (struct piece){ p.p_vaddr, p.p_filesz, from };
	return true;
}

bool object_code(const u8 *bytes, size_t size, u32 i, struct piece *piece)
{
	struct file f;
	Elf32_Shdr s;

	*piece = (struct piece){ 0 };
	if (!open_file(&f, bytes, size, ET_EXEC) || !section(&f, i, &s))
		return false;
	const u8 *from = s.sh_type == SHT_PROGBITS && (s.sh_flags & SHF_ALLOC) && (s.sh_flags & SHF_EXECINSTR) ? part(&f, s.sh_offset, s.sh_size, 1) : NULL;
	if (from)
		*piece = (struct piece){ s.sh_addr, s.sh_size, from };
	return true;
}
