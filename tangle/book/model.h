/* SPDX-License-Identifier: MIT */
/*
 * What the weaver knows of the book: read.c builds it from the chapters, names.c numbers the chunks and finds who uses,
 * continues and replaces whom, idents.c and scan.c do the same for identifiers, tasks.c knows which answer belongs to which
 * exercise. The others print.
 */
#pragma once

#include "lib/arena.h"
#include "lib/text.h"
#include "source/exercise.h"

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
struct task;

/* One definition of a chunk: what stands between <<name>>= and @. */
struct part {
	struct name *name;
	struct page *page;
	struct place place;
	const struct chunk *chunk;
	lines_t lines;             /* the code */
	const char *number;        /* "3.4" */
	const char *anchor;
	bool replaces;             /* written as <<replace: NAME>>= */
	const struct prose *box;   /* the answer box that it stands in, or NULL */
	struct task *task;         /* of its description and skeletons, or NULL */
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
	enum { PLAIN, VERBATIM, HEADING, TRANSCRIPT, FIGURE, CLAIM, CLAIMS, DIV, ENDDIV } kind;
	struct line line;
	struct place place;
	int level;                 /* of a heading */
	const char *id;            /* of a heading, a figure, a claim or an answer */
	const char *arg;           /* name of a transcript, kind of a figure, verdict of a claim, class of a div */
	const char *number;        /* of a figure */
	const char *attributes;    /* what a heading says in braces beside its id */
	struct prose *heading;     /* of a div: what stands right above it, or NULL */
	const struct prose *box;   /* the answer box that it stands in, or NULL */
	struct task *about;    /* it stands below the description of this one, or NULL */
	struct task *answers;  /* of an answer box: what it answers, or NULL */
	VEC(const char *) body;    /* of a figure or a claim: its lines, [[x]] written `x` */
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

/* An exercise, and where it stands. */
struct task {
	const struct exercise *said; /* its description */
	struct part *part;
	const char *id;            /* "paging/walk" */
	const char *number;        /* "3.1" */
	const char *anchor;        /* "ex-paging-walk" */
	const char *title, *replaces; /* replaces: or NULL */
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
	VEC(struct task *) tasks;    /* the exercises, in the order of the book */
};
extern struct book book;

/* Names and anchors can be found once they are sorted. */
void sort_names(void);
struct name *find_name(const char *text);
struct anchor *find_anchor(const char *id);

/* The part that a use of NAME on PAGE means: the first of the generation alive there. */
struct part *meant(struct name *name, const struct page *page);
/* Is PART in the program as it stands after PAGE? */
bool alive(const struct part *part, const struct page *page);

/*
 * Where a link to PART goes that stands in the answer box FROM, or in none: nobody is led into
 * another answer by following a name, but to its cover.
 */
const char *target_of(const struct part *part, const struct prose *from);
/* What highlighter suits PART: "c", "gnuassembler", "makefile", "bash", or "". */
const char *language(const struct part *part);
/* Is NAME a skeleton, a description or an answer, or only a part of such files? */
bool is_beside_kernel(const struct name *name);
