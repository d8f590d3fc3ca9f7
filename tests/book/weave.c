/* SPDX-License-Identifier: MIT */
/* The weaver and its pandoc filters on two small chapters (tests/book/weave), and on bad ones. The weaver is a
   build with sanitizers; the identifiers come from ctags on the tangled files, as in the book itself. */
#include "run.h"

#include <stdbool.h>
#include <unistd.h>

static char folder[256], repo[4096];
static char *one, *two, *chunks, *identifiers;  /* the Markdown */
static char *page_one, *page_two, *page_exercises, *single, *search, *copies;

/* Each takes the repository's path three times, or twice. */
#define WEAVE(chapters, to) "'%s/build/tests/book/weave-sanitized' " \
	"-w '%s/tangle/book/words.en' -i tags -t chapters/transcripts -f '%s/build/bin/figure' -o " to " " chapters
#define PANDOC_WITH(filter) "pandoc -f \"$(cat '%s/build/tests/book/weave.from')\" --wrap=preserve -t html5 " filter \
	"--lua-filter '%s/tangle/book/book.lua' "
#define PANDOC PANDOC_WITH("")

static char *file(const char *name)
{
	char *text = NULL;
	if (run(&text, "cat '%s'/%s", folder, name) != 0) {
		fprintf(stderr, "the fixture gave no %s\n", name);
		exit(1);
	}
	return text;
}

static void command(const char *what)
{
	char *said = NULL;
	int status = run(&said, "cd '%s' && { %s; } 2>&1", folder, what);
	if (status != 0) {
		fprintf(stderr, "%s\nended with %d and said: %s\n", what, status, said);
		exit(1);
	}
	free(said);
}

static char *made(const char *format, ...)
{
	char *text = NULL;
	va_list args;
	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	return text;
}

static void prepare(void)
{
	snprintf(folder, sizeof folder, "%s/weave.XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	if (!mkdtemp(folder) || !getcwd(repo, sizeof repo))
		abort();
	char *commands[] = {
		made("cp -R '%s/tests/book/weave/.' . && mkdir md html", repo),
		made("'%s/build/bin/tangle' -a . chapters/01-one.nw chapters/02-two.nw", repo),
		made("for tree in 01/src 02/src exercises; do ctags --quiet --options=NONE --options='%s/tangle/book/identifiers.ctags' -R -f found $tree && "
		     "'%s/build/bin/origins' $tree <found || exit; done >tags", repo, repo),
		made(WEAVE("chapters/01-one.nw chapters/02-two.nw", "md"), repo, repo, repo),
		made("for p in 01-one 02-two exercises; do " PANDOC "--template '%s/tangle/book/web/page.html' -M target=page -M search=html/$p.search "
		     "-M copies=html/$p.copy.js -o html/$p.html md/$p.md; done", repo, repo, repo),
		made(PANDOC_WITH("--lua-filter '%s/tangle/book/print/answers.lua' ") "-M target=print -o html/single.html "
		     "md/01-one.md md/02-two.md md/exercises.md md/chunk-index.md md/chunk-index-?.md md/identifier-index*.md", repo, repo, repo),
	};
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		command(commands[i]);
		free(commands[i]);
	}
	one = file("md/01-one.md");
	two = file("md/02-two.md");
	chunks = file("md/chunk-index*.md");
	identifiers = file("md/identifier-index*.md");
	page_one = file("html/01-one.html");
	page_two = file("html/02-two.html");
	page_exercises = file("html/exercises.html");
	single = file("html/single.html");
	search = file("html/01-one.search");
	copies = file("html/01-one.copy.js");
}

static void has(const char *text, const char *wanted)
{
	if (!strstr(text, wanted)) {
		fprintf(stderr, "not found:\n%s\nin:\n%s\n", wanted, text);
		ck_abort_msg("not found: %s", wanted);
	}
}

/* What a reader sees. */
static const char *without_tags(const char *html)
{
	char *text = malloc(strlen(html) + 1), *to = text;

	ck_assert_ptr_nonnull(text);
	for (bool tag = false; *html; html++) {
		tag = tag || *html == '<';
		if (!tag)
			*to++ = *html;
		tag = tag && *html != '>';
	}
	*to = '\0';
	return text;
}

static void has_not(const char *text, const char *unwanted)
{
	ck_assert_msg(!strstr(text, unwanted), "found: %s", unwanted);
}

START_TEST(chunks_are_numbered_by_chapter_and_place)
{
	has(one, "::::: {#kernel-one.c .chunk number=\"1.1\" sign=\"≡\" is-file=\"yes\"}\n::: name\n`kernel/one.c`\n:::");
	has(one, "::::: {#one.c-count .chunk number=\"1.3\" sign=\"≡\" file=\"kernel/one.c\"}\n::: name\none.c: count\n:::");
	has(two, "::::: {#kernel-two.c .chunk number=\"2.3\" sign=\"≡\"");
}
END_TEST

START_TEST(a_continuation_names_its_neighbours)
{
	has(one, "{#one.c-count-2 .chunk number=\"1.4\" sign=\"+≡\"");
	has(one, "- [Continued in]{.key} [1.4](01-one.md#one.c-count-2){.num}");
	has(one, "- [Continues]{.key} [1.3](01-one.md#one.c-count){.num}");
}
END_TEST

