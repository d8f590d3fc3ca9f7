/* SPDX-License-Identifier: MIT */
#include "figures.h"

#include "lib/fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double median(const double *figures, size_t n)
{
	double *sorted = xalloc(n * sizeof *sorted), middle;

	memcpy(sorted, figures, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, by_size);
	middle = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
	free(sorted);
	return middle;
}

struct line line_through(const double *x, const double *y, size_t n)
{
	double points = 0, sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(y[i]))
			continue;
		points++;
		sum_x += x[i];
		sum_y += y[i];
		sum_xx += x[i] * x[i];
		sum_xy += x[i] * y[i];
	}

	/* 0 divided by 0 where no line is given. */
	double slope = (points * sum_xy - sum_x * sum_y) / (points * sum_xx - sum_x * sum_x);

	return (struct line){ .at_0 = (sum_y - slope * sum_x) / points, .slope = slope };
}
