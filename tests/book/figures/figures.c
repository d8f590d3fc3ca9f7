/* SPDX-License-Identifier: MIT */
/*
 * The figures: every sample in good/ is drawn as it should be, every one in bad/ is refused with
 * the complaint that its comment foretells, and no damaged sample does worse than be refused.
 */
#include "run.h"

#include <ctype.h>
#include <glob.h>
#include <stdbool.h>

#define DIR "tests/book/figures/"
#define FIGURE "build/bin/figure"
#define SCRATCH "\"${TMPDIR:-/tmp}/figure\""

static glob_t good, bad;

/* good/walk-ok.txt is of kind walk; what is wrong in any figure is shown with bits. */
static const char *kind_of(const char *path)
{
	static char kind[16];
	const char *name = strrchr(path, '/') + 1;

	snprintf(kind, sizeof(kind), "%.*s", (int)strcspn(name, "-"), name);
	return !strcmp(kind, "head") || !strcmp(kind, "text") ? "bits" : kind;
}

static char *read_file(const char *path)
{
	char *text;

	ck_assert_int_eq(run(&text, "cat '%s'", path), 0);
	return text;
}

/* What follows NAME on a line of a sample, or NULL. */
static char *heading(const char *sample, const char *name)
{
	const char *at = strstr(sample, name);

	if (!at)
		return NULL;
	at += strlen(name);
	return strndup(at, strcspn(at, "\n"));
}

static char *draw(const char *path)
{
	char *svg;

	ck_assert_msg(run(&svg, FIGURE " %s <'%s'", kind_of(path), path) == 0, "%s is not drawn", path);
	return svg;
}

/* Appends the text between two places, with entities resolved and without white space and tags. */
static void append_text(char *to, const char *from, const char *end)
{
	static const char *const entities[] = { "&lt;<", "&gt;>", "&quot;\"", "&amp;&" };

	to += strlen(to);
	while (from < end) {
		if (*from == '<') {
			from = strchr(from, '>') + 1;
			continue;
		}
		char c = *from;
		size_t step = 1;
		for (int i = 0; c == '&' && step == 1 && i < 4; i++) {
			size_t n = strlen(entities[i]) - 1;
			if (!strncmp(from, entities[i], n)) {
				c = entities[i][n];
				step = n;
			}
		}
		if (!isspace((unsigned char)c))
			*to++ = c;
		from += step;
	}
	*to = '\0';
}

/* All that a reader can read in the drawing, with BETWEEN before and behind each piece of text. */
static char *all_text(const char *svg, const char *between)
{
	char *all = calloc(2, strlen(svg) + 1);

	for (const char *at = svg; (at = strstr(at, "<text")) != NULL; at++) {
		strcat(all, between);
		append_text(all, at, strstr(at, "</text>"));
	}
	return strcat(all, between);
}

START_TEST(well_formed)
{
	const char *path = good.gl_pathv[_i];
	char *svg = draw(path), *again = draw(path), *out;

	ck_assert_msg(!strcmp(svg, again), "%s: drawn twice, the bytes differ", path);
	ck_assert_msg(run(&out, FIGURE " %s <'%s' | xmllint --noout - 2>&1", kind_of(path), path) == 0 && !*out,
		      "%s: %s", path, out);
	ck_assert_ptr_nonnull(strstr(svg, " viewBox=\""));
	ck_assert_ptr_nonnull(strstr(svg, " role=\"img\""));
	ck_assert_msg(!strstr(svg, "nan") && !strstr(svg, "inf "), "%s: a number is none", path);
	free(svg);
	free(again);
	free(out);
}
END_TEST

START_TEST(named)
{
	const char *path = good.gl_pathv[_i];
	char *sample = read_file(path), *svg = draw(path);
	char *id = heading(strstr(svg, "<svg"), " id=\""), *want = heading(sample, "\nid: "), expect[300];

	*strchr(id, '"') = '\0';
	if (want)
		ck_assert_str_eq(id, want);
	snprintf(expect, sizeof(expect), "aria-labelledby=\"%s-title %s-desc\"", id, id);
	ck_assert_msg(strstr(svg, expect) != NULL, "%s: no %s", path, expect);
	for (int i = 0; i < 2; i++) {
		char *text = heading(sample, i ? "\nalt: " : "\ncaption: ");
		snprintf(expect, sizeof(expect), "<%s id=\"%s-%s\">", i ? "desc" : "title", id, i ? "desc" : "title");
		const char *at = strstr(svg, expect);
		ck_assert_msg(at != NULL, "%s: no %s", path, expect);
		char *got = calloc(1, strlen(svg) + 1), *plain = calloc(1, strlen(text) + 1);
		append_text(got, at, strstr(at, i ? "</desc>" : "</title>"));
		for (char *s = text, *to = plain; *s; s++)
			if (!strchr(" `[]", *s))
				*to++ = *s;
		ck_assert_str_eq(got, plain);
		free(text);
		free(got);
		free(plain);
	}
	int ids = 0;
	for (char *at = svg; (at = strstr(at, " id=\"")) != NULL; at++)
		ids++;
	ck_assert_int_eq(ids, 3);
	free(sample);
	free(svg);
	free(id);
	free(want);
}
END_TEST

