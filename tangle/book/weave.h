/* SPDX-License-Identifier: MIT
 *
 * The weaver: from noweb's pipeline to one Markdown file a page.
 *
 *     markup book.md chapters/NN-slug.nw ... | weave -w words.en -t build/tags -o build/book/md
 *
 * read.c builds the model below from the stream; names.c numbers the chunks and finds who uses,
 * continues and replaces whom; idents.c does the same for identifiers; exercise.c knows which answer
 * belongs to which exercise; prose.c and write.c print.
 * Everything a page shows is computed here: pandoc and its filter only lay it out.
 */
#ifndef WEAVE_H
#define WEAVE_H

#include <stdbool.h>
#include <stddef.h>

/* A growable array in the arena: VEC(int) v = {0}; push(&v, 7); v.at[0], v.n */
#define VEC(...) struct { __VA_ARGS__ *at; size_t n, room; }
#define push(v, ...)                                                                      \
	do {                                                                              \
		if ((v)->n == (v)->room)                                                  \
			(v)->at = grow((v)->at, &(v)->room, (v)->n, sizeof *(v)->at);     \
		(v)->at[(v)->n++] = (__VA_ARGS__);                                        \
	} while (0)

struct buf {
	char *s;
	size_t n, room;
};

/* qsort() wants no null pointer, not even for nothing. */
#define sort(v, compare)                                                                  \
	do {                                                                              \
		if ((v)->n)                                                               \
			qsort((v)->at, (v)->n, sizeof *(v)->at, compare);                 \
	} while (0)

/* A place in the source, for messages. */
struct place {
	const char *file;
	int line;
};

/* A line of the source, in the pieces that noweb's markup cut it into. */
struct piece {
	enum { TEXT, QUOTE, ENDQUOTE, USE } kind;
	const char *text;
};
struct line {
	struct piece *at;
	size_t n, room;
	int number;
};
typedef VEC(struct line) lines_t;

struct name;
struct ident;
struct prose;
struct exercise;

/* One definition of a chunk: what stands between <<name>>= and @. */
struct part {
	struct name *name;
	struct page *page;
	struct place place;
	lines_t lines;             /* the code */
	const char *number;        /* "3.4" */
	const char *anchor;
	bool replaces;             /* written as <<replace: NAME>>= */
	const struct prose *box;   /* the answer box that it stands in, or NULL */
	struct exercise *exercise; /* of its description and skeletons, or NULL */
	size_t generation;         /* counts the replacements of this name before it */
	VEC(struct ident *) defines;
	VEC(const char *) locals;  /* parameters and local variables, which hide identifiers */
};
typedef VEC(struct part *) parts_t;

/* A chunk name with all its parts, in the order of the book. */
struct name {
	const char *text;
	bool is_file;              /* a file root: has a slash and no space */
	const char *slug;
	parts_t parts;
	parts_t users;             /* parts that use it, each once, in the order of the book */
	VEC(struct name *) files;  /* file roots that contain it */
	int visiting;
};

/* What noweb calls a documentation chunk, parsed as far as the weaver must understand it. */
struct prose {
	enum { PLAIN, VERBATIM, HEADING, TRANSCRIPT, FIGURE, DIV, ENDDIV } kind;
	struct line line;
	struct place place;
	int level;                 /* of a heading */
	const char *id;            /* of a heading, a figure or an answer */
	const char *arg;           /* name of a transcript, kind of a figure, class of a div */
	const char *number;        /* of a figure */
	const char *attributes;    /* what a heading says in braces beside its id */
	struct prose *heading;     /* of a div: what stands right above it, or NULL */
	const struct prose *box;   /* the answer box that it stands in, or NULL */
	struct exercise *about;    /* it stands below the description of this one, or NULL */
	struct exercise *answers;  /* of an answer box: what it answers, or NULL */
	VEC(const char *) body;    /* of a figure: its lines, [[x]] written `x` */
};

struct item {
	struct part *part;         /* a code chunk, or */
	struct prose *prose;       /* a line of prose or a directive */
};

struct page {
	const char *source;        /* chapters/03-paging.nw */
	const char *base;          /* 03-paging; index for book.md */
	enum { FRONT, CHAPTER, APPENDIX } kind;
	const char *number;        /* "3", "A", or "" */
	const char *slug;          /* the id of its title */
	struct prose *title;
	VEC(struct item) items;
	int order;
};

struct anchor {
	const char *id;
	struct page *page;
	struct place place;
	const struct prose *prose; /* what has this id: a heading, a figure or an answer, */
	const struct part *part;   /* or a chunk */
};

/* What an <<exercises/NN-slug/NAME.exercise>> describes. */
struct exercise {
	struct part *part;         /* the description */
	const char *id;            /* "paging/walk" */
	const char *number;        /* "3.1" */
	const char *anchor;        /* "ex-paging-walk" */
	const char *title, *points, *tier, *replaces, *reread;
	int stars, reread_line;
	VEC(const char *) files, needs, hints;
	struct part *last_skeleton;
	VEC(struct prose *) answers;
};

