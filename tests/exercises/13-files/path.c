/* SPDX-License-Identifier: MIT */
/*
 * Exercise files/path. The test is the tree: it answers d_lookup, and follows each path by itself. Behind the path is no memory, and
 * before it stands a byte that would mean something.
 */
#include "machine.h"

enum { ENOENT = 2, ENOTDIR = 20, ENAMETOOLONG = 36, NODES = 24, NONE = NODES, LONGEST = 4095 };
enum { CHARACTER = 0020000, REGULAR = 0100000, SOCKET = 0140000 }; /* a socket has the bit of a folder, and is none */

static struct {
	u32 end, nd, at[NODES];          /* behind the path; the answer; the names in the learner's world */
	u32 nodes, parent[NODES];
	bool folder[NODES];
	char letter[128], name[NODES][LONGEST_NAME + 1]; /* d, f, a, n and x are other letters each time */
	char path[LONGEST + 1];
	u32 length;
	/* What comes of it */
	u32 parts, asked;                /* names that must be asked for, and that were */
	u32 where[LONGEST], offset[LONGEST], size[LONGEST];
	s32 error;
	u32 dentry, folder_of_last, last, len;
} f;

static u32 length_of(const char *s)
{
	u32 n = 0;

	while (s[n])
		n++;
	return n;
}

/* ---- The tree */

static u32 grow(struct machine *m, u32 parent, const char *name, u32 format)
{
	u32 node = f.nodes++, inode = buffer(m, SIZEOF_INODE);

	f.at[node] = buffer(m, SIZEOF_DENTRY);
	f.parent[node] = f.nodes == 1 ? node : parent;
	f.folder[node] = format == FOLDER;
	put32(m, inode + INODE_MODE, format | below(m, 01000));
	put32(m, f.at[node] + DENTRY_INODE, inode);
	put32(m, f.at[node] + DENTRY_PARENT, f.at[f.parent[node]]);
	put32(m, f.at[node] + DENTRY_LEN, length_of(name));
	for (u32 i = 0; name[i]; i++)
		f.name[node][i] = f.letter[(u32)name[i]];
	f.name[node][length_of(name)] = 0;
	return node;
}

/* d and f lie in the root and in each folder; what else there is has names that look like something else. */
static void setup(struct machine *m)
{
	u32 d, e, letters[26], kinds[] = { CHARACTER, REGULAR, SOCKET };
	char longest[LONGEST_NAME + 1];

	for (u32 i = 0; i < 128; i++)
		f.letter[i] = (char)i;
	for (u32 i = 0; i < 26; i++)
		letters[i] = 'a' + i;
	shuffle(m, letters, 26);
	shuffle(m, kinds, 3);
	for (u32 i = 0; i < 5; i++)
		f.letter[(u32)"dfanx"[i]] = (char)letters[i];
	f.nodes = 0;
	for (u32 i = 0; i < LONGEST_NAME; i++)
		longest[i] = 'n';
	longest[LONGEST_NAME] = 0;
	grow(m, 0, "/", FOLDER);
	d = grow(m, 0, "d", FOLDER);
	e = grow(m, d, "d", FOLDER);
	for (u32 i = 0; i < 3; i++) {
		grow(m, i == 0 ? 0 : i == 1 ? d : e, "f", kinds[i]);
		grow(m, i == 0 ? 0 : i == 1 ? d : e, "...", FOLDER);
		grow(m, i == 0 ? 0 : i == 1 ? d : e, ".a", below(m, 2) ? FOLDER : kinds[i]);
	}
	grow(m, 0, "..a", FOLDER);
	grow(m, d, "a.", FOLDER);
	grow(m, d, "a..", kinds[0]);
	grow(m, 0, longest, FOLDER);
	grow(m, 0, "dd", FOLDER);
	f.end = buffer_at_end(m, LONGEST + 2) + LONGEST + 2;
	f.nd = buffer(m, SIZEOF_ND);
}

static u32 node_of(u32 address)
{
	u32 i = 0;

	while (i < f.nodes && f.at[i] != address)
		i++;
	return i < f.nodes ? i : NONE;
}

static u32 find(u32 folder, const char *name, u32 len)
{
	for (u32 i = 1; i < f.nodes; i++) {
		u32 k = 0;

		while (k < len && f.name[i][k] == name[k])
			k++;
		if (f.parent[i] == folder && k == len && !f.name[i][k])
			return i;
	}
	return NONE;
}

/* ---- What must come of a path */

