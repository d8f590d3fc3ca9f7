/* SPDX-License-Identifier: MIT */
#pragma once

#include "model.h"

/* The code of PART as it is tangled, every use replaced by what it stands for after its chapter. */
char *tangled(struct part *part);