START_TEST(a_joint_says_so_and_names_who_joins)
{
	has(one, "::: joint\nNothing yet. Later chapters join in here.\n:::\n\n::: notes\n"
	    "- [Continued in]{.key} [2.2](02-two.md#one.c-joint-2){.num}, [2.4](02-two.md#one.c-joint-3){.num}\n");
	has(two, "- [Continues]{.key} [1.6](01-one.md#one.c-joint){.num}");
	has(two, "- [Continues]{.key} [2.2](02-two.md#one.c-joint-2){.num}");
}
END_TEST

START_TEST(joints_in_a_row_are_one_sentence)
{
	has(two, "::: joints\nNothing yet. Later chapters join in at these places: "
	    "[⟨**2.10** end.c: before the end⟩](#end.c-before-the-end){#end.c-before-the-end}, used in [2.9](02-two.md#kernel-end.c){.num}; "
	    "[⟨**2.11** end.c: the end⟩](#end.c-the-end){#end.c-the-end}, used in [2.9](02-two.md#kernel-end.c){.num}, "
	    "continued in [2.12](02-two.md#end.c-the-end-2){.num}.\n:::\n");
	has_not(two, "{#end.c-the-end .chunk");
	has(two, "{#end.c-the-end-2 .chunk");
}
END_TEST

START_TEST(claims_are_counted_and_shown)
{
	has(two, "- **1** decided: [A1](#claim-a1)\n- **1** half decided, for the rest is to come: [B2](#claim-b2)\n");
	has(two, "): `sum < 4`, observed: `~3`\n- Still to come in chapter 3\n");
}
END_TEST

START_TEST(a_replacement_is_told_on_both_sides)
{
	has(one, "- [Replaced in]{.key} [2.1](02-two.md#first-give-it-back-2){.num}");
	has(two, "{#first-give-it-back-2 .chunk number=\"2.1\" sign=\"≡\"");
	has(two, "- [Replaces]{.key} [1.5](01-one.md#first-give-it-back){.num}");
	has(two, "From here on [first: give it back](02-two.md#first-give-it-back-2){.chunk-ref number=\"2.1\"} is");
}
END_TEST

START_TEST(uses_are_linked)
{
	has(one, "- [first: give it back](01-one.md#first-give-it-back){.chunk-ref number=\"1.5\" at=\"94:9\"}");
	has(one, "- [Used in]{.key} [1.4](01-one.md#one.c-count-2){.num}");
	has(page_one, "<a href=\"#first-give-it-back\" class=\"chunk-ref\">⟨first: give it back <small>1.5</small>⟩</a>");
	has(single, "<a href=\"#first-give-it-back\" class=\"chunk-ref\">");
}
END_TEST

START_TEST(identifiers_link_to_their_definition)
{
	has(page_two, "<b>return</b> <a href=\"01-one.html#one.c-count-2\">first</a>"
	    "(<a href=\"01-one.html#one.c-count\">step</a>()) + <a href=\"01-one.html#include-linux-one.h\">LIMIT</a>(");
	has(page_two, "&lt;<a href=\"01-one.html#include-linux-one.h\">linux/one.h</a>&gt;");
	has(single, "<b>return</b> <a href=\"#one.c-count-2\">first</a>(<a href=\"#one.c-count\">step</a>())");
	has(one, "`struct counter` [used in [1.3](01-one.md#one.c-count){.num}]{.users}; `LIMIT` [used in [1.4]");
}
END_TEST

START_TEST(what_is_not_the_identifier_is_not_linked)
{
	/* a comment, a string, a member */
	has(page_one, "<i>/* step by step */</i>");
	has(page_one, "<i>/* \"first\" */</i>");
	/* a local variable of the same name */
	has(page_two, "<u>int</u> step = ");
	has(page_two, "<b>return</b> step * <u class=\"n\">2</u>;");
	/* the other file's static function */
	has(page_two, "third(<u>void</u>) { <b>return</b> step(); }");
}
END_TEST

/* In assembler the first word of a statement is an instruction or a macro, and of C's names it knows few. */
START_TEST(a_name_means_what_its_language_knows)
{
	has(two, "[Defines]{.key} `step`; `door`\n");
	has(without_tags(page_two), "\ndoor:   step; call      first\n");
	has(page_two, "call      <a href=\"01-one.html#one.c-count-2\">first</a>");
	has(page_two, "    $<a href=\"01-one.html#include-linux-one.h\">LIMIT</a>(<u class=\"n\">1</u>), %");
	has_not(identifiers, "`movl`");
	has_not(identifiers, "`call`");
	has_not(identifiers, "`jmp`");
}
END_TEST

/* What indents a line is a tab still, what aligns within it is spaces: on every screen and on paper the same. */
START_TEST(code_is_aligned_by_spaces)
{
	has(two, "␉.macro  step\nmovl    $LIMIT(1), %eax /* so far */\n␉.endm\ndoor:   step; call      first\n1:      jmp     1b\n");
	has_not(page_two, "movl\t");
}
END_TEST