static void part(const char *name, u32 len)
{
	u32 at = f.dentry;
	bool dots = len <= 2 && name[0] == '.' && name[len - 1] == '.';

	f.error = at == NONE ? -ENOENT : !f.folder[at] ? -ENOTDIR : len > LONGEST_NAME ? -ENAMETOOLONG : 0;
	if (f.error)
		return;
	f.folder_of_last = at;
	f.last = dots ? 0 : f.end - 1 - f.length + (u32)(name - f.path);
	f.len = len;
	if (dots) {
		f.dentry = len == 1 ? at : f.parent[at];
		return;
	}
	f.where[f.parts] = at;
	f.offset[f.parts] = (u32)(name - f.path);
	f.size[f.parts++] = len;
	f.dentry = find(at, name, len);
}

static void follow(void)
{
	u32 from = 0;

	f.parts = f.asked = f.len = f.last = f.dentry = f.folder_of_last = 0;
	f.error = f.length ? 0 : -ENOENT;
	for (u32 i = 0; i <= f.length && !f.error; i++)
		if (i == f.length || f.path[i] == '/') {
			if (i > from)
				part(f.path + from, i - from);
			from = i + 1;
		}
}

static u32 d_lookup(struct machine *m, const u32 *words, void *context)
{
	u32 folder = node_of(words[0]), n = f.asked;

	(void)context;
	if (folder == NONE)
		fail(m, words[0] ? "d_lookup is given something that is no name at all" : "it looks for a name in what was not found");
	if (!f.folder[folder])
		fail(m, "it looks for a name in what is no folder");
	if (n >= f.parts)
		fail(m, f.error ? "it goes on looking after an error" : "it asks for more than there are names in the path: each once, and no dots");
	if (folder != f.where[n])
		fail(m, "it looks for name number %u of the path in another folder than the one it has come to", n + 1);
	same(m, "the length of the name that it looks for is wrong", words[2], f.size[n]);
	same_bytes(m, "it looks for another name than the path has", words[1], f.path + f.offset[n], f.size[n]);
	f.asked++;
	folder = find(folder, f.path + f.offset[n], f.size[n]);
	return folder == NONE ? 0 : f.at[folder];
}

/* ---- One path */

static void same_node(struct machine *m, const char *cause, u32 got, u32 wanted)
{
	u32 node = node_of(got);
	struct text is = { 0 }, should = { 0 };

	add(&is, "%s%s", !got ? "NULL" : node == NONE ? "no name at all" : f.name[node], node < NONE && node ? node == find(0, f.name[node], length_of(f.name[node])) ? ", of the root" : ", farther down" : "");
	add(&should, "%s%s", wanted == NONE ? "NULL" : f.name[wanted], wanted < NONE && wanted ? wanted == find(0, f.name[wanted], length_of(f.name[wanted])) ? ", of the root" : ", farther down" : "");
	if (got != (wanted == NONE ? 0 : f.at[wanted]))
		same_text(m, cause, is.s, should.s);
}

static void check(struct machine *m)
{
	u32 at = f.end - 1 - f.length;
	s32 got;
	u8 before = (u8)"./d"[below(m, 3)];

	f.path[f.length] = 0;
	follow();
	put(m, at - 1, &before, 1);
	put(m, at, f.path, f.length + 1);
	put32(m, symbol(m, "root"), f.at[0]);
	fill(m, f.nd, 0xA5, SIZEOF_ND);
	service(m, "d_lookup", d_lookup, 0);
	input(m, f.length > 300 ? "path_lookup of a path of %u bytes" : "path_lookup of %u bytes: \"%s\"", f.length, f.path);
	snapshot(m);
	got = (s32)call(m, "path_lookup", at, f.nd);
	only_changed(m, "it changes something that is not *nd", &(struct range){ f.nd, SIZEOF_ND }, 1);
	if (f.error && !got)
		fail(m, "the answer is 0, and should be %s", f.error == -ENOENT ? "-ENOENT" : f.error == -ENOTDIR ? "-ENOTDIR: it stands in what is no folder" : "-ENAMETOOLONG");
	if (!f.error && got)
		fail(m, "the answer is %d, and should be 0: %s", got, f.dentry == NONE ? "that the last name is missing is no error" : "there is what the path leads to");
	same(m, "the answer is another error than the first that there is", (u32)got, (u32)f.error);
	if (f.asked < f.parts)
		fail(m, "it has not asked for all names of the path");
	if (f.error)
		return;
	same_node(m, "nd->dentry is not what the path leads to", get32(m, f.nd + ND_DENTRY), f.dentry);
	same_node(m, "nd->parent is not the folder of the last part", get32(m, f.nd + ND_PARENT), f.folder_of_last);
	if (!f.last && get32(m, f.nd + ND_LAST))
		fail(m, f.len ? "nd->last is not NULL, and the last part is dots" : "nd->last is not NULL, and there are only slashes");
	same_hex(m, "nd->last does not point to the last name in the path", get32(m, f.nd + ND_LAST), f.last);
	same(m, "nd->len is not the length of the last part", get32(m, f.nd + ND_LEN), f.len);
	if (get8(m, f.nd + ND_SLASH) > 1)
		fail(m, "nd->slash is left as it was");
	if (get8(m, f.nd + ND_SLASH) != (f.path[f.length - 1] == '/'))
		fail(m, f.path[f.length - 1] == '/' ? "nd->slash is false, and a slash ends the path" : "nd->slash is true, and no slash ends the path");
}