/* Every quoted text of the sample can be read in the drawing; each word after `# has:` is a piece of
 * text there by itself. */
START_TEST(complete)
{
	const char *path = good.gl_pathv[_i];
	char *sample = read_file(path), *svg = draw(path), *all = all_text(svg, ""), *pieces = all_text(svg, " ");
	char *has = heading(sample, "# has: ");
	const char *body = strstr(sample, "\nalt: ");

	body = strchr(body + 1, '\n');
	for (const char *at = body; (at = strchr(at, '"')) != NULL; at++) {
		char label[300], *to = label;
		for (at++; *at != '"'; at++) {
			if (*at == '\\' && at[1] == 'n')
				at++;
			else if (*at == '\\')
				*to++ = *++at;
			else if (!strchr(" `", *at))
				*to++ = *at;
		}
		*to = '\0';
		ck_assert_msg(strstr(all, label) != NULL, "%s: `%s` is not in the drawing", path, label);
	}
	for (char *word = has ? strtok(has, " ") : NULL; word; word = strtok(NULL, " ")) {
		char piece[100];
		snprintf(piece, sizeof(piece), " %s ", word);
		ck_assert_msg(strstr(pieces, piece) != NULL, "%s: `%s` is not in the drawing", path, word);
	}
	free(pieces);
	free(sample);
	free(svg);
	free(all);
	free(has);
}
END_TEST

#define GAP 1	/* what must be left between two words beside each other */

struct place { double x0, y0, x1, y1; char text[64]; };

static double attribute(const char *tag, const char *name)
{
	char *at = strstr(tag, name);

	ck_assert_msg(at && at < strchr(tag, '>'), "no%s in %.60s", name, tag);
	return strtod(at + strlen(name), NULL);
}

/* An estimate of our own, between a narrow font and a wide one. */
static double width(const char *text, double size, bool code)
{
	double sum = 0;

	for (; *text; text++)
		if (((unsigned char)*text & 0xc0) != 0x80)
			sum += code ? 0.6 : strchr("iljft.,:;|()!'", *text) ? 0.34 : strchr("mwMW", *text) ? 0.9 :
			       isupper((unsigned char)*text) ? 0.68 : *text == ' ' ? 0.3 : 0.6;
	return sum * size;
}

/* The boxes of the drawing's texts; letters of a stacked name are boxes of their own. */
static size_t places(const char *svg, struct place *p, size_t room)
{
	size_t count = 0;

	for (const char *at = svg; (at = strstr(at, "<text")) != NULL; at++) {
		double size = attribute(at, " font-size=\"");
		const char *end = strstr(at, "</text>");
		bool stacked = !strncmp(strchr(at, '>') + 1, "<tspan x", 8);
		for (const char *piece = stacked ? strstr(at, "<tspan") : at; piece && piece < end;
		     piece = stacked ? strstr(piece + 1, "<tspan") : NULL) {
			char text[1000] = "";
			append_text(text, piece, stacked ? strstr(piece, "</tspan>") : end);
			double w = width(text, size, strstr(at, "fig-code") && strstr(at, "fig-code") < end);
			double x = attribute(piece, " x=\""), y = attribute(piece, " y=\"");
			const char *anchor = strstr(at, "text-anchor=\"") + 13;
			x -= *anchor == 'm' ? w / 2 : *anchor == 'e' ? w : 0;
			ck_assert_uint_lt(count, room);
			p[count] = (struct place){ x, y - 0.72 * size, x + w, y + 0.12 * size, "" };
			snprintf(p[count++].text, sizeof(p->text), "%.63s", text);
		}
	}
	return count;
}

START_TEST(nothing_overlaps)
{
	static struct place p[1000];
	const char *path = good.gl_pathv[_i];
	char *svg = draw(path), *view = strstr(svg, "viewBox=\"") + 9;
	double left = strtod(view, &view), top = strtod(view, &view);
	double right = left + strtod(view, &view), bottom = top + strtod(view, &view);
	size_t count = places(svg, p, 1000);

	ck_assert_uint_gt(count, 0);
	for (size_t i = 0; i < count; i++) {
		ck_assert_msg(p[i].x0 >= left - 1 && p[i].x1 <= right + 1 && p[i].y0 >= top && p[i].y1 <= bottom,
			      "%s: `%s` is cut off at the edge", path, p[i].text);
		for (size_t j = 0; j < i; j++)
			ck_assert_msg(p[i].x0 >= p[j].x1 + GAP || p[j].x0 >= p[i].x1 + GAP || p[i].y0 >= p[j].y1 ||
				      p[j].y0 >= p[i].y1, "%s: `%s` lies over `%s`", path, p[i].text, p[j].text);
	}
	free(svg);
}
END_TEST

