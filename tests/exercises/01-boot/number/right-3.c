/* SPDX-License-Identifier: GPL-2.0-only */
/* From the right end to the left, each character where it will stand; names as a German writes them, and a sign bit that gcc shifts there. */
#include <linux/kernel.h>

static char *anfang;
static unsigned größe, stellenwert[32];

static int länge(u32 zahl, u32 basis)
{
	int i = 0;

	do
		stellenwert[i++] = zahl % basis;
	while (zahl /= basis);
	return i;
}

static void schreibe_rückwärts(unsigned stelle, int zeichen)
{
	if (stelle < größe)
		anfang[stelle] = zeichen;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	const int höchstes_bit = 1 << 31;
	int minus = format.flags & FMT_SIGNED && (int)value & höchstes_bit;
	int stellen = länge(minus ? -value : value, format.base), über = format.width - stellen - minus;
	int rechts, i;
	char *ziel;

	if (über < 0)
		über = 0;
	anfang = p;
	größe = p < end ? end - p : 0;
	rechts = stellen + minus + über;
	ziel = p + rechts;
	if (format.flags & FMT_LEFT)
		for (; über; über--)
			schreibe_rückwärts(--rechts, ' ');
	for (i = 0; i < stellen; i++)
		schreibe_rückwärts(--rechts, stellenwert[i] + (stellenwert[i] > 9 ? 'a' - 10 : '0'));
	if (format.flags & FMT_ZERO)
		for (; über; über--)
			schreibe_rückwärts(--rechts, '0');
	if (minus)
		schreibe_rückwärts(--rechts, '-');
	while (rechts)
		schreibe_rückwärts(--rechts, ' ');
	return ziel;
}