START_TEST(the_identifier_index_has_every_definition_and_use)
{
	has(identifiers, "## F {#identifier-index-f .unnumbered .unlisted}\n\n::: index\n- [`first`]{#ident-first .ident} [1.4](01-one.md#one.c-count-2){.num} "
	    "[used in [1.2](01-one.md#include-linux-one.h){.num}, [1.8](01-one.md#ex-one-plus-answer){.num}, [2.2](02-two.md#one.c-joint-2){.num}, "
	    "[2.3](02-two.md#kernel-two.c){.num}, [2.8](02-two.md#kernel-door.s){.num}]{.users}\n:::");
	has(identifiers, "- [`struct counter`]{#ident-counter .ident} [1.2]");
	has(identifiers, "- [`counter`]{.ident} [1.3]");
	has(identifiers, "- [`step`]{.ident} [2.3]");
	has_not(identifiers, "`by`");
	has_not(identifiers, "`n`");
}
END_TEST

/* By the first letter, underscores not counted; every page leads to every letter. */
START_TEST(the_identifier_index_is_several_pages)
{
	has(identifiers, "# Identifier index {#identifier-index}\n");
	has(identifiers, "# Identifier index: T–Z {#identifier-index-t-page .web}\n");
	has(identifiers, "[C](identifier-index.md#identifier-index-c)\n[D](identifier-index-d.md#identifier-index-d)\n[F](identifier-index-d.md#identifier-index-f)\n"
	    "[G](identifier-index-g.md#identifier-index-g)\n[L](identifier-index-g.md#identifier-index-l)\n");
	has(identifiers, "- [Identifier index](identifier-index.md){number=\"\" .within}\n");
	has_not(identifiers, "- [Identifier index: ");
	has(single, "<h1 id=\"identifier-index\"");
	has_not(single, "Identifier index: ");
}
END_TEST

/* Files first; then chunks by the first letter of their names. On paper it is one. */
START_TEST(the_chunk_index_is_several_pages)
{
	has(chunks, "# Chunk index {#chunk-index}\n");
	has(chunks, "# Chunk index: A–L {#chunk-index-a-page .web}\n");
	has(chunks, "# Chunk index: M–Z {#chunk-index-m-page .web}\n");
	has(chunks, "[Files](chunk-index.md)\n[A–L](chunk-index-a.md)\n[M–Z](chunk-index-m.md)\n");
	has(chunks, "- [Chunk index](chunk-index.md){number=\"\" .within}\n");
	has_not(chunks, "- [Chunk index: ");
	char *files = file("md/chunk-index.md"), *first = file("md/chunk-index-a.md"), *last = file("md/chunk-index-m.md");
	has(files, "{#index-include-linux-one.h}");
	has_not(files, "{#index-first-give-it-back}");
	has(first, "{#index-first-give-it-back}");
	has_not(first, "{#index-include-linux-one.h}");
	has_not(last, "{#index-first-give-it-back}");
	free(files);
	free(first);
	free(last);
	has(single, "<h2 id=\"chunk-index-names\"");
	has_not(single, "Chunk index: ");
}
END_TEST

START_TEST(the_chunk_index_has_every_chunk)
{
	has(chunks, "- [`include/linux/one.h`]{#index-include-linux-one.h} [1.2](01-one.md#include-linux-one.h){.num}");
	has(chunks, "[first: give it back]{#index-first-give-it-back} "
	    "[1.5](01-one.md#first-give-it-back){.num}, [2.1](02-two.md#first-give-it-back-2){.num} [used in [1.4]");
}
END_TEST

START_TEST(prose_keeps_its_characters)
{
	has(two, "\nCode may go on in the next line, as `a name in words` does.\n");
	has(page_one, "In prose a shift is &lt;&lt; and quoted code may be <code>a &lt; b &amp;&amp; *p</code>, even <code>[[x]]</code>.");
	has(page_one, "<code>a fence keeps   [[this]] as it is, and # this\n# is no heading</code>");
	has(page_one, "<code>one &lt; two &amp; three</code>");
	/* How finely its words are told apart is pandoc's affair, and changes with its version. */
	has(page_one, "<u class=\"p\">#define LIMIT");
	has(without_tags(page_one), "#define LIMIT(n) ((n) &lt; 1 &lt;&lt; 4 &amp;&amp; (n) &gt; 1)\n");
}
END_TEST

START_TEST(prose_links_to_what_it_names)
{
	has(page_one, "<a href=\"#one.c-count-2\" class=\"use\"><code>first()</code></a>");
	has(page_one, "<a href=\"#include-linux-one.h\" class=\"use\"><code>struct counter</code></a>");
	has(page_one, "and <code>elsewhere</code> is nobody’s");
	has(page_one, "<a href=\"02-two.html#two\">the second</a>, <a href=\"02-two.html#two\">its page</a>");
	has(page_one, "<a href=\"#one.c-count\" class=\"chunk-ref\">⟨one.c: count <small>1.3</small>⟩</a>");
	has(single, "<a href=\"#two\">the second</a>, <a href=\"#two\">its page</a>");
}
END_TEST