START_TEST(refused)
{
	const char *path = bad.gl_pathv[_i];
	char *sample = read_file(path), *says = heading(sample, "# says: "), *out, *err, start[40];

	ck_assert_msg(says != NULL, "%s says not what it expects", path);
	ck_assert_int_eq(run(&out, FIGURE " %s <'%s' 2>/dev/null", kind_of(path), path), 2);
	ck_assert_str_eq(out, "");
	ck_assert_int_eq(run(&err, FIGURE " %s <'%s' 2>&1", kind_of(path), path), 2);
	snprintf(start, sizeof(start), "figure %s: ", kind_of(path));
	ck_assert_msg(!strncmp(err, start, strlen(start)), "%s: %s", path, err);
	ck_assert_msg(strstr(err, says) != NULL, "%s: expected `%s`, got: %s", path, says, err);
	/* What is wrong; what to write instead. */
	ck_assert_msg(strstr(err, "; ") != NULL && strchr(err, '\n') == err + strlen(err) - 1, "%s: %s", path, err);
	free(sample);
	free(says);
	free(out);
	free(err);
}
END_TEST

/* Each sample with one line missing, and cut off in the middle of one: drawn or refused. */
START_TEST(damaged)
{
	const char *path = good.gl_pathv[_i];
	char *out;
	int status = run(&out,
		"n=$(wc -l <'%s'); kind=%s; i=1\n"
		"while [ $i -le $n ]; do\n"
		"	for change in ${i}d \"$i{s/..$//;q}\" \"$i s/[0-9]/9/g\" \"$i s/[0-9]/0/\" \"${i}s/.*/&\\n&/\"; do\n"
		"		sed \"$change\" '%s' | " FIGURE " $kind >" SCRATCH " 2>" SCRATCH ".err; s=$?\n"
		"		case $s in 0) [ -s " SCRATCH " ] && [ ! -s " SCRATCH ".err ];;\n"
		"		2) [ ! -s " SCRATCH " ] && grep -q '; ' " SCRATCH ".err;;\n"
		"		*) false;; esac || { echo \"sed '$change': status $s\"; cat " SCRATCH ".err; exit 1; }\n"
		"	done\n"
		"	i=$((i + 1))\n"
		"done", path, kind_of(path), path);

	ck_assert_msg(status == 0, "%s: %s", path, out);
	free(out);
}
END_TEST

START_TEST(usage)
{
	char *out;

	ck_assert_int_eq(run(&out, FIGURE " pie </dev/null 2>&1"), 2);
	ck_assert_ptr_nonnull(strstr(out, "no kind of figure called `pie`; usage: figure bits|frames|graph|memory|walk"));
	free(out);
	ck_assert_int_eq(run(&out, FIGURE " 2>&1 </dev/null"), 2);
	ck_assert_ptr_nonnull(strstr(out, "usage: "));
	free(out);
	ck_assert_int_eq(run(&out, FIGURE " walk <" DIR "good/walk-ok.txt 2>/dev/null >/dev/full"), 3);
	free(out);
}
END_TEST

/* What the style sheet speaks of is drawn, and nothing accented escapes it. */
START_TEST(style_sheet)
{
	char *out;

	ck_assert_int_eq(run(&out, "grep -o '\\.fig-[a-z-]*' tangle/book/figures/figures.css | sort -u | while read c; do "
			     "grep -q \"\\\"${c#.}\\\"\" tangle/book/figures/svg.c || [ $c = .fig-code ] || echo $c; done"), 0);
	ck_assert_str_eq(out, "");
	free(out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("figures");
	TCase *tests = tcase_create("figures");

	if (glob(DIR "good/*.txt", 0, NULL, &good) || glob(DIR "bad/*.txt", 0, NULL, &bad)) {
		fprintf(stderr, "no samples in " DIR "good and " DIR "bad; run this in the book's top folder\n");
		return 2;
	}
	suite_add_tcase(suite, tests);
	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(tests, well_formed, 0, (int)good.gl_pathc);
	tcase_add_loop_test(tests, named, 0, (int)good.gl_pathc);
	tcase_add_loop_test(tests, complete, 0, (int)good.gl_pathc);
	tcase_add_loop_test(tests, nothing_overlaps, 0, (int)good.gl_pathc);
	tcase_add_loop_test(tests, damaged, 0, (int)good.gl_pathc);
	tcase_add_loop_test(tests, refused, 0, (int)bad.gl_pathc);
	tcase_add_test(tests, usage);
	tcase_add_test(tests, style_sheet);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	globfree(&good);
	globfree(&bad);
	return failed != 0;
}