struct ident {
	const char *name;
	const char *kind;          /* as ctags says: function, macro, struct... */
	bool is_tag;               /* written after struct, union or enum */
	bool is_local;             /* static: seen in its own file only */
	struct part *part;         /* where it is defined, */
	int line;                  /* and on which line of the chapter */
	parts_t users;
};

/* A link to be laid over a chunk's code: LENGTH characters from START on. */
struct mark {
	size_t start, length;
	struct name *chunk;        /* the use of a chunk, or */
	struct part *target;       /* where an identifier is defined */
};
typedef VEC(struct mark) marks_t;

struct book {
	VEC(struct page *) pages;
	VEC(struct name *) names;    /* sorted by text once read */
	VEC(struct anchor) anchors;  /* sorted by id once named */
	VEC(struct ident *) idents;  /* sorted by name, then by place */
	VEC(struct exercise *) exercises; /* in the order of the book */
};
extern struct book book;

/* util.c: memory that lives as long as the program, text, and messages */
void *alloc(size_t size);                       /* zeroed */
void *grow(void *old, size_t *room, size_t n, size_t size);
void free_all(void);
char *format(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *copy(const char *text, size_t n);
void put(struct buf *b, const char *text);
void put_n(struct buf *b, const char *text, size_t n);
void putf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/*
 * Code on its way to a page: what aligns it within a line is written as spaces, for not every reader of books has tab
 * stops where ours are. Tabs that indent stay. Put TEXT behind what came so far; the number of characters that it became.
 */
struct tabs {
	size_t column;             /* on the screen */
	bool past_indent;
};
size_t put_columns(struct buf *b, struct tabs *tabs, const char *text, size_t n);
bool has_prefix(const char *text, const char *prefix);
/* complain() prints "file:line: ..." and lets the run go on, to report more; give_up() ends it. */
void complain(struct place at, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
_Noreturn void give_up(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int complaints(void);
/* The whole file, or NULL where there is none. */
char *slurp(const char *path);
/* Write PATH unless it holds TEXT already, so that what is made from it is not made again. */
void save(const char *path, const struct buf *text);

/* read.c */
void read_stream(void);                         /* stdin */

/* names.c */
void name_everything(void);
struct name *find_name(const char *text);
struct anchor *find_anchor(const char *id);
/* The part that a use of NAME on PAGE means: the first of the generation alive there. */
struct part *meant(struct name *name, const struct page *page);
/* Is PART in the program as it stands after PAGE? */
bool alive(const struct part *part, const struct page *page);
/* The code of PART as it is tangled, every use replaced by what it stands for after its chapter. */
char *tangled(struct part *part);
/*
 * Where a link to PART goes that stands in the answer box FROM, or in none: nobody is led into
 * another answer by following a name, but to its cover.
 */
const char *target_of(const struct part *part, const struct prose *from);
/* What highlighter suits PART: "c", "gnuassembler", "makefile", "bash", or "". */
const char *language(const struct part *part);

/* idents.c */
void read_tags(const char *path);
void find_uses(void);
/*
 * The code of PART as one text in which every chunk use is a placeholder, and what to link. Empty
 * lines at its start, there for the sake of the tangled file, are left out.
 */
char *code_text(struct part *part, marks_t *marks);
/* What CODE, quoted in prose on PAGE, names: the part that defines it, or NULL. */
struct part *quoted(const char *code, const struct page *page);

/* exercise.c */
/* Is NAME a skeleton, a description or an answer, or only a part of such files? */
bool is_workbook(const struct name *name);
void find_exercises(void);
void check_exercises(void);
void put_exercise(struct buf *b, const struct exercise *ex);
/* " heading="Exercise 3.1. Its title"", for what stands at the back on paper. */
void put_exercise_heading(struct buf *b, const struct exercise *ex);
void put_hints(struct buf *b, const struct exercise *ex);
void put_exercise_table(struct buf *b);

/* prose.c */
void put_prose(struct buf *b, struct page *page, struct prose *p);
/* The text of P, its quoted code and its chunks as links if LINK. */
void put_inline(struct buf *b, const struct page *page, const struct prose *p, bool link);
/* TEXT without markup; `code` in it is code. */
void put_plain(struct buf *b, const char *text);
void put_name(struct buf *b, const struct name *name);
void put_code(struct buf *b, const char *code);
/* A fenced block of ATTRIBUTES, say "{.c .code}". Tabs are written as ␉, which the filter turns
   back: to keep real ones, pandoc would take six times as long to read a chapter. */
void put_fenced(struct buf *b, const char *attributes, const char *text);

/* write.c */
void write_pages(const char *dir);

/* main.c */
extern const char *transcripts_dir, *figure_program;
/* The fixed word KEY in the book's language. */
const char *word(const char *key);
void put_words(struct buf *b);

#endif
