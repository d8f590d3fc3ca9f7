/* SPDX-License-Identifier: MIT */
/* What is made of figures that were measured. */
#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H

#include <stddef.h>

/* The middle one of n figures, at least one, in any order; of an even number the mean of the two in the middle. */
double median(const double *figures, size_t n);

struct line {
	double at_0, slope;
};

/* The line for which the squares of its distances from these points, measured along y, add up to least. A y that is no number
 * (NAN) was not measured and does not count; where fewer than two points remain, or all have one x, neither is the line one. */
struct line line_through(const double *x, const double *y, size_t n);

#endif
