/* SPDX-License-Identifier: MIT */
/* DIRECTORY/good remembers, by hash, which files compiled with which headers, so that only what is new is compiled. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

void good_read(const char *directory);
bool is_good(uint64_t key);
void remember(uint64_t key);
/* What was remembered in this run, and no more. */
void good_write(const char *directory);