START_TEST(the_copy_is_what_is_tangled)
{
	has(copies, "\"kernel-one.c\": \"#include \\u003clinux/one.h>\\u000a\\u000astatic struct counter counter;\\u000a");
	has(copies, "\\u000a\\u0009counter.n += LIMIT(by) ? step() : by; /* \\u0022first\\u0022 */\\u000a\\u0009return counter.n;\\u000a}");
	has_not(copies, "\"first-give-it-back\"");
}
END_TEST

/* A chapter is named by its slug, and the reader sees its number: as a link where one can stand. */
START_TEST(chapters_get_their_numbers)
{
	has(two, "as chapter [1](01-one.md#one) says, and `make chapter 1`, and chapter 12 will.\n");
	has(two, "in chapter 2 again");
	has(two, "int guest(void) { return second(); } /* from chapter 12 on */");
	has(two, "## What chapter 1 left {#");
}
END_TEST

START_TEST(boxes_have_their_titles)
{
	has(page_one, "<div class=\"box predict\"><p class=\"box-title\">Before you run it</p>");
	has(page_one, "<details id=\"one-answer-1\" class=\"box answer\"><summary>Answer</summary>\n<p>One, then two.</p>\n</details>");
	has(page_one, "<h2 id=\"one-in-linux\">In Linux</h2>\n<div class=\"box linux\">\n<p>The heading says it already.</p>");
	has_not(single, "<details");
}
END_TEST

START_TEST(transcripts_and_figures_stand_in_the_text)
{
	has(page_one, "<kbd>make chapter 1</kbd><span class=\"then\"> › </span><kbd>run run</kbd></figcaption>");
	has(page_one, "this kernel       | Linux 6.0-test\n\none &lt; two &amp; three | one &lt; two &amp; four\n                  | five</code>");
	has(page_two, "<figure class=\"figure graph\" id=\"fig-two-boxes\">\n<svg ");
	has(page_two, "<span class=\"key\">Figure 2.1.</span> Two boxes, <code>a</code> and <code>b</code>.");
	has(page_two, "<a href=\"#fig-two-boxes\">The figure</a>");
}
END_TEST

START_TEST(an_exercise_has_a_head)
{
	has(page_one, "<h3 id=\"ex-one-plus\"><span class=\"number\">Exercise 1.1</span> More than <code>one</code> \"plus\" | less</h3>\n"
	    "<div class=\"exercise\">\n<p><span class=\"stars\" role=\"img\" aria-label=\"Difficulty 2/5\">★★☆☆☆</span> · 10 points · Tested on your machine</p>\n"
	    "<dl>\n<dt>Edit</dt>\n<dd>\n<code>work/01-one/third.c</code>\n</dd>\n<dt>Grade it</dt>\n<dd>\n<code>make grade EX=1.1</code>\n</dd>\n"
	    "<dt>Boot it</dt>\n<dd>\n<code>make try EX=1.1</code> with your file in place of <a href=\"#ex-one-plus-answer\"><code>lib/third.c</code></a>\n</dd>\n"
	    "<dt>Read again</dt>\n<dd>\n<a href=\"#one-in-linux\">In Linux</a>\n</dd>\n"
	    "<dt>Compare</dt>\n<dd>\n<a href=\"#ex-one-plus-answer\" class=\"answer-ref\">Answer 1.1</a>\n</dd>\n</dl>\n</div>");
	/* Two files, and neither an answer elsewhere nor a file of the kernel. */
	has(page_one, "★★★★★</span> · 5 points · Tested in a kernel that boots</p>\n<dl>\n<dt>Edit</dt>\n"
	    "<dd>\n<code>work/01-one/test.c</code>, <code>work/01-one/model.c</code>\n</dd>\n<dt>Grade it</dt>\n<dd>\n<code>make grade EX=1.2</code>\n</dd>\n"
	    "<dt>Needs first</dt>\n<dd>\n<a href=\"#ex-one-plus\">1.1 More than <code>one</code> \"plus\" | less</a>\n</dd>\n"
	    "<dt>Read again</dt>\n<dd>\n<a href=\"#one.c-count\" class=\"chunk-ref\">⟨one.c: count <small>1.3</small>⟩</a>\n</dd>\n</dl>");
	has(page_two, "<dd>\n<a href=\"01-one.html#ex-one-plus\">1.1 More than <code>one</code> \"plus\" | less</a>, <a href=\"01-one.html#ex-one-test\">1.2 A test</a>");
	has(page_two, "<dd>\n<a href=\"#fig-two-boxes\">Figure 2.1</a>");
	has(page_two, "in place of <a href=\"#kernel-two.c\"><code>kernel/two.c</code></a>");
	has_not(one, "points: 10");
}
END_TEST

