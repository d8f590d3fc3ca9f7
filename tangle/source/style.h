/* SPDX-License-Identifier: MIT */
#pragma once

#include "stream.h"

/* Report what is wrong with a chunk by itself, or with the prose before it: names, uses that #line would break, too long, too wide. */
void style_check(const struct stream *s);