static void add_part(const char *name)
{
	for (; *name && f.length < LONGEST; name++)
		f.path[f.length++] = f.letter[(u32)*name];
}

static void try(struct machine *m, const char *path)
{
	f.length = 0;
	add_part(path);
	check(m);
}

static void try_all(struct machine *m, const char *const *paths)
{
	for (; *paths; paths++)
		try(m, *paths);
}

/* ---- Cases */

static void names(struct machine *m)
{
	try_all(m, (const char *const[]){ "d", "f", "x", "dd", "d/f", "d/d", "d/d/d", "d/d/f", "d/dd", "d/x", 0 });
}

static void slashes(struct machine *m)
{
	u32 n = between(m, 3, 20);

	try_all(m, (const char *const[]){ "/", "//", "/d", "//d//f", "d/", "f/", "x/", "d//d///f", "d/d/", "d/x//", 0 });
	f.length = 0;
	while (n--)
		add_part("/");
	check(m);
	add_part("d");
	check(m);
}

static void dots(struct machine *m)
{
	try_all(m, (const char *const[]){ ".", "..", "./", "../", "../..", "/..", "../d", "d/.", "d/..", "d/../f", "d/./f", "d/d/..", "d/d/../f", "d/d/../..", "d/d/../../../d", "d/d/.", "d/./x", "d/../x", 0 });
}

static void no_dots(struct machine *m)
{
	try_all(m, (const char *const[]){ "...", ".a", "..a", "d/a.", "d/a..", ".../x", "d/.../..", "....", "d/..a", "d/.../d", ".x", "x.", 0 });
}

static void errors(struct machine *m)
{
	try_all(m, (const char *const[]){ "", "x/f", "x/.", "x/..", "x/../f", "f/x", "f/.", "f/..", "f/../d", "f//f", "d/x/d", "d/f/d", "x/f/..", "d/d/f/./x", "x//.", 0 });
}

static void lengths(struct machine *m)
{
	static const char *const before[] = { "", "d/../", "x/", "f/", "d/", 0 };

	for (u32 i = 0; before[i]; i++)
		for (u32 k = 0; k < 4; k++) {
			f.length = 0;
			add_part(before[i]);
			for (u32 n = k == 3 ? between(m, 257, 3000) : 254 + k; n; n--)
				add_part("n");
			check(m);
			add_part(below(m, 2) ? "/x" : "/.");
			check(m);
		}
	f.length = 0;
	while (f.length < LONGEST)
		add_part(below(m, 8) ? "/" : "./../d/");
	check(m);
}

static const char *const pool[] = { "d", "f", "d", ".", "..", "...", ".a", "..a", "a.", "a..", "x", "dd", "..", "d" };
enum { POOL = sizeof pool / sizeof *pool };

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, POOL);
	row[1] = below(m, 3) ? 1 : below(m, 4); /* 0: the parts grow together */
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%s, and %u slashes", pool[row[0] % POOL], row[1] % 4);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	f.length = 0;
	for (u32 i = 0; i < count; i++) {
		add_part(pool[rows[2 * i] % POOL]);
		for (u32 k = 0; k < rows[2 * i + 1] % 4; k++)
			add_part("/");
	}
	check(m);
}

static void any_path(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 8, .width = 2, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "names", 2, names, 0 },
	{ "slashes", 1, slashes, "names" },
	{ "dots", 2, dots, "names" },
	{ "names with dots", 1, no_dots, "names" },
	{ "errors", 2, errors, "names" },
	{ "long names", 1, lengths, "names" },
	{ "any path", 1, any_path, "names" },
	{ 0 }
};

const struct exercise exercise_files_path = { "files/path", cases, setup, 0 };
