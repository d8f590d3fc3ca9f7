/* SPDX-License-Identifier: MIT */
#pragma once

/* What noweb's markup makes of these files (NULL behind the last): its pipeline's stream, which the caller frees. Dies where it fails. */
char *markup(char *const files[]);
