/* SPDX-License-Identifier: MIT */
#include "grader.h"
#include "receive.h"
#include "trial.h"
#include "grade/files.h"
#include "lib/fail.h"
#include "lib/sha256.h"
#include "lib/text.h"

#include <errno.h>
#include <nettle/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BOOK   "build/exercises"
#define GRADER "build/grade/grader.txt"

/* ---- The secret */

static void read_secret(struct secret *secret, const char *path)
{
	struct bytes bytes;
	const char *why = file_read(path, &bytes);

	if (why)
		die(STATUS_USAGE, "SECRET=%s cannot be read: %s", path, why);
	if (!bytes.size || bytes.size > sizeof secret->bytes)
		die(STATUS_USAGE, "SECRET=%s has %zu bytes; take 1 to %zu, such as 32 random ones: head -c 32 /dev/urandom >%s", path, bytes.size,
		    sizeof secret->bytes, path);
	memcpy(secret->bytes, bytes.data, bytes.size);
	secret->size = (u32)bytes.size;
	bytes_free(&bytes);
}

/* HMAC-SHA-256 of the files' hash: who knows files and seed knows nothing of the secret. */
static u64 seed_of(const struct secret *secret, const char *files)
{
	struct hmac_sha256_ctx context;
	u8 digest[SHA256_DIGEST_SIZE];
	u64 seed = 0;

	hmac_sha256_set_key(&context, secret->size, secret->bytes);
	hmac_sha256_update(&context, strlen(files), (const u8 *)files);
	hmac_sha256_digest(&context, sizeof digest, digest);
	for (u32 i = 0; i < 8; i++)
		seed = seed << 8 | digest[i];
	return seed;
}

/* ---- All that grading needs */

/* How well a compiler can be locked up here. */
static enum sandbox_level probe(const char *headers, bool weak)
{
	struct sandbox box;
	const char *trouble = sandbox_open(&box, NULL, headers, LEVEL_BUBBLEWRAP);
	enum sandbox_level level = box.level;

	sandbox_close(&box);
	if (trouble)
		die(STATUS_OURS, "the judge %s", trouble);
	if (level == LEVEL_LIMITS && !weak)
		die(STATUS_USAGE, "compiling cannot be locked up on this machine: no bubblewrap (or no user name spaces for it), no Landlock.\n"
		    "What learners hand in would be compiled by a process that can read your files. Install bubblewrap, or grade in a\n"
		    "virtual machine. If that is where you are, WEAK=1 grades at the level \"%s\", and the results say so", sandbox_level_name(level));
	return level;
}

void grader_open(struct grader *grader, const char *secret, const char *weak)
{
	const char *trouble = catalogue_load(&grader->catalogue, BOOK), *why;
	struct bytes bytes;

	if (weak && strcmp(weak, "1") != 0)
		die(STATUS_USAGE, "WEAK=%s: take WEAK=1, or leave it out", weak);
	if (trouble)
		die(STATUS_OURS, "%s", trouble);
	if (!grader->catalogue.count)
		die(STATUS_USAGE, "the book has no exercise yet");
	if ((why = file_read(GRADER, &bytes)))
		die(STATUS_USAGE, GRADER ": %s. make grader writes it", why);
	sha256_of(bytes.data, bytes.size, grader->hash);
	bytes_free(&bytes);
	grader->secret.size = 0;
	if (secret)
		read_secret(&grader->secret, secret);
	grader->level = probe(grader->catalogue.entries[0].task.headers, weak);
	char *unable = trial_judge(&grader->catalogue, grader->level);
	if (unable)
		die(STATUS_OURS, "this machine cannot judge: %s.\nNothing was graded. Mend that, then give the same command again", unable);
	printf("Locked up by: %s%s.\n", sandbox_level_name(grader->level), grader->level == LEVEL_LIMITS ? ", which is weak" : "");
	if (!secret)
		puts("No SECRET=: a learner could compute the seeds. With a file of random bytes that you keep, nobody can.");
}

/* ---- One submission */

static enum sandbox_level level_named(const char *name)
{
	enum sandbox_level level = LEVEL_LIMITS;

	while (level < LEVEL_BUBBLEWRAP && strcmp(name, sandbox_level_name(level)) != 0)
		level++;
	return level;
}

/* A result is kept if it would come out the same. What was our fault is tried again. */
static bool still_holds(const cJSON *result, const struct grader *grader, const char *files, u64 seed)
{
	char number[32];

	snprintf(number, sizeof number, "%016llx", seed);
	return strcmp(whole_text(result, "files"), files) == 0 && strcmp(whole_text(result, "seed"), number) == 0 &&
	       strcmp(whole_text(result, "grader"), grader->hash) == 0 && strcmp(whole_verdict(result), "internal") != 0 &&
	       (!*whole_text(result, "sandbox") || level_named(whole_text(result, "sandbox")) >= grader->level);
}

cJSON *grader_grade(const struct grader *grader, const char *path, const char *name, const char *scratch, cJSON *old)
{
	struct whole_options options = { .name = name, .grader = grader->hash, .level = grader->level };
	char *own = format("%s/%ld", scratch, (long)getpid());
	struct intake in;
	cJSON *result;

	receive(&in, path);
	options.seed = seed_of(&grader->secret, in.hash);
	options.scratch = own;
	if (still_holds(old, grader, in.hash, options.seed)) {
		result = old;
	} else if (mkdir(own, 0700) < 0) {
		char *reason = format("cannot make the folder %s: %s", own, strerror(errno));

		result = whole_internal(&grader->catalogue, &options, reason);
		free(reason);
	} else {
		result = whole_grade(&grader->catalogue, &in, &options);
		rmdir(own);
	}
	intake_free(&in);
	free(own);
	return result;
}
