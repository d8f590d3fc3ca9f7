/* SPDX-License-Identifier: MIT */
/* Why a learner's file is not judged, and what it looks like. */
#ifndef JUDGE_REFUSAL_H
#define JUDGE_REFUSAL_H

#include "machine.h"

enum refusal {
	AS_MISTAKE, /* a slip of somebody who learns C */
	AS_ATTACK,  /* no honest mistake looks like this */
};

/* Begin with { 0 }. The reason also says it where we are at fault. */
struct refused {
	enum refusal kind;
	struct text reason;
};

#endif
