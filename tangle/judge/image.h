/* SPDX-License-Identifier: MIT */
/* An exercise as the judge is given it, and what is made of a submission of it: an image that can run. */
#ifndef JUDGE_IMAGE_H
#define JUDGE_IMAGE_H

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

/* Puts one of the judge's own parts of an image (build/judge) into the sandbox. False, with the reason: it is not there. */
bool image_part(const struct sandbox *box, const char *name, struct text *reason);
void image_free(struct image *image);
u32 image_symbol(const struct image *image, const char *name); /* 0: none */
void image_place(const struct image *image, u32 eip, struct text *text);

/* What a tool said, with lines of chapters for those of the kernel's headers (lib/origins.h). The caller frees it. */
char *in_chapters(const struct sandbox *box, const char *said);

#endif
