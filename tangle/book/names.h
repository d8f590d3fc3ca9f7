/* SPDX-License-Identifier: MIT */
#pragma once

#include "model.h"

/* Numbers, anchors, and who uses whom. EXERCISES have to last as long as the book. */
void name_everything(const struct exercises *exercises);
