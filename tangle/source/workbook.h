/* SPDX-License-Identifier: MIT */
#pragma once

#include "stream.h"

/* Report what is wrong with the exercises of the chapters in S: their descriptions, and the files they name. */
void workbook_check(const struct stream *s);
