/* SPDX-License-Identifier: MIT */
/*
 * A submission: what `make submit` writes and `make grade-all` reads.
 *
 * It is a zip, work/submit/submission-N.zip. Unpacked into a folder it is one too. It holds, in this order,
 *
 *     manifest.json
 *     NN-slug/FILE      for each exercise and each of its files, in the manifest's order
 *
 * and nothing else. NN are the two digits of the chapter in the exercise's number, slug is that of its id:
 * "3.2" with "paging/walk" lies in 03-paging/. Chapters may be renumbered: whoever reads looks for the slug.
 *
 * The same files and the same name give the same bytes: entries are stored and not compressed, with
 * mode 0644, user and group 0 and the earliest time that a zip knows. Neither user, host, path nor clock stands in it.
 *
 * manifest.json is UTF-8, at most SUBMISSION_MANIFEST_MOST bytes:
 *
 *     {
 *       "format": 1,
 *       "name": "",                       what the learner typed; or empty. No control characters
 *       "exercises": [ {                  in the order of the book; at least one
 *         "id": "paging/walk",
 *         "number": "3.2",                when it was handed in
 *         "contract": "64 hex digits",    the contract that the learner's files were begun (or updated) under
 *         "files": [ { "name": "walk.c", "sha256": "64 hex digits", "size": 1234 } ]   all that the exercise asks for
 *       } ],
 *       "versions": {
 *         "book": "64 hex digits",        all contracts and tests that the learner's grader knew
 *         "compiler": "gcc 12.2.0"
 *       }
 *     }
 *
 * An exercise that was not begun, or of which a file could not be packed, is not listed. The manifest is
 * made on the learner's machine: it says what to expect, and proves nothing. Only the files are graded.
 */
#ifndef GRADE_SUBMISSION_H
#define GRADE_SUBMISSION_H

#define SUBMISSION_FORMAT   1
#define SUBMISSION_MANIFEST "manifest.json"

enum {
	SUBMISSION_NAME_MOST = 100,            /* bytes of the learner's name */
	SUBMISSION_FILE_MOST = 256 * 1024,     /* bytes of a file: what the judge takes, too */
	SUBMISSION_MANIFEST_MOST = 256 * 1024,
};

#endif