/* Each by itself, and of three one at a time; behind the last of the files to begin with. */
START_TEST(hints_and_skeletons_are_folded)
{
	has(page_one, "<details class=\"box skeleton\"><summary>The file to begin with</summary>\n<section class=\"chunk\" id=\"exercises-01-one-third.c\">");
	has(page_one, "<div class=\"hints\">\n<details id=\"ex-one-plus-hint-1\" class=\"box hint\" name=\"ex-one-plus-hints\"><summary>First hint</summary>\n"
	    "<p>An addition is not a [multiplication] of *pears*.</p>\n</details>\n"
	    "<details id=\"ex-one-plus-hint-2\" class=\"box hint\" name=\"ex-one-plus-hints\"><summary>Second hint</summary>\n<p><code>by</code> is a number.</p>\n</details>\n"
	    "<details id=\"ex-one-plus-hint-3\" class=\"box hint\" name=\"ex-one-plus-hints\"><summary>Third hint</summary>");
	const char *model = strstr(page_one, "id=\"exercises-01-one-model.c\"");
	ck_assert_ptr_nonnull(model);
	has(model, "id=\"ex-one-test-hint-1\"");
	const char *hints = strstr(page_one, "id=\"ex-one-test-hint-1\"");
	ck_assert(hints && hints > model);
	has(hints, "<details id=\"ex-one-test-answer\" class=\"box answer\"><summary>Answer 1.2</summary>");
}
END_TEST

/* The answer that stands in the chapter says whose it is; nothing leads into it but to its cover. */
START_TEST(an_answer_is_covered)
{
	has(page_one, "<div class=\"in-place\">\n<p>The code that belongs here is an exercise: <a href=\"#ex-one-plus\">1.1 More than <code>one</code> \"plus\" | less</a>.</p>\n</div>\n"
	    "<details id=\"ex-one-plus-answer\" class=\"box answer\"><summary>Answer 1.1</summary>\n<p>It adds, and <em>adding</em> is the secret.</p>");
	has(page_one, "<b>return</b> <a href=\"#ex-one-plus-answer\">plus</a>(<u class=\"n\">1</u>); }");
	has(one, "`LIMIT` [used in [1.4](01-one.md#one.c-count-2){.num}, [1.8](01-one.md#ex-one-plus-answer){.num}, ");
	/* Inside it, links are as anywhere. */
	has(page_one, "<a href=\"#third.c-add\" class=\"chunk-ref\">⟨third.c: add <small>1.8</small>⟩</a>");
	has(page_one, "<b>Used in</b> <a href=\"#lib-third.c\">1.7</a>");
	/* The exercise that asks for it does not name where it is, and the other boxes say nothing of an exercise. */
	has(page_one, "<p>Write <code>plus</code>, which calls <a href=\"#one.c-count-2\" class=\"use\"><code>first()</code></a>");
	has_not(page_two, "in-place");
	has(page_one, "<details id=\"one-answer-1\"");
}
END_TEST

/* What a skeleton or an answer defines is nobody else's, and what it uses no news. */
START_TEST(the_workbook_is_no_part_of_the_kernel)
{
	has(page_one, "<u>int</u> plus(<u>int</u> by)\n{\n\t<u>int</u> step = <a href=\"#one.c-count-2\">first</a>(by);\n\n\t<b>return</b> <u class=\"n\">0</u> * step;");
	has(page_one, "<u>int</u> model(<u>void</u>) { <u>int</u> counter = <u class=\"n\">1</u>; <b>return</b> counter; }");
	has_not(identifiers, "`model`");
	has_not(identifiers, "answers-01-one");
	has_not(chunks, "exercises/");
	has_not(chunks, "answers/");
	has(chunks, "- [`lib/third.c`]{#index-lib-third.c} [1.7](01-one.md#ex-one-plus-answer){.num}");
	has(identifiers, "- [`plus`]{#ident-plus .ident} [1.8](01-one.md#ex-one-plus-answer){.num} [used in [1.9](01-one.md#lib-caller.c){.num}]{.users}");
}
END_TEST

START_TEST(all_exercises_are_listed)
{
	has(page_one, "<li><a href=\"#one-exercises\">Exercises</a>\n<ul>\n<li><a href=\"#ex-one-plus\"><span class=\"number\">1.1</span> More than <code>one</code> \"plus\" | less</a></li>\n"
	    "<li><a href=\"#ex-one-test\"><span class=\"number\">1.2</span> A test</a></li>\n</ul></li>");
	has(page_two, "<a href=\"exercises.html\" class=\"next\" rel=\"next\">");
	has(page_exercises, "<td style=\"text-align: right;\">1.1</td>\n<td style=\"text-align: left;\"><a href=\"01-one.html#ex-one-plus\">More than <code>one</code> \"plus\" | less</a></td>\n"
	    "<td style=\"text-align: left;\"><span class=\"stars\" role=\"img\" aria-label=\"Difficulty 2/5\">★★☆☆☆</span></td>\n"
	    "<td style=\"text-align: right;\">10</td>\n<td style=\"text-align: left;\">on your machine</td>");
	has(page_exercises, "<a href=\"01-one.html#ex-one-test\">A test</a></td>");
	has(page_exercises, "<a href=\"02-two.html#ex-two-two\">Two, otherwise</a></td>");
}
END_TEST

