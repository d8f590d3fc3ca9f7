/* SPDX-License-Identifier: MIT */
/* From a folder of a learner's files to an image that can run: collect, compile, audit, link. */
#ifndef JUDGE_PIPELINE_H
#define JUDGE_PIPELINE_H

#include "instructions.h"
#include "sandbox.h"
#include "transport.h"

/* One exercise, as its description says. Lists end with NULL. */
struct judge_task {
	const char *name;                /* slug/name */
	const struct exercise *tests;
	u32 points;                      /* of all cases */
	const char *const *files;        /* what is taken from a submission; .c files are compiled */
	const char *const *exports;      /* functions and objects that the file must define */
	const char *const *services;     /* functions that it may call, and privileged instructions */
	const char *const *data;         /* "name:size": objects that it may use */
	const char *headers;             /* the kernel's include folder */
	const char *kernel;              /* the folder of the kernel that it becomes a part of (build/03); NULL: the host tier */
	const char *replaces;            /* in a kernel: the file whose place it takes; or NULL */
	bool ex_table;                   /* it may bring an exception table, which is then heeded */
};

struct image {
	u8 *bytes;
	u32 constants, variables, end, table, table_end; /* addresses (record.h) */
	u32 count;                   /* of names */
	const char *names[128];      /* exports, then data */
	u32 addresses[128];
	char own[1024];              /* names that are not the task's */
	u32 privileged;              /* bits: allowed privileged instructions */
	u32 privileged_service[8];   /* their services' numbers */
	const char *services[SERVICES];
	u32 service_count;
	u8 *elf;                     /* the whole kernel, instead of bytes; NULL: the host tier */
	size_t elf_size;
	struct instructions instructions; /* of the learner's, in elf */
	u8 *initrd;                  /* what the loader brings along; NULL: the kernel has no programs */
	size_t initrd_size;
	const struct sandbox *box;
	const char *const *files;    /* the task's */
	bool slow;                   /* a tool had too little of the computer to do its work */
};

/* Copies the task's files from the folder into the sandbox. PASS; MISSING or REJECTED with the reason; INTERNAL.
 * ignored gets the other names that lie there. */
enum verdict pipeline_collect(const struct sandbox *box, const struct judge_task *task, const char *folder,
			      struct text *reason, struct text *ignored);
/* Makes the image. log: what the compiler said (malloc'd, or NULL). */
enum verdict pipeline_build(const struct sandbox *box, const struct judge_task *task, struct image *image,
			    struct text *reason, char **log);
void image_free(struct image *image);

/* Why what a learner has saved is no text that a compiler reads: "is saved as UTF-16, ..."; or NULL. */
const char *pipeline_no_text(const void *bytes, size_t size);

/* Runs one of binutils. They read what the learner shaped: if they fail, it is his. */
enum verdict pipeline_tool(const struct sandbox *box, const char *const *argv, struct text *reason, struct sandboxed *run);

u32 image_symbol(const struct image *image, const char *name); /* 0: none */
void image_place(const struct image *image, u32 eip, struct text *text);

/* Learner's bytes made fit to be printed and put into JSON: control bytes and what is not UTF-8 become '?'. In place. */
void clean(char *text);

/* The kernel's flags, as kernel.make gives them. Ends with NULL. */
extern const char *const pipeline_flags[];

#endif
