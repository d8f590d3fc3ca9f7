/* SPDX-License-Identifier: MIT */
/* steps' compiler: kernel.make's command line, on a tree of steps' own. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define FNV_START 0xcbf29ce484222325u
uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t size);

/*
 * Take the command line out of kernel.make's flags file, with DIRECTORY/tree in place of its own. A hash of it, and of the
 * compiler's version.
 */
uint64_t compile_with(const char *flags, const char *directory);

/* Compile DIRECTORY/tree/FILE; what the compiler says goes to WORDS. */
bool compile(const char *file, FILE *words);