/* On paper: the hints by level, then the answers, before the indexes; links there and back. */
START_TEST(answers_and_hints_stand_at_the_back)
{
	static const char *const order[] = {
		"<a href=\"#ex-one-plus\">1.1 More than",
		"<a href=\"#ex-one-plus-answer\" id=\"ex-one-plus-answer-asked\" class=\"answer-ref\">Answer 1.1</a>",
		"id=\"lib-caller.c\"",
		"<div class=\"box skeleton\"><p class=\"box-title\">The file to begin with</p>",
		"<a href=\"#ex-one-plus-hint-1\" id=\"ex-one-plus-hint-1-asked\" class=\"answer-ref\">First hint</a>; <a href=\"#ex-one-plus-hint-2\"",
		"<a href=\"#ex-one-test-answer\" id=\"ex-one-test-answer-asked\" class=\"answer-ref\">Answer 1.2</a>",
		"<h1 id=\"two\">",
		"<h1 id=\"exercises\">Exercises</h1>",
		"<h1 id=\"hints\">Hints</h1>\n<h2 id=\"hints-1\">First hints</h2>\n<h3 class=\"unnumbered unlisted\" id=\"ex-one-plus-hint-1\">"
		"<a href=\"#ex-one-plus-hint-1-asked\" class=\"asked\">Exercise 1.1. More than one \"plus\" | less</a></h3>",
		"id=\"ex-one-test-hint-1\">", "id=\"ex-two-two-hint-1\">",
		"<h2 id=\"hints-2\">Second hints</h2>", "id=\"ex-one-plus-hint-2\">",
		"<h2 id=\"hints-3\">Third hints</h2>", "id=\"ex-two-two-hint-3\">",
		"<h1 id=\"answers\">Answers</h1>", "id=\"one-answer-1\">",
		"id=\"ex-one-plus-answer\"><a href=\"#ex-one-plus-answer-asked\"", "id=\"lib-third.c\"",
		"id=\"ex-two-two-answer\"><a href=\"#ex-two-two-answer-asked\" class=\"asked\">Exercise 2.1. Two, otherwise</a></h3>", "id=\"answers-02-two-two.c\"",
		"<h1 id=\"chunk-index\">",
	};
	const char *at = single;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		const char *next = strstr(at, order[i]);
		ck_assert_msg(next != NULL, "after the one before it, not found: %s", order[i]);
		at = next;
	}
	has_not(single, "<details");
}
END_TEST

START_TEST(the_page_knows_its_place)
{
	has(page_one, "<html lang=\"en\">");
	has(page_one, "<title>The first – Borrowed Pages</title>");
	has(page_one, "<h1 id=\"one\"><span class=\"number\">Chapter 1</span> The <em>first</em></h1>");
	has(page_one, "<a href=\"01-one.html\" aria-current=\"page\"><span class=\"number\">1</span> The <em>first</em></a>");
	has(page_one, "<a href=\"02-two.html\" class=\"next\" rel=\"next\">");
	has(page_two, "<a href=\"01-one.html\" class=\"previous\" rel=\"prev\">");
	has_not(single, "rel=\"next\"");
}
END_TEST

START_TEST(the_search_holds_prose_and_code)
{
	has(search, "[\"01-one.html#one\",\"The first\",");
	has(search, "[\"01-one.html#one-in-linux\",\"In Linux\",\"The heading says it already.");
	has(search, "LIMIT");
	has_not(search, "chunk_use");
	has(search, "\"Exercise 1.1. More than one ");
	/* Nothing that would tell an answer or a hint. */
	has_not(search, "adding");
	has_not(search, "multiplication");
	has_not(search, "make grade");
	has_not(search, "One, then two");
	has_not(search, "caller, which");
	has(search, "is led to the cover");
}
END_TEST

#define EXERCISE(reread) "# One {#one}\n\n<<exercises/01-bad/x.exercise>>=\nfiles: x.c\nhint: a\nreread: " reread "\n@\n\n"
#define SKELETON "<<exercises/01-bad/x.c>>=\nint x;\n@\n\n"
#define ANSWER "::: answer\n<<answers/01-bad/x.c>>=\nint x;\n@\n:::\n"

/* Bad chapters: what stands in the file from its first line on, and what the weaver must say. */
static const struct {
	const char *text, *message;
} bad[] = {
	{ "# One {#one}\n\n!beside run\n",
	  "chapters/01-bad.nw:3: chapters/transcripts/../linux/01.txt does not say what Linux prints as run; add it to the chapter's user/same.txt" },
	{ "# One {#one}\n\n!transcript gone\n",
	  "chapters/01-bad.nw:3: there is no transcript chapters/transcripts/01-gone.txt; `make transcripts`" },
	{ "# One {#one}\n\n!figure frames f\ncaption: c\nalt: a\ndata: gone\n!end\n",
	  "chapters/01-bad.nw:3: there is no data chapters/transcripts/01-gone.dat; `make transcripts`" },
	{ "# One {#one}\n\n!figure graph f\ncaption: c\nalt: a\nbox a 0 0 \"a\"\narrow a b\n!end\n",
	  "chapters/01-bad.nw:7: figure `graph`: " },
	{ "# One {#one}\n\n!figure graph f\ncaption: c\nbox a 0 0 \"a\"\n!end\n", "chapters/01-bad.nw:3: the figure has no `alt:` line" },
	{ "# One {#one}\n\n!figure graph f\n", "chapters/01-bad.nw:3: the figure has no `!end` line" },
	{ "# One {#one}\n\n!claim true b9\nsays: So.\n", "chapters/01-bad.nw:3: the claim has no `!end` line" },
	{ "# One {#one}\n\n!claim maybe b9\nsays: So.\n!end\n", "chapters/01-bad.nw:3: `!claim maybe b9`: a claim is true, half or false" },
	{ "# One {#one}\n\n!claim true b9\nsaid: So.\n!end\n", "chapters/01-bad.nw:3: a claim has no line `said: So.`" },
	{ "# One {#one}\n\n!claim true b9\ntried: 1 none a == 1\n!end\n", "chapters/01-bad.nw:3: chapter 1 has no experiment `none`" },
	{ "# One {#one}\n\n!claim true b9\ntried: 1 some a == 2\n!end\n\n<<experiments/some.expect>>=\na == 1\n@\n",
	  "chapters/01-bad.nw:3: chapter 1 has no experiment `some` with the line `a == 2`" },
	{ "# One {#one}\n\n!claim true b9\ntried: 1 some a == 1\n!end\n\n<<experiments/some.expect>>=\na == 1\n@\n",
	  "chapters/01-bad.nw:3: chapters/transcripts/01-observed.txt has no `a == 1` that `some` observed: no run has shown it; `make transcripts`" },
	{ "# One {#one}\n\n!figure graph\n!end\n", "chapters/01-bad.nw:3: `!figure graph`: write `!figure KIND ID`" },
	{ "# One {#one}\n\n!transcripts x\n", "chapters/01-bad.nw:3: `!transcripts x` is no directive" },
	{ "No title.\n", "chapters/01-bad.nw:1: no title; the first line of prose is `# Title {#slug}`" },
	{ "# One\n", "chapters/01-bad.nw:1: the title has no id" },
	{ "# One {#one}\n\n# Two {#two}\n", "chapters/01-bad.nw:3: a second title" },
	{ "# One {#one}\n\n::: predict\nSo?\n", "chapters/01-bad.nw:3: the box is never closed" },
	{ "# One {#one}\n\n::: perdict\nSo?\n:::\n", "chapters/01-bad.nw:3: `::: perdict` is no box; there are predict, answer," },
	{ "# One {#one}\n\n:::\n", "chapters/01-bad.nw:3: `:::` closes nothing" },
	{ "# One {#one}\n\n```\nx\n", "chapters/01-bad.nw:3: the fence is never closed" },
	{ "# One {#one}\n\nSee [this](#nowhere).\n", "chapters/01-bad.nw:3: a link to #nowhere, but nothing there has that id" },
	{ "# One {#one}\n\nSee [this](02-none.md).\n", "chapters/01-bad.nw:3: a link to 02-none.md, which is no page of the book" },
	{ "# One {#one}\n\nSee [[<<nothing>>]].\n", "chapters/01-bad.nw:3: chunk @<<nothing>> is defined nowhere" },
	{ "# One {#one}\n\n<<a/b.c>>=\n<<c>>\n@\n", "chapters/01-bad.nw:4: chunk @<<c>> is defined nowhere" },
	{ "# One {#one}\n\n<<a/b.c>>=\n<<c>>\n@\n\n<<c>>=\n<<c>>\n@\n", "chapters/01-bad.nw:8: chunk @<<c>> contains itself" },
	{ "# One {#one}\n\n<<a/b.S>>=\npushl:	ret\n@\n", "chapters/01-bad.nw:4: `pushl` is an instruction of the processor; give the label another name" },
	{ "# One {#one}\n\n<<alone>>=\nx\n@\n", "chapters/01-bad.nw:3: chunk @<<alone>> is part of no file" },
	{ "# One {#one}\n\n<<replace: a/b.c>>=\nx\n@\n", "chapters/01-bad.nw:3: nothing to replace: no chunk @<<a/b.c>>" },
	{ EXERCISE("#gone") SKELETON ANSWER, "chapters/01-bad.nw:6: nothing to read again at #gone; name a heading, a chunk or a figure of this chapter" },
	{ EXERCISE("#answers-01-bad-x.c") SKELETON ANSWER, "chapters/01-bad.nw:6: nothing to read again at #answers-01-bad-x.c;" },
	{ EXERCISE("#ex-one-x-answer") SKELETON ANSWER, "chapters/01-bad.nw:6: nothing to read again at #ex-one-x-answer;" },
	{ EXERCISE("#one") SKELETON "<<answers/01-bad/x.c>>=\nint x;\n@\n",
	  "chapters/01-bad.nw:13: @<<answers/01-bad/x.c>> is the answer to exercise bad/x and stands open; put it into a box `::: answer`" },
	{ "# One {#one}\n\n<<exercises/01-bad/x.exercise>>=\nfiles: x.c\nreplaces: lib/x.c\nreread: #one\n@\n" SKELETON "<<lib/x.c>>=\nint x;\n@\n",
	  "chapters/01-bad.nw:12: @<<lib/x.c>> is the answer to exercise bad/x and stands open;" },
	{ EXERCISE("#one") "<<exercises/01-bad/y.exercise>>=\nfiles: y.c\nreread: #one\n@\n::: answer\n<<answers/01-bad/x.c>>=\n@\n<<answers/01-bad/y.c>>=\n@\n:::\n",
	  "chapters/01-bad.nw:13: this box answers both bad/x and bad/y; give each its own" },
	{ "# One {#one}\n\n## Same {#s}\n\n## Again {#s}\n", "chapters/01-bad.nw:5: the anchor #s is taken by chapters/01-bad.nw:3" },
	{ "# One {#one}\n\n<<a/b.c>>=\n<<so it is>>\n<<so: it is>>\n@\n\n<<so it is>>=\nx\n@\n\n<<so: it is>>=\ny\n@\n",
	  "chapters/01-bad.nw:12: the anchor #so-it-is is taken by chapters/01-bad.nw:8" },
};

START_TEST(bad_chapters_get_file_line_and_remedy)
{
	char *said = NULL, path[300];
	snprintf(path, sizeof path, "%s/bad%d", folder, _i);
	ck_assert_int_eq(run(&said, "mkdir -p '%s/chapters/transcripts' '%s/md' && : >'%s/tags' && : >'%s/chapters/transcripts/01-run.txt'", path, path, path, path), 0);
	free(said);
	char *name = made("%s/chapters/01-bad.nw", path);
	FILE *chapter = fopen(name, "w");
	ck_assert_ptr_nonnull(chapter);
	fputs(bad[_i].text, chapter);
	fclose(chapter);
	free(name);
	int status = run(&said, "cd '%s' && " WEAVE("chapters/01-bad.nw", "md") " 2>&1", path, repo, repo, repo);
	ck_assert_msg(status == 1, "status %d, and it said: %s", status, said);
	has(said, bad[_i].message);
	free(said);
	ck_assert_int_eq(run(&said, "ls '%s/md'", path), 0);
	ck_assert_msg(!*said, "something was written: %s", said);
	free(said);
}
END_TEST

/* Weaving again touches nothing, and what changed in one chapter changes no other's page. */
START_TEST(unchanged_pages_keep_their_time)
{
	char *said = NULL;
	ck_assert_int_eq(run(&said, "cd '%s' && cp -R md again && touch -d 2001-01-01 again/*.md && cp -R chapters changed && "
		"sed -i 's/^Here is a run:/Here is one:/' changed/01-one.nw && " WEAVE("changed/*.nw", "again") " && "
		"find again -newermt 2002-01-01 -type f", folder, repo, repo, repo), 0);
	ck_assert_str_eq(said, "again/01-one.md\n");
	free(said);
}
END_TEST

int main(void)
{
	prepare();
	Suite *suite = suite_create("weave");
	TCase *tcase = tcase_create("two chapters");
	tcase_add_test(tcase, chunks_are_numbered_by_chapter_and_place);
	tcase_add_test(tcase, a_continuation_names_its_neighbours);
	tcase_add_test(tcase, a_joint_says_so_and_names_who_joins);
	tcase_add_test(tcase, joints_in_a_row_are_one_sentence);
	tcase_add_test(tcase, claims_are_counted_and_shown);
	tcase_add_test(tcase, a_replacement_is_told_on_both_sides);
	tcase_add_test(tcase, uses_are_linked);
	tcase_add_test(tcase, identifiers_link_to_their_definition);
	tcase_add_test(tcase, what_is_not_the_identifier_is_not_linked);
	tcase_add_test(tcase, a_name_means_what_its_language_knows);
	tcase_add_test(tcase, code_is_aligned_by_spaces);
	tcase_add_test(tcase, the_identifier_index_has_every_definition_and_use);
	tcase_add_test(tcase, the_identifier_index_is_several_pages);
	tcase_add_test(tcase, the_chunk_index_is_several_pages);
	tcase_add_test(tcase, the_chunk_index_has_every_chunk);
	tcase_add_test(tcase, prose_keeps_its_characters);
	tcase_add_test(tcase, prose_links_to_what_it_names);
	tcase_add_test(tcase, the_copy_is_what_is_tangled);
	tcase_add_test(tcase, chapters_get_their_numbers);
	tcase_add_test(tcase, boxes_have_their_titles);
	tcase_add_test(tcase, transcripts_and_figures_stand_in_the_text);
	tcase_add_test(tcase, an_exercise_has_a_head);
	tcase_add_test(tcase, hints_and_skeletons_are_folded);
	tcase_add_test(tcase, an_answer_is_covered);
	tcase_add_test(tcase, the_workbook_is_no_part_of_the_kernel);
	tcase_add_test(tcase, all_exercises_are_listed);
	tcase_add_test(tcase, answers_and_hints_stand_at_the_back);
	tcase_add_test(tcase, the_page_knows_its_place);
	tcase_add_test(tcase, the_search_holds_prose_and_code);
	tcase_add_test(tcase, unchanged_pages_keep_their_time);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("bad chapters");
	tcase_add_loop_test(tcase, bad_chapters_get_file_line_and_remedy, 0, sizeof bad / sizeof *bad);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	char *texts[] = { one, two, chunks, identifiers, page_one, page_two, page_exercises, single, search, copies };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	char *said = NULL;
	run(&said, "rm -rf '%s'", folder);
	free(said);
	return failed != 0;
}
